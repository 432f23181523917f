import { readdirSync, readFileSync } from 'node:fs';

const folder = new URL('./migrations/', import.meta.url);

/** The last ones that were there before this rule; those up to them are told of in docs/operating.md. */
const LAST_BEFORE = '20261129-xa-sent-lines';
const alsoBefore: readonly string[] = ['20261129-xb-erased-quotes', '20261129-xb-traces'];

/** Expand first, contract in a release after the one whose programs do without. Each entry says why it is safe, or when it was done before. */
const excused: Readonly<Record<string, string>> = {
  '20261204-a-conflicts-to-come':
    'Its unique index holds only rows with a mark in a column of the same migration, which the version before leaves at its default.',
};

/** What takes something away from the version before, which goes on beside the new schema until it is replaced. */
const contracts: readonly [what: string, found: RegExp][] = [
  ['drops a table, view or type', /\bdrop\s+(table|view|materialized\s+view|type|domain|schema|sequence)\b/i],
  ['drops a function', /\bdrop\s+(function|procedure|routine|aggregate)\b/i],
  ['renames', /\balter\s+(?!table\b)(materialized\s+view|\w+)\s+[^;]*?\brename\b/i],
  ['takes a right away', /\brevoke\s+(all|select|insert|update|delete|truncate)\b[^;]*\bfrom\s+causeway_app\b/i],
];

const NARROWS = 'narrows what may be stored';
/** What may be done to a table that the version before knows; the first that fits decides. Null: it may. */
const actions: readonly [pattern: RegExp, what: string | null][] = [
  [/^add\s+(constraint|check|primary|unique|foreign|exclude)\b/i, NARROWS],
  [/^add\s.*\bprimary\s+key\b/is, NARROWS],
  [/^add\s.*\b(default|generated)\b/is, null],
  [/^add\s.*\bnot\s+null\b/is, 'adds a required column without a default'],
  [/^add\s/i, null],
  [/^drop\s+constraint\b/i, null],
  [/^drop\s/i, 'drops a column'],
  [/^rename\b/i, 'renames'],
  [/^alter\s+constraint\b/i, NARROWS],
  [/^alter\s+(column\s+)?\S+\s+(set\s+data\s+)?type\b/i, 'changes the type of a column'],
  [/^alter\s+(column\s+)?\S+\s+set\s+not\s+null\b/i, 'makes a column required'],
  [/^alter\s+(column\s+)?\S+\s+drop\s+(default|identity|expression)\b/i, 'takes a default away'],
  [/^alter\s+(column\s+)?\S+\s+(set\s+(default|statistics|storage)|drop\s+not\s+null|add\s+generated)\b/i, null],
  [/^(validate|attach|owner|set|reset|enable\s+trigger|cluster|replica)\b/i, null],
];

const alterTable =
  /\balter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?(\S+)\s+([^;]*?)(?=;|$|\b(?:alter|create|drop)\s+(?:table|index|function|policy)\b)/gi;
const uniqueIndex =
  /\bcreate\s+unique\s+index\s+(?:concurrently\s+)?(?:if\s+not\s+exists\s+)?(?:\w+\s+)?on\s+(?:only\s+)?([\w."]+)/gi;
const newTable = /\bcreate\s+(?:unlogged\s+)?table\s+(?:if\s+not\s+exists\s+)?([\w."]+)/gi;

const plainName = (name: string): string =>
  name
    .replaceAll('"', '')
    .replace(/^public\./i, '')
    .toLowerCase();

/** What stands between commas, but for those in brackets and in texts. */
function parted(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const [piece] of text.matchAll(/'(?:[^']|'')*'|[^'(),]+|./gs)) {
    depth += piece === '(' ? 1 : piece === ')' ? -1 : 0;
    if (piece === ',' && depth <= 0) parts.push('');
    else parts.push(`${parts.pop() ?? ''}${piece}`);
  }
  return parts.map((part) => part.trim()).filter((part) => /^\w/.test(part));
}

