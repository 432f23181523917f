import { isAway, reasonOf } from './away.ts';

/** The database cannot be used. What is to be done is all in the sentence, and a stack tells nothing of it. */
export class DatabaseUnusableError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'DatabaseUnusableError';
    this.stack = `${this.name}: ${message}`;
  }
}

/** Where the database was looked for: its DSN, and the variable that it comes from. */
interface Place {
  url: string;
  variable: string;
}

/** What PostgreSQL refuses whoever signs in for, by its codes of errors; waiting mends none of them. */
const REFUSALS: Readonly<Record<string, (database: string, variable: string) => string>> = {
  '3D000': (database, variable) => `there is no database "${database}". Create it, or correct ${variable}`,
  '28P01': (_, variable) => `it refuses the password. Correct ${variable}`,
  '28000': (_, variable) => `it refuses the role. Create it, let it in from here (pg_hba.conf), or correct ${variable}`,
};

/** A refusal told in words that say what to do; null for any other error. */
export function refusalOf(error: unknown, { url, variable }: Place): DatabaseUnusableError | null {
  const { host, pathname } = new URL(url);
  const told = REFUSALS[codeOf(error)]?.(decodeURIComponent(pathname.slice(1)), variable);
  return told ? new DatabaseUnusableError(`PostgreSQL at ${host} answers, but ${told} (${reasonOf(error)}).`) : null;
}

/** For a command that does not wait: refused or away in words that say what to do; any other error as it is. */
export function unusable(error: unknown, place: Place): unknown {
  const refusal = refusalOf(error, place);
  if (refusal || !isAway(error)) return refusal ?? error;
  const { host } = new URL(place.url);
  return new DatabaseUnusableError(
    `PostgreSQL at ${host} does not answer (${reasonOf(error)}). Start it, or correct ${place.variable}.`,
  );
}

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
