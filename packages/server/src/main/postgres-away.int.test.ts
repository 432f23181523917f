import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { nodeArguments } from '../../test/support/node-arguments.ts';
import { type OwnPostgres, startOwnPostgres } from '../../test/support/own-postgres.ts';
import { type Program, runNode, startRealPrograms } from '../../test/support/real-programs.ts';
import { until } from '../../test/support/until.ts';

/** Real programs on a PostgreSQL that is stopped and started under them. */
describe('What programs log while PostgreSQL is away', () => {
  let postgres: OwnPostgres;
  beforeAll(async () => {
    postgres = await startOwnPostgres();
    postgres.takeOver();
  }, 60_000);
  afterAll(() => postgres?.remove());

  const lines = ({ output }: Program, from = 0): { msg: string; err?: object; level: string }[] =>
    output.text
      .slice(from)
      .split('\n')
      .filter((line) => line.startsWith('{'))
      .map((line) => JSON.parse(line));

  it('is one line of a program that waits for it, and one when it is back; migrate does its work then', async () => {
    await postgres.stop();
    const migrate = runNode(nodeArguments('../../src/main/migrate'), {
      PATH: process.env.PATH ?? '',
      DATABASE_URL: postgres.url.replace('postgres:postgres', 'causeway_waits:waits'),
      DATABASE_OWNER_URL: postgres.url,
      SECRET_KEYS: `main:${Buffer.alloc(32, 3).toString('base64')}`,
      STORAGE_DIR: '/tmp',
    });
    const ended = once(migrate.child, 'exit');
    await until(() => migrate.output.text.includes('does not answer'), 'it says that it waits', 60_000);
    await pause(3_500);
    await postgres.start();
    expect(await ended).toEqual([0, null]);
    expect(migrate.output.text).not.toContain('"stack"');
    const [first, ...others] = lines(migrate).map(({ msg }) => msg);
    expect(first).toMatch(
      /^PostgreSQL at 127\.0\.0\.1:\d+ does not answer\. Waiting for it, .*start it, or correct DATABASE_OWNER_URL$/,
    );
    expect(others.sort()).toEqual(['PostgreSQL answers', expect.stringContaining('the schema')]);
  }, 180_000);

  it('is each thing once, without stacks, of an api and a worker that it went away under', async () => {
    const programs = await startRealPrograms();
    try {
      const worker = await programs.startWorker();
      const all = [programs.api, worker];
      const from = all.map(({ output }) => output.text.length);
      await postgres.stop();
      await pause(15_000);
      await postgres.start();
      await until(async () => (await fetch(`${programs.url}/readyz`)).ok, 'the api is ready again', 60_000);
      for (const [at, program] of all.entries()) {
        const said = lines(program, from[at]);
        const often = Map.groupBy(said, ({ msg }) => msg);
        expect(
          [...often].filter(([, same]) => same.length > 3).map(([msg, same]) => `${same.length} × ${msg}`),
        ).toEqual([]);
        expect(said.filter((line) => JSON.stringify(line).includes('"stack"'))).toEqual([]);
        expect(program.child.exitCode).toBeNull();
      }
    } finally {
      await programs.stop();
    }
  }, 240_000);
});
