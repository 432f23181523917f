/**
 * All that a span may say beside its name and times: kinds, outcomes, counts and IDs of this product's own. Never a value of a record, a name, an
 * address, a body or a statement. What is not in the list does not compile; a text that is no word becomes "?".
 */
export const spanFactNames = [
  'http.request.method',
  'http.route',
  'http.response.status_code',
  'url.template',
  'graphql.operation.type',
  'graphql.operation.name',
  'db.system.name',
  'error.type',
  'causeway.statements',
  'causeway.slowest_statement_ms',
  'causeway.job',
  'causeway.workspace_id',
  'causeway.connection_id',
  'causeway.run_id',
  'causeway.run_kind',
  'causeway.entity',
  'causeway.reason',
  'causeway.step',
  'causeway.attempt',
  'causeway.records',
  'causeway.outcome',
] as const;

export type SpanFact = (typeof spanFactNames)[number];
export type SpanFacts = Partial<Record<SpanFact, string | number>>;

const WORD = /^[\w./:{}*-]{1,120}$/;

/** A word as it stands, anything else as "?". */
export const wordOr = (text: string): string => (WORD.test(text) ? text : '?');

export const fitFacts = (facts: SpanFacts): SpanFacts =>
  Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, typeof value === 'string' ? wordOr(value) : value]),
  );

/** What kind of error it is, in a word; its message may hold anything. */
export function errorType(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '?';
  for (const name of ['kind', 'code'] as const) {
    const value: unknown = Reflect.get(error, name);
    if (typeof value === 'string') return wordOr(value);
  }
  return error instanceof Error ? wordOr(error.name) : '?';
}
