import { parseArgs } from 'node:util';
import { type Role, roles } from '@causeway/shared/vocabulary';

/** A command that cannot be done as it was typed; its sentence is for the operator. */
export class UsageError extends Error {}

export const usage = `Usage: npm run admin -- COMMAND [options]
In a container: node packages/server/dist/src/main/admin.js COMMAND [options]

  create-workspace --name NAME [--time-zone ZONE] [--currency USD]
                   makes a workspace with the standard pipeline; closes the set-up page
  create-user --email E-MAIL --name NAME [--role ROLE] [--workspace NAME]
                   makes a person who may sign in; ROLE is ${roles.join(', ')} (default admin)
  reset-password --email E-MAIL [--workspace NAME]
                   gives a new password, ends all sessions and forgets failed tries
  reset-second-factor --email E-MAIL [--workspace NAME]
                   takes the second factor away from somebody who lost it, and ends all sessions
  list             workspaces and their people
  backup FILE      writes database and stored files into one file, while the programs go on; - for standard output
  restore FILE [--without-keys]
                   puts a backup into an empty installation; - for standard input
  rotate-keys [--anyway]
                   seals every stored secret with the first of SECRET_KEYS and says when the others may be removed
  check            environment, database, job store, folder for files; ends with 1 when something is wrong

--workspace may be left out while there is one workspace, and of somebody who is in one workspace only.
A password is made up and printed once, or read from the first line of standard input with --password-stdin.
The programs read the same environment as the api: DATABASE_URL, SECRET_KEYS, STORAGE_DIR; backup and restore also DATABASE_OWNER_URL.
`;

export type Command =
  | { name: 'help' }
  | { name: 'list' }
  | { name: 'check' }
  | { name: 'rotate-keys'; anyway: boolean }
  | { name: 'backup'; file: string }
  | { name: 'restore'; file: string; withoutKeys: boolean }
  | { name: 'create-workspace'; workspaceName: string; timeZone: string; currency: string }
  | {
      name: 'create-user';
      email: string;
      personName: string;
      role: Role;
      workspace: string | null;
      passwordFromStdin: boolean;
    }
  | { name: 'reset-password'; email: string; workspace: string | null; passwordFromStdin: boolean }
  | { name: 'reset-second-factor'; email: string; workspace: string | null };

/** What was typed, or a UsageError that says what is wrong with it. */
export function readCommand(args: string[]): Command {
  const { values, positionals } = parse(args);
  const [name, ...rest] = positionals;
  const [file, ...others] = takesFile(name) ? rest : [undefined, ...rest];
  if (values.help || name === undefined || name === 'help') return { name: 'help' };
  if (others.length > 0)
    throw new UsageError(`"${others[0]}" is one word too many. Put names with blanks into quotes.`);
  const required = (option: 'name' | 'email'): string => {
    const value = values[option]?.trim();
    if (value) return value;
    throw new UsageError(`${name} needs --${option}.`);
  };
  const theFile = (): string => {
    if (file) return file;
    throw new UsageError(`${name} needs the name of a file.`);
  };
  const workspace = values.workspace?.trim() || null;
  const passwordFromStdin = values['password-stdin'];
  switch (name) {
    case 'list':
      return { name };
    case 'check':
      return { name };
    case 'rotate-keys':
      return { name, anyway: values.anyway };
    case 'backup':
      return { name, file: theFile() };
    case 'restore':
      return { name, file: theFile(), withoutKeys: values['without-keys'] };
    case 'create-workspace':
      return {
        name,
        workspaceName: required('name'),
        timeZone: values['time-zone'],
        currency: values.currency.toUpperCase(),
      };
    case 'create-user':
      return {
        name,
        email: required('email'),
        personName: required('name'),
        role: roleOf(values.role),
        workspace,
        passwordFromStdin,
      };
    case 'reset-password':
      return { name, email: required('email'), workspace, passwordFromStdin };
    case 'reset-second-factor':
      return { name, email: required('email'), workspace };
    default:
      throw new UsageError(`There is no command "${name}".`);
  }
}

const takesFile = (name: string | undefined): boolean => name === 'backup' || name === 'restore';

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        email: { type: 'string' },
        role: { type: 'string', default: 'admin' },
        workspace: { type: 'string' },
        'time-zone': { type: 'string', default: 'UTC' },
        currency: { type: 'string', default: 'USD' },
        'without-keys': { type: 'boolean', default: false },
        anyway: { type: 'boolean', default: false },
        'password-stdin': { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function roleOf(word: string): Role {
  const role = roles.find((known) => known === word.toLowerCase());
  if (role) return role;
  throw new UsageError(`"${word}" is not a role. Choose ${roles.join(', ')}.`);
}
