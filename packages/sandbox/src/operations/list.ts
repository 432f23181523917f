import { badRequest, notFound } from '../http/api-error.ts';
import { type Answer, type Call, json } from '../http/operation.ts';
import type { RecordDefinition } from '../model/record.ts';
import type { InfoView } from '../model/record-shape.ts';
import { type FieldTree, parseFields, project, topLevelOnly } from '../query/fields.ts';
import { type Filter, isPlain } from '../query/finder.ts';

export interface ListOptions {
  readonly parent?: { readonly field: string; readonly id: number };
  /** Only these fields, for light `/info` lists. */
  readonly view?: ReadonlySet<string>;
  readonly derive?: InfoView['derive'];
}

const DEFAULT_PAGE = 25;
const MAX_PAGE_SIZE = 1000;

export function filterOf(query: URLSearchParams, options: ListOptions = {}): Filter {
  return {
    conditions: query.get('conditions') ?? undefined,
    childConditions: query.get('childConditions') ?? undefined,
    customFieldConditions: query.get('customFieldConditions') ?? undefined,
    orderBy: query.get('orderBy') ?? undefined,
    ...(options.parent ? { parent: options.parent } : {}),
  };
}

/** A list in either paging style (§2.1, §2.2). */
export async function list(call: Call, definition: RecordDefinition, options: ListOptions = {}): Promise<Answer> {
  const filter = filterOf(call.query, options);
  const pageSize = pageNumber(call.query, 'pageSize', DEFAULT_PAGE, MAX_PAGE_SIZE);
  if (call.tenant.readings.largePageSize === 'error' && Number(call.query.get('pageSize')) > MAX_PAGE_SIZE)
    throw badRequest('ConnectWiseApi', `pageSize must not be above ${MAX_PAGE_SIZE}.`);
  if (call.forwardOnly) return forwardPage(call, definition, filter, pageSize, options);
  const page = pageNumber(call.query, 'page', 1, Number.MAX_SAFE_INTEGER);
  const { finder } = call.tenant;
  const table = call.tenant.store.table(definition.name);
  let ids: readonly number[];
  let total: number;
  if (isPlain(filter) && !filter.orderBy && table.slots === table.size) {
    total = table.size;
    const from = (page - 1) * pageSize;
    const length = Math.max(0, Math.min(pageSize, total - from));
    ids = Array.from({ length }, (_, at) => table.idAt(from + at));
  } else {
    const all = await finder.ids(definition, filter);
    total = all.length;
    ids = all.slice((page - 1) * pageSize, page * pageSize);
  }
  return answer(call, definition, ids, pageLinks(call, page, pageSize, total), options);
}

export async function count(call: Call, definition: RecordDefinition, options: ListOptions = {}): Promise<Answer> {
  return json(200, { count: await call.tenant.finder.count(definition, filterOf(call.query, options)) });
}

export function one(call: Call, definition: RecordDefinition, id: number, options: ListOptions = {}): Answer {
  const row = call.tenant.store.table(definition.name).get(id);
  const isElsewhere = row && options.parent && row[options.parent.field] !== options.parent.id;
  if (!row || isElsewhere) throw notFound(definition.resource, id);
  return { status: 200, body: recordJson(call, definition, id, options) };
}

/** One row as JSON, cut down by `fields` when the caller asks for that. */
export function recordJson(call: Call, definition: RecordDefinition, id: number, options: ListOptions = {}): Buffer {
  return writer(call, definition, options)(id) ?? Buffer.from('null');
}

async function forwardPage(
  call: Call,
  definition: RecordDefinition,
  filter: Filter,
  pageSize: number,
  options: ListOptions,
) {
  if (filter.orderBy && call.tenant.readings.forwardOnlyOrderBy === 'error') {
    throw badRequest('ConnectWiseApi', 'orderBy is not supported with forward-only pagination.');
  }
  const afterId = pageNumber(call.query, 'pageId', 0, Number.MAX_SAFE_INTEGER, 0);
  const ids = await call.tenant.finder.after(definition, { ...filter, orderBy: undefined }, afterId, pageSize);
  const last = ids.at(-1);
  // Past the end the header is there and empty: a client that follows the first link until it is empty stops (§11).
  const link = last === undefined ? '' : linkTo(call, { pageSize, pageId: last }, 'next');
  return answer(call, definition, ids, link, options);
}

const OPEN = Buffer.from('[');
const CLOSE = Buffer.from(']');
const COMMA = Buffer.from(',');

