import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { parse } from 'yaml';
import { freePort } from '../support/free-port.ts';
import type { Data } from '../support/graphql-client.ts';
import { type OwnPostgres, startOwnPostgres } from '../support/own-postgres.ts';
import { until as untilTrue } from '../support/until.ts';

const root = fileURLToPath(new URL('../../../..', import.meta.url));
const inSupport = (file: string) => fileURLToPath(new URL(`../support/${file}`, import.meta.url));

interface Service {
  command?: string[];
  healthcheck?: object;
  environment?: Record<string, string>;
}

/** What an operator sets in .env. MongoDB is not among the packages of this project, so jobs lie in PostgreSQL. */
const dotEnv: Record<string, string> = { SECRET_KEYS: `main:${Buffer.alloc(32, 3).toString('base64')}` };

/** docker compose's `${NAME:-default}` and `${NAME:?complaint}`. */
const filledIn = (text: string): string =>
  text.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, name: string, kind: string, word: string) => {
    const value = dotEnv[name];
    if (value) return value;
    if (kind === '?') throw new Error(`${name}: ${word}`);
    return word;
  });

/** The environment that the image sets for every program. */
function imageEnvironment(): Record<string, string> {
  const line = /^ENV (.+)$/m.exec(readFileSync(join(root, 'Dockerfile'), 'utf8'))?.[1] ?? '';
  return Object.fromEntries(line.split(' ').map((pair) => pair.split('=', 2) as [string, string]));
}

