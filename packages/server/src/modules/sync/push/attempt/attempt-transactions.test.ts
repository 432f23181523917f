import { Exchanges } from '../../../../connectwise/client/exchanges.ts';
import type { NewAuditEvent } from '../../../audit/audit-log.service.ts';
import type { ClaimedPush } from '../outbox/push-queue.queries.ts';
import { AttemptLog } from './attempt-log.ts';
import { AttemptTransactions } from './attempt-transactions.ts';

const push = { entity: 'company', localId: 'c', runId: 'r', attempts: 1, sending: null } as unknown as ClaimedPush;
const sent = {
  ...{ at: '2026-12-01T10:00:00.000Z', method: 'PATCH', path: '/company/companies/7', status: 200, durationMs: 1 },
  ...{ requestId: null, request: '[]', answer: '{}', failure: null },
};
const updated = {
  ...{ entity: 'company', operation: 'update', status: 'success', localId: 'c' },
  description: 'Updated phone.',
} satisfies NewAuditEvent;

/** Another worker is at the same rows, so often. */
function meeting(times: number) {
  let left = times;
  const exchanges = new Exchanges();
  exchanges.hear(sent);
  const log = new AttemptLog(push, { lastRequestId: null }, null, exchanges);
  const database = {
    inWorkspace: async (_workspaceId: string, work: (tx: object) => Promise<unknown>) => {
      const done = await work({});
      if (left-- > 0) throw Object.assign(new Error('deadlock detected'), { code: '40P01' });
      return done;
    },
  };
  const queue = { renew: async () => undefined };
  const transactions = new AttemptTransactions({ database, queue } as never, 'w', push, log);
  const write = () => transactions.write(async () => log.stamped(updated));
  return { write, log, exchanges };
}

describe('a transaction of a push that is done again since another worker was at the same rows', () => {
  it('tells what was asked of ConnectWise in the row that is kept, and tells it once', async () => {
    const { write, log, exchanges } = meeting(2);
    expect((await write()).exchanges).toEqual([sent]);
    expect(log.outcome).toBe('updated');
    expect(exchanges.take()).toEqual([]);
  });

  it('has told nothing where it never came about', async () => {
    const { write, log, exchanges } = meeting(3);
    await expect(write()).rejects.toThrow('deadlock');
    expect(log.told.has('c')).toBe(false);
    expect(log.outcome).toBe('unchanged');
    expect(exchanges.take()).toEqual([sent]);
  });
});
