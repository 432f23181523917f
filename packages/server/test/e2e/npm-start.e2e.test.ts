import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from '../support/free-port.ts';
import type { Data } from '../support/graphql-client.ts';
import { until } from '../support/until.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
/** Its last line. */
const STARTED = 'Ctrl-C stops everything.';

/** What a person does first: the README's first command, on a machine that has nothing of the product yet. */
describe('npm start', () => {
  const folder = mkdtempSync(join(tmpdir(), 'causeway-start-'));
  const running: ChildProcess[] = [];
  let ports: [string, string];
  beforeAll(async () => {
    // Started by root, PostgreSQL runs as a user of its own, who must come in.
    chmodSync(folder, 0o755);
    ports = [String(await freePort()), String(await freePort())];
  });
  afterAll(async () => {
    for (const child of running.filter(({ exitCode, signalCode }) => exitCode === null && signalCode === null)) {
      const ended = once(child, 'exit');
      child.kill('SIGTERM');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  });

  const begin = async (more: Record<string, string> = {}) => {
    const { MONGODB_URL: _, ...env } = process.env;
    const child = spawn(
      process.execPath,
      [join(root, 'scripts/setup.mjs'), 'start', '--port', ports[0], '--sandbox-port', ports[1]],
      { cwd: root, env: { ...env, ...more, CAUSEWAY_DATA: join(folder, 'data') }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    running.push(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        said += chunk;
      });
    await until(() => said.includes(STARTED) || child.exitCode !== null, 'the product has started', 150_000).catch(
      (error: Error) => {
        throw new Error(`${error.message}\n${said}`);
      },
    );
    return { child, said: () => said };
  };
  const start = async () => {
    const { child, said: all } = await begin();
    const said = all();
    expect(child.exitCode, said).toBeNull();
    const people = [...said.matchAll(/^ {2}(\w+) +(\S+@\S+) {2}(\S+)$/gm)].map(([, role, email, password]) => ({
      role,
      email,
      password,
    }));
    const stop = async () => {
      child.kill('SIGINT');
      expect(await once(child, 'exit')).toEqual([0, null]);
    };
    return { said, people, stop };
  };
  const ask = async (query: string, variables: object, cookie = ''): Promise<{ data: Data; cookie: string }> => {
    const answer = await fetch(`http://127.0.0.1:${ports[0]}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query, variables }),
    });
    const { data, errors } = (await answer.json()) as { data: Data; errors?: object[] };
    expect(errors).toBeUndefined();
    return { data, cookie: answer.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };
  /** Programs and a PostgreSQL on the data of this test: their command or their environment names its folder. */
  const leftRunning = (): string[] =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && name !== String(process.pid))
      .flatMap((pid) => {
        const of = (file: string) => {
          try {
            return readFileSync(`/proc/${pid}/${file}`, 'utf8');
          } catch {
            // Ended meanwhile, or somebody else's.
            return '';
          }
        };
        return `${of('cmdline')} ${of('environ')}`.includes(join(folder, 'data')) ? [`${pid} ${of('cmdline')}`] : [];
      });
  const signIn = (person: object) =>
    ask(
      'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { viewer { role } problems { message } } }',
      person,
    );

  it('ends with a first sync that is done, and everybody whom it names can sign in; a second start goes on', async () => {
    const first = await start();
    expect(first.people.map(({ role }) => role)).toEqual(['admin', 'support', 'viewer']);
    const linked = await seen(first.people);
    expect(linked).toBeGreaterThan(10_000);
    await first.stop();

    const second = await start();
    expect(second.people).toEqual(first.people);
    expect(await seen(second.people)).toBe(linked);
    await second.stop();
  }, 300_000);

  it('says why a program of it cannot start, and ends', async () => {
    const { child, said } = await begin({ METRICS_TOKEN: 'short' });
    expect(child.exitCode).toBe(1);
    expect(said()).toMatch(/The (application|worker) cannot start\. .*METRICS_TOKEN must have at least 16 characters/);
    expect(said()).not.toContain('did not come up');
    expect(leftRunning()).toEqual([]);
  }, 120_000);

  it.each([
    ['the application', 0, '--port'],
    ['the ConnectWise sandbox', 1, '--sandbox-port'],
  ] as const)(
    'says that the port of %s is taken, ends with 1, and leaves nothing running',
    async (what, at, option) => {
      const port = Number(ports[at]);
      const other = createServer().listen(port, '127.0.0.1');
      await once(other, 'listening');
      try {
        const { child, said } = await begin();
        expect(child.exitCode).toBe(1);
        expect(said()).toContain(
          `Port ${port}, meant for ${what}, is in use. End the program that uses it, or choose another: npm start -- ${option} ${port + 100}`,
        );
        expect(leftRunning()).toEqual([]);
      } finally {
        other.close();
      }
      // Nor does it keep the folder: the next start is not refused for it.
      const next = await start();
      await next.stop();
      expect(leftRunning()).toEqual([]);
    },
    300_000,
  );

  it('says when its PostgreSQL has ended', async () => {
    const { child, said } = await begin();
    const pid = Number(readFileSync(join(folder, 'data/postgres/postmaster.pid'), 'utf8').split('\n')[0]);
    process.kill(pid, 'SIGQUIT');
    await until(() => said().includes('PostgreSQL has ended'), 'the terminal tells it', 20_000);
    child.kill('SIGINT');
    await once(child, 'exit');
    expect(leftRunning()).toEqual([]);
  }, 180_000);

  /** Signs everybody in and answers how many pairs the administrator sees. */
  const seen = async (people: { role?: string; email?: string; password?: string }[]): Promise<number> => {
    let admin = '';
    for (const { role, email, password } of people) {
      const { data, cookie } = await signIn({ email, password });
      expect(data.signIn).toEqual({ viewer: { role: role?.toUpperCase() }, problems: [] });
      if (role === 'admin') admin = cookie;
    }
    const { data } = await ask(
      '{ syncRuns(first: 50) { items { kind state error } } entityLinks(filter: { states: [LINKED] }) { totalCount } }',
      {},
      admin,
    );
    expect(data.syncRuns.items).toContainEqual({ kind: 'INITIAL', state: 'DONE', error: null });
    return data.entityLinks.totalCount;
  };
});
