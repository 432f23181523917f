import { Kysely } from 'kysely';
import pg from 'pg';
import { answeredColumns, CATALOG, type Catalog, catalogFrom } from './describe-statement.ts';
import { rowFaults } from './row-check.ts';
import { type Call, rowTypes } from './row-types.ts';

/**
 * Compares what PostgreSQL answers to each statement with the row type that the code gives it, whole statements and those that are put
 * together from parts alike: each distinct text of each place in the code. A difference fails the statement, and is written to the errors of
 * the run where the code goes on past it. `scripts/row-types.mjs` reads the row types from the compiler before the tests run.
 */
const callsByFile = Map.groupBy(rowTypes(), ({ file }) => file);

/** The columns of the tables of each database, by table and number; read once a test file over the connection at hand. */
const catalogs = new Map<string, Promise<Catalog>>();
const described = new WeakMap<object, { fields: pg.FieldDef[]; catalog: Catalog }>();
const checked = new Set<string>();
const reported = new Set<string>();

/** So many answers with rows of one statement are looked at in a test file; most statements are asked hundreds of times, and answer alike. */
const ENOUGH = 20;
const looks = new Map<string, number>();
const looked = (sql: string): void => void looks.set(sql, (looks.get(sql) ?? 0) + 1);
const isKnownWell = (sql: string): boolean => (looks.get(sql) ?? 0) >= ENOUGH;

/** Each test file looks anew, at databases of its own. */
export function lookAnew(): void {
  for (const known of [catalogs, checked, looks]) known.clear();
}

type Query = (this: pg.Client, ...args: unknown[]) => Promise<pg.QueryResult> | undefined;
const query = pg.Client.prototype.query as unknown as Query;

// The driver's answer passes on only its rows, so that the description of the columns travels beside them.
pg.Client.prototype.query = function describing(this: pg.Client, ...args: unknown[]) {
  const answer = query.apply(this, args);
  if (isKnownWell(textOf(args[0]))) return answer;
  return (
    answer?.then?.(async (result) => {
      if (Array.isArray(result?.rows) && result.fields?.length > 0)
        await catalogOf(this).then(
          (catalog) => described.set(result.rows, { fields: result.fields, catalog }),
          () => undefined,
        );
      return result;
    }) ?? answer
  );
} as never;

function catalogOf(client: pg.Client): Promise<Catalog> {
  const name = client.database ?? '';
  const known = catalogs.get(name) ?? readCatalog(client);
  catalogs.set(name, known);
  // A connection that ends in between leaves the question to the next one.
  known.catch(() => catalogs.delete(name));
  return known;
}

async function readCatalog(client: pg.Client): Promise<Catalog> {
  return catalogFrom((await query.call(client, CATALOG))?.rows ?? []);
}

const OWN_FILE = 'test/support/checked-rows.ts';
const DATABASE_FILE = 'src/platform/database/database.ts';

const execute = Kysely.prototype.executeQuery;

const textOf = (statement: unknown): string =>
  typeof statement === 'string' ? statement : String((statement as { text?: unknown } | null)?.text);

Kysely.prototype.executeQuery = function checking(this: Kysely<unknown>, statement: { sql: string }, ...more: never[]) {
  if (isKnownWell(statement.sql)) return execute.call(this, statement as never, ...more);
  const call = whereFrom();
  const answer = execute.call(this, statement as never, ...more);
  if (!call?.columns) {
    looked(statement.sql);
    return answer;
  }
  return answer.then((result) => {
    if (result.rows.length > 0) looked(statement.sql);
    check(call, statement.sql, result.rows as Record<string, unknown>[]);
    return result;
  });
} as never;

function check(call: Call, sql: string, rows: Record<string, unknown>[]): void {
  const answer = described.get(rows);
  // A test that asks for the plan of a statement gets the plan, not its rows.
  if (!answer || !call.columns || /^explain\b/i.test(sql)) return;
  const key = `${call.file}:${call.line} ${sql}`;
  if (checked.has(key) && rows.length === 0) return;
  checked.add(key);
  const faults = rowFaults(sql, answeredColumns(answer.fields, answer.catalog), call.columns, rows);
  if (faults.length === 0) return;
  const message = `The row type at ${call.file}:${call.line} is not what PostgreSQL answers. ${faults.join(' ')}\n${sql}`;
  if (!reported.has(message)) process.stderr.write(`${message}\n`);
  reported.add(message);
  throw new Error(message);
}

/** A frame of the server's files in the words of its source. */
interface Frame {
  caller: string;
  path: string;
  line: number;
}

/** What is known of the places that a statement came through, by where they are in the compiled code. */
const callsByPlaces = new Map<string, Call | null>();
const framesByPlace = new Map<string, Frame>();

/** Reading a stack in the words of the sources is dear, and a run asks thousands of times from the same few places: each is read once. */
function whereFrom(): Call | undefined {
  const places = placesOfStack();
  const key = places.join(' ');
  const known = callsByPlaces.get(key);
  if (known !== undefined) return known ?? undefined;
  const found = callAt(framesAt(places));
  callsByPlaces.set(key, found ?? null);
  return found;
}

function framesAt(places: readonly string[]): Frame[] {
  const known = places.flatMap((place) => framesByPlace.get(place) ?? []);
  if (known.length === places.length) return known;
  const frames = framesOf(new Error('where').stack ?? '');
  if (frames.length === places.length)
    for (const [at, frame] of frames.entries()) framesByPlace.set(places[at] ?? '', frame);
  return frames;
}

const framesOf = (stack: string): Frame[] =>
  [
    ...stack.matchAll(
      /at (?:async )?(.*?) ?\(?[^\s(]*packages\/server\/((?:src|test)\/[^:?\s)]+\.ts)[^:\s)]*:(\d+):\d+/g,
    ),
  ]
    .map(([, caller = '', path = '', line = '']) => ({ caller, path, line: Number(line) }))
    .filter(({ path }) => path !== OWN_FILE);

/** The frames of the server's files as they stand in the compiled code. */
function placesOfStack(): string[] {
  const asUsual = Error.prepareStackTrace;
  let places: string[] = [];
  Error.prepareStackTrace = (_error, sites) => {
    places = sites.flatMap((site) => {
      const file = site.getFileName() ?? '';
      return /\/packages\/server\/(src|test)\/[^:?]+\.ts/.test(file) && !file.includes(OWN_FILE)
        ? [`${file}:${site.getLineNumber()}:${site.getColumnNumber()}`]
        : [];
    });
    return '';
  };
  try {
    void new Error('where').stack;
  } finally {
    Error.prepareStackTrace = asUsual;
  }
  return places;
}

/**
 * The innermost call of the stack of which the code knows something; past those that hand their caller's row type on. Only of what went through
 * `query`: MikroORM sends statements of its own, such as that of the session's variables, which have no row type, over the same connection.
 */
function callAt(frames: readonly Frame[]): Call | undefined {
  const [first] = frames;
  if (first?.path !== DATABASE_FILE || !/\bquery\]?$/.test(first.caller)) return undefined;
  for (const { path, line } of frames) {
    const [call] = (callsByFile.get(`packages/server/${path}`) ?? [])
      .filter(({ from, to }) => from <= line && line <= to)
      .sort((a, b) => a.to - a.from - (b.to - b.from));
    if (call && !call.handsOn) return call;
  }
  return undefined;
}
