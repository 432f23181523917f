// First: the decorators of everything below write their metadata through it.
import 'reflect-metadata';
import { createInterface } from 'node:readline';
import { createAuth } from '../modules/auth/auth.module.ts';
import { DeliveryService } from '../modules/delivery/delivery.service.ts';
import { systemClock } from '../platform/clock.ts';
import { Database } from '../platform/database/database.ts';
import { unusable } from '../platform/database/unusable.ts';
import { ProblemsError } from '../platform/errors.ts';
import { AgendaQueue } from '../platform/jobs/agenda-queue.ts';
import { SecretBox } from '../platform/secrets.ts';
import { DiskStorage } from '../platform/storage.ts';
import { AdminActions } from './admin/act.ts';
import { backup, restore } from './admin/backup.ts';
import { checkInstallation } from './admin/check.ts';
import { type Command, readCommand, UsageError, usage } from './admin/commands.ts';
import { rotateKeys } from './admin/rotate-keys.ts';
import { entities } from './compose.ts';
import { environmentHere } from './embedded/running-environment.ts';

/** What the operator does from a terminal: people who cannot get in by the page, and whether the installation is whole. */
async function main(): Promise<number> {
  const command = readCommand(process.argv.slice(2));
  if (command.name === 'help') return say([usage.trimEnd()]);
  const env = environmentHere();
  const database = () =>
    Database.open({
      url: env.databaseUrl,
      directUrl: env.databaseDirectUrl,
      entities,
      applicationName: 'causeway-admin',
      poolSize: 2,
    }).catch((error: unknown) => {
      throw unusable(error, { url: env.databaseUrl, variable: 'DATABASE_URL' });
    });
  if (command.name === 'check') {
    const jobs = () =>
      new AgendaQueue({
        databaseUrl: env.databaseDirectUrl,
        ...(env.mongoUrl ? { mongoUrl: env.mongoUrl } : {}),
        onError: () => undefined,
      });
    const { lines, isFine } = await checkInstallation(env, { database, jobs });
    say(lines);
    return isFine ? 0 : 1;
  }
  if (command.name === 'backup') {
    const lines = await backup(env, command.file);
    // The backup itself may go to standard output.
    process.stderr.write(`${lines.join('\n')}\n`);
    return 0;
  }
  if (command.name === 'restore') return say(await restore(env, command.file, { withoutKeys: command.withoutKeys }));
  const opened = await database();
  const secrets = new SecretBox(env.secretKeys);
  if (command.name === 'rotate-keys') {
    const { lines, isDone } = await rotateKeys({ database: opened, secrets }, command);
    say(lines);
    return isDone ? 0 : 1;
  }
  const auth = createAuth({
    database: opened,
    clock: systemClock,
    secrets,
    publicUrl: env.publicUrl,
    // An api or a worker sends what is written down here.
    mail: new DeliveryService({
      storage: new DiskStorage(env.storageDir),
      sendsMail: env.smtpUrl !== null,
      wake: () => undefined,
    }),
  });
  return say(await act(new AdminActions(opened, auth, firstLineOfInput), command));
}

type Acting = Exclude<Command, { name: 'help' | 'check' | 'backup' | 'restore' | 'rotate-keys' }>;

function act(actions: AdminActions, command: Acting): Promise<string[]> {
  if (command.name === 'create-workspace') return actions.createWorkspace(command);
  if (command.name === 'create-user') return actions.createUser(command);
  if (command.name === 'reset-password') return actions.resetPassword(command);
  if (command.name === 'reset-second-factor') return actions.resetSecondFactor(command);
  return actions.list();
}

function say(lines: readonly string[]): 0 {
  process.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

async function firstLineOfInput(): Promise<string> {
  for await (const line of createInterface({ input: process.stdin })) return line;
  throw new UsageError('There was no password on standard input.');
}

function explain(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n"admin help" lists the commands.`;
  if (error instanceof ProblemsError) return error.problems.map(({ message }) => message).join('\n');
  return error instanceof Error ? error.message : String(error);
}

// Ends by itself in every case, and not before: pools and job stores would keep the process alive, and one that is away would let it end unheard.
setInterval(() => undefined, 60_000);
main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${explain(error)}\n`);
    process.exit(1);
  },
);