describe('docker-compose.yml, its processes started with exactly its environment', () => {
  const compose = parse(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { merge: true });
  const services: Record<string, Service> = compose.services;
  const folder = mkdtempSync(join(tmpdir(), 'causeway-compose-'));
  const running: ChildProcess[] = [];
  const outputs: { text: string }[] = [];
  let postgres: OwnPostgres;
  let places: Record<string, number>;
  let apiPort: number;
  /** Each container has a port 9464 of its own. */
  let apiHealth: number;
  let workerHealth: number;

  beforeAll(async () => {
    postgres = await startOwnPostgres();
    const { POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB } = services.postgres?.environment ?? {};
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    await client.query(`create role ${POSTGRES_USER} superuser login password '${filledIn(POSTGRES_PASSWORD ?? '')}'`);
    await client.query(`create database ${POSTGRES_DB} owner ${POSTGRES_USER}`);
    await client.end();
    const sandboxPort = await freePort();
    apiPort = await freePort();
    workerHealth = await freePort();
    apiHealth = await freePort();
    places = {
      'postgres:5432': Number(new URL(postgres.url).port),
      'sandbox:4010': sandboxPort,
      'listen:4010': sandboxPort,
      'listen:4000': apiPort,
    };
  }, 60_000);

  afterAll(async () => {
    for (const child of running) {
      if (child.exitCode !== null) continue;
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    await postgres?.remove();
    rmSync(folder, { recursive: true, force: true });
  }, 30_000);

  /** Starts a service; the volume is a temporary folder, this checkout is the image's /app, and the sources stand for what the image compiled. */
  function start(name: string) {
    const service = services[name] ?? {};
    const [, script = 'packages/server/dist/src/main/api.js', ...args] = service.command ?? [];
    const environment = Object.fromEntries(
      Object.entries({ ...imageEnvironment(), ...service.environment }).map(([key, value]) => [
        key,
        inVolume(filledIn(String(value))),
      ]),
    );
    const source = script
      .replace('packages/sandbox/dist/', 'packages/sandbox/src/')
      .replace('/dist/src/', '/src/')
      .replace(/js$/, 'ts');
    const child = spawn(
      process.execPath,
      [
        '--import',
        inSupport('run-typescript.mjs'),
        '--import',
        inSupport('compose-names.mjs'),
        join(root, source),
        ...args.map(inVolume),
      ],
      {
        env: {
          PATH: process.env.PATH,
          ...environment,
          ...(environment.MONGODB_URL ? { MONGODB_URL: '' } : {}),
          COMPOSE_PLACES: JSON.stringify({ ...places, 'listen:9464': name === 'worker' ? workerHealth : apiHealth }),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    running.push(child);
    const output = { text: '' };
    outputs.push(output);
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk) => {
        output.text += chunk;
      });
    return { child, output };
  }
  /** Says what all programs printed when something does not come. */
  const until = (condition: () => Promise<boolean>, description: string, timeoutMs: number) =>
    untilTrue(condition, description, timeoutMs).catch((error: Error) => {
      throw new Error(`${error.message}\n${outputs.map(({ text }) => text.slice(-1_500)).join('\n')}`);
    });
  const inVolume = (text: string) => text.replace('/var/lib/causeway', folder).replace(/^\/app\//, root);

  const ask = async (query: string, variables: object, cookie = '') => {
    const response = await fetch(`http://127.0.0.1:${apiPort}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data: Data };
    return { data: body.data, cookie: response.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };

  it('leads from an empty database to an administrator who is connected to the sandbox', async () => {
    await postgres.stop();
    const migrate = start('migrate');
    await until(
      async () => migrate.output.text.includes('does not answer. Waiting for it'),
      'migrate waits for PostgreSQL',
      60_000,
    );
    await postgres.start();
    await until(async () => migrate.child.exitCode !== null, 'migrate has ended', 60_000);
    expect([migrate.child.exitCode, migrate.output.text]).toEqual([0, expect.stringContaining('up to date now')]);

    const api = start('api');
    const worker = start('worker');
    const sandbox = start('sandbox');
    const code = () => /set-up code ([A-Z2-9-]{24})/.exec(api.output.text)?.[1] ?? '';
    await until(async () => code() !== '', 'the api has printed its set-up code', 60_000);
    const ready = await fetch(`http://127.0.0.1:${apiPort}/readyz`);
    const allFine = { status: 'ready', database: 'ok', jobs: 'ok', storage: 'ok', listener: 'ok', webApp: 'ok' };
    expect([ready.status, await ready.json()]).toEqual([200, allFine]);
    const metrics = await fetch(`http://127.0.0.1:${apiHealth}/metrics`);
    expect([metrics.status, await metrics.text()]).toEqual([
      200,
      expect.stringContaining('causeway_up{part="database"'),
    ]);
    expect((await fetch(`http://127.0.0.1:${apiPort}/metrics`)).headers.get('content-type')).toMatch(/text\/html|json/);
    // What it prints can be entered.
    await until(
      async () => sandbox.output.text.includes('ConnectWise sandbox on http://sandbox:4010'),
      'the sandbox has printed its address',
      60_000,
    );
    const key = (label: string) => new RegExp(`${label} +(\\S+)`).exec(sandbox.output.text)?.[1];
    await until(async () => key('private key') !== undefined, 'the sandbox has printed its keys', 60_000);

    const { data, cookie } = await ask(
      'mutation ($input: SetUpInput!) { setUp(input: $input) { viewer { role } problems { message } } }',
      {
        input: {
          code: code(),
          workspaceName: 'Harbor MSP',
          timeZone: 'Europe/Berlin',
          currency: 'EUR',
          name: 'Ana Ruiz',
          email: 'ana@harbor.example',
          password: 'seven grey herons',
        },
      },
    );
    expect(data.setUp).toEqual({ viewer: { role: 'ADMIN' }, problems: [] });
    const shown = await ask(
      'query { sandboxAccounts(siteUrl: "http://sandbox:4010") { loginCompany publicKey privateKey } }',
      {},
      cookie,
    );
    expect(shown.data.sandboxAccounts).toEqual([
      { loginCompany: key('login company'), publicKey: key('public key'), privateKey: key('private key') },
    ]);
    const connected = await ask(
      'mutation ($input: ConnectInput!) { connect(input: $input) { connection { state } problems { code message } } }',
      {
        input: {
          siteUrl: 'http://sandbox:4010',
          loginCompany: key('login company'),
          publicKey: key('public key'),
          privateKey: key('private key'),
          clientId: key('client ID'),
        },
      },
      cookie,
    );
    expect(connected.data.connect).toEqual({ connection: { state: 'CONNECTED' }, problems: [] });
    await until(async () => worker.output.text.includes('"msg":"ready"'), 'the worker is ready', 60_000);
    const health = await fetch(`http://127.0.0.1:${workerHealth}/readyz`);
    expect([health.status, await health.json()]).toMatchObject([200, { status: 'ready', storage: 'ok' }]);
    for (const name of ['api', 'worker', 'sandbox', 'postgres', 'mongo'])
      expect([name, services[name]?.healthcheck]).toEqual([name, expect.objectContaining({ test: expect.any(Array) })]);
  }, 240_000);
});
