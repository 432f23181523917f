/**
 * Field tables: one compact text per record, in the notation of the public reference pages.
 *
 *   name[*][+]:type [ro] [wo] [=default]
 *
 *   `*` required · `+` required on updates (PUT) · `ro` set by the server · `wo` accepted, never sent back
 *   types: str, str50 (length), int, int1900..9999 (range), num, bool, dt, date, uuid, any, A|B|C (enum),
 *          [int], [str], ->record (reference), [->record] (references), {table} (object), [{table}] (items), custom
 */
export type FieldKind =
  | 'text'
  | 'int'
  | 'number'
  | 'bool'
  | 'datetime'
  | 'date'
  | 'uuid'
  | 'any'
  | 'enum'
  | 'ints'
  | 'texts'
  | 'reference'
  | 'references'
  | 'object'
  | 'items'
  | 'customFields';

export interface Field {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required: boolean;
  readonly requiredOnUpdate: boolean;
  readonly readOnly: boolean;
  readonly writeOnly: boolean;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly values?: readonly string[];
  /** Record name that a reference points at. */
  readonly target?: string;
  /** Fields of an object or of each item. */
  readonly table?: FieldTable;
  readonly defaultValue?: string | number | boolean;
}

export interface FieldTable {
  /** The type's name in error messages, e.g. `Contact`. */
  readonly typeName: string;
  readonly fields: readonly Field[];
  readonly byName: ReadonlyMap<string, Field>;
  readonly byLowerName: ReadonlyMap<string, Field>;
}

/** Reads a field table. `subTables` names the tables used by `{name}` and `[{name}]`. */
export function fieldTable(typeName: string, text: string, subTables: Record<string, FieldTable> = {}): FieldTable {
  const fields = text
    .split(/[,\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part) => parseField(part, subTables));
  return {
    typeName,
    fields,
    byName: new Map(fields.map((field) => [field.name, field])),
    byLowerName: new Map(fields.map((field) => [field.name.toLowerCase(), field])),
  };
}

function parseField(text: string, subTables: Record<string, FieldTable>): Field {
  const match = /^(\w+)(\*?)(\+?):(\S+)((?:\s+(?:ro|wo))*)(?:\s+=(.*))?$/.exec(text);
  if (!match) throw new Error(`Field table: cannot read "${text}".`);
  const [, name = '', star, plus, type = '', marks = '', defaultText] = match;
  return {
    name,
    ...parseType(type, subTables),
    required: star === '*',
    requiredOnUpdate: plus === '+',
    readOnly: /\bro\b/.test(marks),
    writeOnly: /\bwo\b/.test(marks),
    ...(defaultText === undefined ? {} : { defaultValue: parseDefault(defaultText) }),
  };
}

function parseDefault(text: string): string | number | boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text;
}

const PLAIN: Record<string, FieldKind> = {
  int: 'int',
  num: 'number',
  bool: 'bool',
  dt: 'datetime',
  date: 'date',
  uuid: 'uuid',
  any: 'any',
  '[int]': 'ints',
  '[str]': 'texts',
  custom: 'customFields',
};

type ParsedType = Pick<Field, 'kind' | 'maxLength' | 'min' | 'max' | 'values' | 'target' | 'table'>;

function parseType(type: string, subTables: Record<string, FieldTable>): ParsedType {
  const plain = PLAIN[type];
  if (plain) return { kind: plain };
  const text = /^str(\d*)$/.exec(type);
  if (text) return text[1] ? { kind: 'text', maxLength: Number(text[1]) } : { kind: 'text' };
  const range = /^int(\d+)\.\.(\d+)$/.exec(type);
  if (range) return { kind: 'int', min: Number(range[1]), max: Number(range[2]) };
  const reference = /^(\[?)->(\w+)\]?$/.exec(type);
  if (reference) return { kind: reference[1] ? 'references' : 'reference', target: reference[2] ?? '' };
  const nested = /^(\[?)\{(\w+)\}\]?$/.exec(type);
  if (nested) {
    const table = subTables[nested[2] ?? ''];
    if (!table) throw new Error(`Field table: unknown sub-table "${nested[2]}".`);
    return { kind: nested[1] ? 'items' : 'object', table };
  }
  if (type.includes('|')) return { kind: 'enum', values: type.split('|') };
  throw new Error(`Field table: unknown type "${type}".`);
}
