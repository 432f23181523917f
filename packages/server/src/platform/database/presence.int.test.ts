import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';
import { until } from '../../../test/support/until.ts';
import { isOwnerGone } from './presence.queries.ts';
import { Presence } from './presence.ts';

describe('the presence of a process', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  const isGone = async (owner: string) =>
    (
      await test.sql<{ gone: boolean }>(`select ${isOwnerGone('o.owner')} as gone from (values ('${owner}')) o(owner)`)
    )[0]?.gone;

  it('ends with its session, however that ended, and comes back', async () => {
    const presence = new Presence({ url: test.url });
    await presence.start();
    const owner = presence.owner();
    expect(await isGone(owner)).toBe(false);
    await test.sql(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'causeway-presence'`,
    );
    await until(async () => (await isGone(owner)) === true, 'the process counts as gone');
    await until(async () => (await isGone(owner)) === false, 'it is there again');
    await presence.stop();
    await until(async () => (await isGone(owner)) === true, 'it is gone for good');
  });

  it('says nothing of owners that show none', async () => {
    expect(await isGone('0190d0d0-0000-7000-8000-000000000000')).toBe(false);
  });
});
