/** Whether PostgreSQL is out of reach: connection refused or reset, host not (yet) known, or the server is starting up or shutting down (57P0x). */
export const isAway = (error: unknown): boolean =>
  /ECONNREFUSED|ECONNRESET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|57P0[123]|starting up|shutting down|timeout|connection terminated|connection error and is not queryable/i.test(
    textOf(error),
  );

/** In one short line: where a connection was refused at several addresses, the error itself says nothing. */
export function reasonOf(error: unknown): string {
  const inner = error instanceof AggregateError ? error.errors.map(reasonOf) : [];
  const own = error instanceof Error ? error.message : String(error);
  return (own || [...new Set(inner)].join(', ') || textOf(error)).replaceAll(/\s+/g, ' ').slice(0, 300);
}

/** Tables and functions that are not there: the database was not migrated, or is of another version; `/readyz` says which. */
const isOtherSchema = (error: unknown): boolean => /^(42P01|42883) /.test(textOf(error));

/** What is logged of an error: a stack tells nothing of a PostgreSQL that does not answer, or that was not migrated. */
export const toldOf = (err: unknown): { reason: string } | { err: unknown } =>
  isAway(err) || isOtherSchema(err) ? { reason: reasonOf(err) } : { err };

const textOf = (error: unknown): string =>
  error instanceof Error ? `${'code' in error ? error.code : ''} ${error.message}`.trim() : '';