function answer(
  call: Call,
  definition: RecordDefinition,
  ids: readonly number[],
  link: string | undefined,
  options: ListOptions,
): Answer {
  const write = writer(call, definition, options);
  const parts: Buffer[] = [OPEN];
  for (const id of ids) {
    const bytes = write(id);
    if (!bytes) continue;
    if (parts.length > 1) parts.push(COMMA);
    parts.push(bytes);
  }
  parts.push(CLOSE);
  return { status: 200, body: Buffer.concat(parts), headers: link === undefined ? {} : { Link: link } };
}

function writer(
  call: Call,
  definition: RecordDefinition,
  { view, derive }: ListOptions,
): (id: number) => Buffer | undefined {
  const { cache, renderer, store, readings } = call.tenant;
  const table = store.table(definition.name);
  const blank = readings.blankForbiddenReferences ? forbiddenFields(call, definition) : [];
  const tree = fieldsOf(call, view, blank, definition);
  if (!tree) {
    const read = cache.reader(definition);
    const peek = cache.peek(definition);
    return (id) => {
      const kept = peek(id);
      if (kept) return kept;
      const row = table.get(id);
      return row && read(row);
    };
  }
  const top = topLevelOnly(tree) ?? new Set(tree.keys());
  const isFlat = topLevelOnly(tree) !== undefined;
  return (id) => {
    const row = table.get(id);
    if (!row) return undefined;
    const text = renderer.json(definition, row, top);
    if (isFlat && !derive) return Buffer.from(text);
    const shown = JSON.parse(text);
    for (const [name, value] of Object.entries(derive?.(row) ?? {}))
      if (top.has(name.toLowerCase())) shown[name] = value;
    return Buffer.from(JSON.stringify(isFlat ? shown : project(shown, tree)));
  };
}

function fieldsOf(
  call: Call,
  view: ReadonlySet<string> | undefined,
  blank: readonly string[],
  definition: RecordDefinition,
): FieldTree | undefined {
  const wanted = parseFields(call.query.get('fields') ?? '');
  if (!view && blank.length === 0) return wanted;
  const all = view ?? new Set(['id', '_info', ...definition.table.fields.map((field) => field.name.toLowerCase())]);
  const allowed = [...all].filter((name) => !blank.includes(name));
  return new Map(
    allowed.filter((name) => !wanted || wanted.has(name)).map((name) => [name, wanted?.get(name) ?? null]),
  );
}

/** Reference fields whose record the role may not read: they come back blank (PS issue #40). */
function forbiddenFields(call: Call, definition: RecordDefinition): string[] {
  return definition.table.fields
    .filter((field) => {
      const path = field.target && call.tenant.store.table(field.target).definition.path;
      return path ? !call.tenant.permissions.mayUse('GET', path) : false;
    })
    .map((field) => field.name.toLowerCase());
}

function pageNumber(query: URLSearchParams, name: string, fallback: number, largest: number, smallest = 1): number {
  const text = query.get(name);
  if (text === null || text === '') return fallback;
  const number = Number(text);
  if (!/^\d{1,15}$/.test(text) || number < smallest)
    throw badRequest('ConnectWiseApi', `${name} must be a whole number from ${smallest} on.`);
  return Math.min(number, largest);
}

function pageLinks(call: Call, page: number, pageSize: number, total: number): string | undefined {
  const last = Math.max(1, Math.ceil(total / pageSize));
  const links: string[] = [];
  if (page < last)
    links.push(linkTo(call, { pageSize, page: page + 1 }, 'next'), linkTo(call, { pageSize, page: last }, 'last'));
  if (page > 1)
    links.push(linkTo(call, { pageSize, page: 1 }, 'first'), linkTo(call, { pageSize, page: page - 1 }, 'prev'));
  return links.length === 0 ? undefined : links.join(', ');
}

/** `page` or `pageId` stands last, as in the Developer Guide's example: clients look for it just before the `>` (§11). */
function linkTo(
  call: Call,
  place: { readonly pageSize: number } & ({ readonly page: number } | { readonly pageId: number }),
  relation: string,
): string {
  const query = new URLSearchParams(call.query);
  for (const name of ['pageSize', 'page', 'pageId']) query.delete(name);
  for (const [name, value] of Object.entries(place)) query.set(name, String(value));
  return `<${call.linkBase}${call.path}?${query}>; rel="${relation}"`;
}
