import pg from 'pg';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';

const REQUESTS = 10;

describe('PostgreSQL ends the connections of ten requests in flight', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createTestApp();
  });
  afterAll(() => app.stop());

  it('and every later request is answered', async () => {
    const query = '{ clients(first: 5) { items { id } } }';
    const blocker = new pg.Client({ connectionString: app.test.ownerUrl });
    blocker.on('error', () => undefined);
    await blocker.connect();
    for (let round = 0; round < 2; round++) {
      await blocker.query('begin; lock table client in access exclusive mode');
      const inFlight = Promise.all(Array.from({ length: REQUESTS }, () => app.ask(query)));
      const waiting = `from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
      await until(async () => (await app.test.sql(`select ${waiting}`)).length >= REQUESTS, 'ten requests wait');
      await app.test.sql(`select pg_terminate_backend(pid) ${waiting}`);
      await blocker.query('rollback');
      for (const answer of await inFlight) expect(answer.errors).not.toEqual([]);
      const later = await Promise.all(Array.from({ length: REQUESTS }, () => app.ask(query)));
      for (const answer of later) expect(answer).toMatchObject({ status: 200, data: { clients: { items: [] } } });
    }
    await blocker.end();
    const ready = await fetch(`${app.url}/readyz`);
    expect(ready.status).toBe(200);
  });
});
