import { AuditLog } from '../audit/audit-log.service.ts';
import { ConnectionHealthService } from './connection-health.service.ts';

const connection = { id: 'c', workspaceId: 'w' };
const minutes = (count: number) => count * 60_000;

/** A success every second, with the times of the looks that were asked for. */
function working() {
  let now = 0;
  const asked: number[] = [];
  const health = new ConnectionHealthService(
    { inWorkspace: async () => undefined } as never,
    new AuditLog(),
    { now: () => new Date(now) },
    {} as never,
    () => asked.push(now),
  );
  const until = async (end: number) => {
    for (; now < end; now += 1_000) await health.reportSuccess(connection);
    return asked.splice(0);
  };
  return { health, until };
}

describe('looks for a right that was missing', () => {
  it('come at once after a refusal, and less and less while nobody gives it', async () => {
    const { health, until } = working();
    await until(minutes(1));
    health.reportForbidden(connection);
    const first = await until(minutes(2));
    expect(first[0]).toBe(minutes(1));
    expect(first[1]).toBeLessThanOrEqual(minutes(1) + 10_000);
    const later = [...first, ...(await until(minutes(61)))];
    // Each of them is some thirty requests.
    expect(later.length).toBeLessThan(30);
    const gaps = later.slice(1).map((at, i) => at - (later[i] ?? 0));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(minutes(5) + 6_000);
  });
});
