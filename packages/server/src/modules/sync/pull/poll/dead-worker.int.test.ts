import { openSyncFixture, type SyncFixture } from '../../../../../test/support/sync-fixture.ts';
import { until } from '../../../../../test/support/until.ts';
import { Presence } from '../../../../platform/database/presence.ts';
import { takeLease } from './cursor-lease.queries.ts';

describe('the lease of a worker that died', () => {
  let f: SyncFixture;
  beforeEach(async () => {
    f = await openSyncFixture();
  });
  afterEach(() => f.test.drop());

  const take = (owner: string) =>
    f.database.inWorkspace(f.workspaceId, (tx) =>
      takeLease(tx, { connectionId: f.connectionId, entity: 'company', owner, leaseMs: 600_000 }),
    );

  it('need not be waited out, while that of a living one must be', async () => {
    const [living, other] = [new Presence({ url: f.test.url }), new Presence({ url: f.test.url })];
    await living.start();
    await other.start();
    expect(await take(living.owner())).not.toBeNull();
    expect(await take(other.owner())).toBeNull();
    await living.stop();
    await until(async () => (await take(other.owner())) !== null, 'the next worker takes over', 5_000);
    await other.stop();
  });
});