function found(source: string): string[] {
  const sql = source.replace(/\/\*\*.*?\*\/|^\s*\/\/.*?$|--.*?$/gms, ' ');
  // A table made in the same file is one that the version before does not know.
  const own = new Set([...sql.matchAll(newTable)].map(([, name = '']) => plainName(name)));
  const what = contracts.filter(([, pattern]) => pattern.test(sql)).map(([name]) => name);
  for (const [, name = ''] of sql.matchAll(uniqueIndex)) if (!own.has(plainName(name))) what.push(NARROWS);
  for (const [, name = '', done = ''] of sql.matchAll(alterTable)) {
    if (own.has(plainName(name))) continue;
    for (const action of parted(done)) {
      // In a function that is given the names of the new tables.
      if (name.startsWith('${') && /^enable\s+row\s+level\s+security\b/i.test(action)) continue;
      const [, complaint] = actions.find(([pattern]) => pattern.test(action)) ?? [
        null,
        'does what this test does not know',
      ];
      if (complaint) what.push(complaint);
    }
  }
  return [...new Set(what)];
}

describe('a new migration', () => {
  const nameOf = (file: string): string => file.replace(/\.migration\.ts$/, '');
  const isNew = (name: string): boolean => name > LAST_BEFORE && !alsoBefore.includes(name);
  const files = readdirSync(folder).filter((file) => isNew(nameOf(file)));

  it('takes nothing away that the version before reads or writes, unless it is listed with a reason', () => {
    const complaints = files.flatMap((name) => {
      const what = found(readFileSync(new URL(name, folder), 'utf8'));
      return what.length > 0 && !excused[nameOf(name)] ? [`${name} ${what.join(', ')}`] : [];
    });
    // "Expand, then contract": add beside the old first, and take the old away in a later release.
    expect(complaints).toEqual([]);
  });

  it.each([
    ['alter table client drop column phone', ['drops a column']],
    ['alter table client rename column phone to telephone', ['renames']],
    ['alter table client rename to customer', ['renames']],
    ['alter function door_session rename to system_session', ['renames']],
    ['alter table client add column a text not null', ['adds a required column without a default']],
    [
      "alter table client add column a text not null default '', add column b int not null",
      ['adds a required column without a default'],
    ],
    ['alter table client alter column phone set not null', ['makes a column required']],
    ['alter table client alter column phone type int', ['changes the type of a column']],
    ['drop function system_token(text)', ['drops a function']],
    ['alter table client add constraint c check (phone <> 1)', ['narrows what may be stored']],
    ['alter table client drop phone', ['drops a column']],
    ['alter table client rename phone to telephone', ['renames']],
    ['alter table client alter phone type int', ['changes the type of a column']],
    ['alter table client alter phone set not null', ['makes a column required']],
    ['alter table client alter phone drop default', ['takes a default away']],
    ['alter table client add x int not null', ['adds a required column without a default']],
    ['alter table client add column price numeric(10, 2) not null', ['adds a required column without a default']],
    ['alter table client add column a int, add x int not null', ['adds a required column without a default']],
    ['alter table client add check (phone <> 1)', ['narrows what may be stored']],
    ['alter table client add primary key (id)', ['narrows what may be stored']],
    ['alter table client add constraint c check (phone <> 1) not valid', ['narrows what may be stored']],
    ['create unique index on client (name)', ['narrows what may be stored']],
    ['create unique index if not exists by_name on only client (name)', ['narrows what may be stored']],
    ['create table if not exists a (b int); alter table if exists client drop column phone', ['drops a column']],
    ['create table client_a (b int); alter table only public.client drop column phone', ['drops a column']],
    ["this.addSql('alter table client add a text'); this.addSql('alter table client drop b')", ['drops a column']],
    ["['alter table client add a text', 'alter table client drop b']", ['drops a column']],
    ['alter table client force row level security', ['does what this test does not know']],
    ['create table a (b int); create unique index on a (b); alter table a enable row level security', []],
    ["alter table client add a text not null default 'x, drop', alter b drop not null, alter c set default 1", []],
    ['-- alter table client drop phone', []],
    [`alter table \${table} enable row level security`, []],
    [`alter table \${table} drop column phone`, ['drops a column']],
    ["alter table client add column a text not null default ''", []],
    ['create table a (b int not null); alter table a add constraint c check (b > 0)', []],
    ['alter table client add column a text; create index on client (a)', []],
  ])('that says "%s" is told from others', (sql, what) => {
    expect(found(sql)).toEqual(what);
  });
});
