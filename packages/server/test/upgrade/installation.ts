import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { MongoClient } from 'mongodb';
import { type SandboxProcess, startSandboxProcess } from '../faults/sandbox-process.ts';
import { freePort } from '../support/free-port.ts';
import type { Data } from '../support/graphql-client.ts';
import { nodeArguments } from '../support/node-arguments.ts';
import { type Program, runNode, secretKeys } from '../support/real-programs.ts';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.ts';
import { until } from '../support/until.ts';

/** The administrator of a version's demo. */
export interface Credentials {
  email: string;
  password: string;
}

/** The version whose programs run: the one that was released last, or this one. */
type Version = 'before' | 'now';
type ProgramName = 'api' | 'worker' | 'migrate';

/** One installation as its operator sees it: a database, files, keys, a ConnectWise, and the programs of two versions. */
export interface Installation {
  test: TestDatabase;
  sandbox: SandboxProcess;
  start(version: Version, name: 'api' | 'worker'): Promise<Program & { url: string }>;
  /** Ends it as a supervisor does, and waits for its end. */
  end(program: Program): Promise<void>;
  migrate(version: Version): Promise<void>;
  /** Makes the demo workspace with its people, the first of whom is answered. */
  seedDemo(): Promise<Credentials>;
  /** Connects to the sandbox and brings the first sync to its end, as the first start of that version does. */
  firstSync(url: string, admin: Credentials): Promise<void>;
  stop(): Promise<void>;
}

/** `before` is the folder with the built programs of the version before. */
export async function openInstallation(before: string): Promise<Installation> {
  const sandbox = await startSandboxProcess('demo');
  const test = await createEmptyDatabase();
  const files = mkdtempSync(join(tmpdir(), 'causeway-upgrade-'));
  const running: Program[] = [];
  const mongo = process.env.MONGODB_URL ? new URL(process.env.MONGODB_URL) : null;
  if (mongo) mongo.pathname = `/upgrade_${process.pid}`;
  const environment = {
    ...(mongo ? { MONGODB_URL: mongo.href } : {}),
    PATH: process.env.PATH ?? '',
    NODE_ENV: 'production',
    HOST: '127.0.0.1',
    COOKIE_SECURE: 'false',
    DATABASE_URL: test.url,
    SECRET_KEYS: secretKeys(5),
    STORAGE_DIR: files,
    CONNECTWISE_CLIENT_ID: sandbox.clientId,
    CONNECTWISE_ALLOWED_HOSTS: `127.0.0.1:${sandbox.port}`,
  };
  const built = (path: string) => join(before, 'packages/server/dist/src/main', path);
  const run = (args: string[], more: Record<string, string> = {}) => {
    const program = runNode(args, { ...environment, ...more });
    running.push(program);
    return program;
  };
  const argumentsOf = (version: Version, name: ProgramName) =>
    version === 'before' ? [built(`${name}.js`)] : nodeArguments(`../../src/main/${name}`);
  const untilEnd = async (program: Program, what: string) => {
    if (program.child.exitCode === null) await once(program.child, 'exit');
    if (program.child.exitCode !== 0)
      throw new Error(`${what} failed:\n${program.output.text.trim().split('\n').at(-1)?.slice(0, 1_500)}`);
  };
  /** Parts of the version before that only its own first start calls; answers what is printed. */
  const script = async (text: string, what: string) => {
    const program = run(['--input-type=module', '--eval', text]);
    await untilEnd(program, what);
    return program.output.text;
  };
  const partOf = (path: string) => JSON.stringify(pathToFileURL(built(path)).href);
  const end = async ({ child }: Program) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    await exited;
  };
  return {
    test,
    sandbox,
    start: async (version, name) => {
      const PORT = String(await freePort());
      const program = run(argumentsOf(version, name), { PORT });
      await until(
        () => program.output.text.includes('"msg":"ready"') || program.child.exitCode !== null,
        'it is up',
        90_000,
      ).catch(() => undefined);
      if (!program.output.text.includes('"msg":"ready"'))
        throw new Error(`The ${name} did not start:\n${program.output.text.slice(-3_000)}`);
      return Object.assign(program, { url: `http://127.0.0.1:${PORT}` });
    },
    end,
    migrate: (version) =>
      untilEnd(run(argumentsOf(version, 'migrate'), { DATABASE_OWNER_URL: test.ownerUrl }), 'The migration'),
    seedDemo: async () => {
      const printed = await script(
        `await import(${partOf('compose.js')});
         const { demoSignIns, seedDemo } = await import(${partOf('embedded/demo.js')});
         await seedDemo(${JSON.stringify(test.url)}, ${JSON.stringify(environment.SECRET_KEYS)});
         const { email, password } = demoSignIns[0];
         console.log(JSON.stringify({ email, password })); process.exit(0);`,
        'Seeding the demo',
      );
      const admin: Credentials = JSON.parse(printed.trim().split('\n').at(-1) ?? '');
      return admin;
    },
    firstSync: async (url, admin) => {
      const { url: at, company, publicKey, privateKey, clientId } = sandbox;
      const options = { baseUrl: url, ...admin, sandbox: { url: at, company, publicKey, privateKey, clientId } };
      await script(
        `const { connectAndSync } = await import(${partOf('embedded/first-sync.js')});
         const { Terminal } = await import(${partOf('embedded/terminal.js')});
         await connectAndSync(${JSON.stringify(options)}, new Terminal()); process.exit(0);`,
        'The first sync',
      );
    },
    stop: async () => {
      await Promise.all(
        running.map(async ({ child }) => {
          if (child.exitCode !== null || child.signalCode !== null) return;
          const exited = once(child, 'exit');
          child.kill('SIGKILL');
          await exited;
        }),
      );
      await sandbox.close();
      await test.drop();
      if (mongo) {
        const client = await MongoClient.connect(mongo.href);
        await client.db(mongo.pathname.slice(1)).dropDatabase();
        await client.close();
      }
      rmSync(files, { recursive: true, force: true });
    },
  };
}

/** Signs in; answers the headers of the session. */
export async function signIn(url: string, admin: Credentials): Promise<Record<string, string>> {
  const response = await post(
    url,
    'mutation ($email: String!, $password: String!) { signIn(email: $email, password: $password) { problems { message } } }',
    admin,
  );
  const cookie = response.headers.get('set-cookie')?.split(';')[0];
  if (!cookie) throw new Error(`Nobody was signed in: ${await response.text()}`);
  return { cookie };
}

/** Asks once; throws what was refused. */
export async function ask(
  url: string,
  headers: Record<string, string>,
  query: string,
  variables: object = {},
): Promise<Data> {
  const response = await post(url, query, variables, headers);
  const { data, errors }: { data?: Data; errors?: { message: string }[] } = JSON.parse(await response.text());
  const problem = errors?.[0] ?? Object.values(data ?? {}).flatMap((answer) => answer?.problems ?? [])[0];
  if (problem || !data) throw new Error(problem?.message ?? `The API answered ${response.status}.`);
  return data;
}

const post = (url: string, query: string, variables: object, headers: Record<string, string> = {}) =>
  fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ query, variables }),
  });
