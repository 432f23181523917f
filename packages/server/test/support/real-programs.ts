import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSandbox, type Sandbox } from '@causeway/sandbox';
import { type CutProxy, startCutProxy } from './cut-proxy.ts';
import { freePort } from './free-port.ts';
import { type Data, GraphqlClient } from './graphql-client.ts';
import { nodeArguments } from './node-arguments.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { until } from './until.ts';

const PASSWORD = 'seven grey herons';
const ADMIN = { email: 'admin@test.example', name: 'Ana Ruiz', password: PASSWORD };
export const secretKeys = (fill: number): string => `main:${Buffer.alloc(32, fill).toString('base64')}`;

export interface Program {
  child: ChildProcess;
  /** Everything that it printed. */
  output: { text: string };
  /** Sends a signal; with one that ends it, waits for the end. */
  signal(name: 'SIGSTOP' | 'SIGCONT' | 'SIGKILL' | 'SIGTERM'): Promise<void>;
}

/** A ConnectWise to connect to, in this process or in another one. */
export type SandboxAt = Pick<Sandbox, 'port' | 'clientId' | 'company' | 'publicKey' | 'privateKey' | 'close'>;

/** API and workers as processes of their own, on a database of their own and with a sandbox that can be taken away. */
export interface RealPrograms<S extends SandboxAt = Sandbox> {
  url: string;
  test: TestDatabase;
  sandbox: S;
  /** Between the programs and the sandbox. */
  way: CutProxy;
  api: Program;
  client: GraphqlClient;
  startWorker(environment?: Record<string, string>): Promise<Program>;
  /** One more API, which finds everything in the stores as the first one does. */
  startApi(environment?: Record<string, string>): Promise<Program & { url: string }>;
  /** Asks as the administrator; throws what the API answered in `errors`. */
  graphql<T = Data>(query: string, variables?: object): Promise<T>;
  headers(): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

export const startRealPrograms = async (more: Record<string, string> = {}): Promise<RealPrograms> =>
  startProgramsWith(await createSandbox({ port: 0, host: '127.0.0.1', seed: 'empty' }), more);

/** The programs in front of a sandbox that runs already, which they end with themselves. */
export async function startProgramsWith<S extends SandboxAt>(
  sandbox: S,
  more: Record<string, string> = {},
  { callbacks = false }: { callbacks?: boolean } = {},
): Promise<RealPrograms<S>> {
  const test = await createTestDatabase();
  const way = await startCutProxy({ host: '127.0.0.1', port: sandbox.port });
  const folder = mkdtempSync(join(tmpdir(), 'causeway-programs-'));
  const port = more.PORT === undefined ? await freePort() : Number(more.PORT);
  const environment = {
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    PORT: String(port),
    DATABASE_URL: test.url,
    SECRET_KEYS: secretKeys(3),
    STORAGE_DIR: folder,
    CONNECTWISE_CLIENT_ID: sandbox.clientId,
    CONNECTWISE_ALLOWED_HOSTS: `127.0.0.1:${way.port},127.0.0.1:${sandbox.port}`,
    ...(callbacks ? { PUBLIC_URL: `http://127.0.0.1:${port}` } : {}),
    ...more,
  };
  const running: Program[] = [];
  const start = (name: string, changes: Record<string, string> = {}) => {
    const program = run(name, { ...environment, ...changes });
    running.push(program);
    return program;
  };
  const ready = async (program: Program, what: string) => {
    await until(() => program.output.text.includes('"msg":"ready"'), `${what} is ready`, 90_000).catch(
      (error: Error) => {
        throw new Error(`${error.message}\n${program.output.text.slice(-3_000)}`);
      },
    );
    return program;
  };
  const api = await ready(start('api'), 'the api');
  const url = `http://127.0.0.1:${port}`;
  const code = () => /set-up code ([A-Z2-9-]{24})/.exec(api.output.text)?.[1];
  await until(() => code() !== undefined, 'the api has printed its set-up code', 30_000);
  await setUp(url, code() ?? '');
  const client = new GraphqlClient(url, PASSWORD);
  const programs: RealPrograms<S> = {
    url,
    test,
    sandbox,
    way,
    api,
    client,
    startWorker: async (changes) => ready(start('worker', changes), 'the worker'),
    startApi: async (changes) => {
      const PORT = changes?.PORT ?? String(await freePort());
      const other = await ready(start('api', { ...changes, PORT }), 'another api');
      return Object.assign(other, { url: `http://127.0.0.1:${PORT}` });
    },
    graphql: (query, variables) => client.data(query, variables, 'admin'),
    headers: () => client.headersOf('admin'),
    stop: async () => {
      for (const { child } of running) {
        if (child.exitCode !== null || child.signalCode !== null) continue;
        const exited = once(child, 'exit');
        child.kill('SIGKILL');
        await exited;
      }
      await way.close();
      await sandbox.close();
      await test.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return programs;
}

/** Enters the sandbox's keys, as an administrator does; over the way that can be cut, unless another port is named. */
export async function connectToSandbox(
  { graphql, sandbox, way }: Pick<RealPrograms<SandboxAt>, 'graphql' | 'sandbox' | 'way'>,
  port = way.port,
): Promise<void> {
  const { company: loginCompany, publicKey, privateKey } = sandbox;
  const input = { siteUrl: `http://127.0.0.1:${port}`, loginCompany, publicKey, privateKey };
  const { connect } = await graphql(
    'mutation ($input: ConnectInput!) { connect(input: $input) { problems { message } } }',
    { input },
  );
  if (connect.problems.length > 0) throw new Error(connect.problems[0].message);
}

const run = (name: string, environment: Record<string, string>): Program =>
  runNode(nodeArguments(`../../src/main/${name}`), environment);

/** A program of this version or another one. */
export function runNode(nodeArguments: string[], environment: Record<string, string>): Program {
  const child = spawn(process.execPath, nodeArguments, {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output.text += chunk;
    });
  return {
    child,
    output,
    signal: async (name) => {
      const isEnd = name === 'SIGKILL' || name === 'SIGTERM';
      const exited = isEnd ? once(child, 'exit') : null;
      child.kill(name);
      await exited;
    },
  };
}

async function setUp(url: string, code: string): Promise<void> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      query: 'mutation ($input: SetUpInput!) { setUp(input: $input) { problems { message } } }',
      variables: { input: { code, workspaceName: 'Harbor MSP', timeZone: 'Europe/Berlin', currency: 'EUR', ...ADMIN } },
    }),
  });
  const { data } = (await response.json()) as { data: { setUp: { problems: { message: string }[] } } };
  const [problem] = data.setUp.problems;
  if (problem) throw new Error(problem.message);
}
