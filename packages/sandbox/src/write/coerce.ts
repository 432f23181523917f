import { ApiError, badRequest } from '../http/api-error.ts';
import type { Field, FieldTable } from '../model/field-table.ts';
import { coerceCustomFields } from './custom-fields.ts';
import { dotted, type JsonPath, slashed } from './json-path.ts';
import { positionOf } from './json-position.ts';
import { coerceReference } from './reference.ts';
import type { WriteContext } from './write-context.ts';

/** Nobody sends more; what costs time for each item stays quick. */
const MAX_LIST_LENGTH = 1_000;

/** Turns values as sent into values as stored. Wrong types end the request at once; other faults are gathered. */
export class Coercer {
  readonly context: WriteContext;
  private readonly text: string;

  constructor(context: WriteContext, text: string) {
    this.context = context;
    this.text = text;
  }

  /** All fields of a body; read-only ones, `id` and `_info` are tolerated and dropped. */
  object(table: FieldTable, body: unknown, path: JsonPath = []): Record<string, unknown> {
    if (typeof body !== 'object' || body === null || Array.isArray(body)) {
      throw badRequest('ConnectWiseApi', `A JSON object was expected${where(path)} for type '${table.typeName}'.`);
    }
    const result: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(body)) {
      if (key === '_info' || (key === 'id' && !table.byName.has('id'))) continue;
      const field = table.byName.get(key);
      if (!field) throw this.unknownMember(table, key, [...path, key]);
      if (field.readOnly) continue;
      result[key] = this.value(field, value, [...path, key]);
    }
    return result;
  }

  value(field: Field, value: unknown, path: JsonPath): unknown {
    if (value === null || value === undefined || value === '') return undefined;
    switch (field.kind) {
      case 'text':
      case 'uuid':
        return this.textValue(value, path);
      case 'any':
        return value;
      case 'int':
        return this.integer(value, path);
      case 'number':
        return this.number(value, path);
      case 'bool':
        return this.boolean(value, path);
      case 'datetime':
        return this.date(value, path);
      case 'date': {
        const seconds = this.date(value, path);
        const keepsTime = field.name === 'expectedCloseDate' && this.context.readings.closeDatesKeepTime;
        return seconds === undefined || keepsTime ? seconds : seconds - (((seconds % 86_400) + 86_400) % 86_400);
      }
      case 'enum':
        return this.enumValue(field, value, path);
      case 'ints':
        return this.list(value, path).map((item, at) => this.integer(item, [...path, at]));
      case 'texts':
        return this.list(value, path).map((item, at) => this.textValue(item, [...path, at]));
      case 'reference':
        return coerceReference(this, field.target ?? '', value, path);
      case 'references':
        return this.list(value, path)
          .map((item, at) => coerceReference(this, field.target ?? '', item, [...path, at]))
          .filter((id) => id !== undefined);
      case 'object':
        return field.table && this.object(field.table, value, path);
      case 'items':
        return this.list(value, path).map((item, at) => field.table && this.object(field.table, item, [...path, at]));
      case 'customFields':
        return coerceCustomFields(this, this.list(value, path), path);
    }
  }

  unknownMember(table: FieldTable, key: string, path: JsonPath) {
    const { line, position } = positionOf(this.text, path);
    return badRequest(
      'ConnectWiseApi',
      `Could not find member '${key.slice(0, 100)}' on object of type '${table.typeName}'. Path '${dotted(path)}', line ${line}, ` +
        `position ${position}.Check your accept header to make sure you are using the correct version.`,
    );
  }

  conversion(what: string, value: unknown, path: JsonPath) {
    const { line, position } = positionOf(this.text, path);
    const shown = JSON.stringify(value)?.slice(0, 60);
    return badRequest(
      'ConnectWiseApi',
      `Could not convert ${shown} to ${what}. Path '${dotted(path)}', line ${line}, position ${position}.`,
    );
  }

  private textValue(value: unknown, path: JsonPath): string {
    if (typeof value === 'object') throw this.conversion('string', value, path);
    return typeof value === 'string' ? value : String(value);
  }

  private integer(value: unknown, path: JsonPath): number {
    const number = typeof value === 'string' && /^-?\d+$/.test(value.trim()) ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isInteger(number) || Math.abs(number) > 2_147_483_647) {
      throw this.conversion('integer', value, path);
    }
    return number;
  }

  private number(value: unknown, path: JsonPath): number {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    if (typeof number !== 'number' || !Number.isFinite(number)) throw this.conversion('decimal', value, path);
    return number;
  }

  private boolean(value: unknown, path: JsonPath): boolean {
    if (typeof value === 'boolean') return value;
    if (value === 0 || value === 1) return value === 1;
    if (typeof value === 'string' && /^(true|false)$/i.test(value)) return value.toLowerCase() === 'true';
    throw this.conversion('boolean', value, path);
  }

  private date(value: unknown, path: JsonPath): number | undefined {
    const match =
      typeof value === 'string' && /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)?)?$/.test(value);
    const text = match
      ? value.length === 10
        ? `${value}T00:00:00Z`
        : /(Z|[+-]\d\d:?\d\d)$/.test(value)
          ? value
          : `${value}Z`
      : '';
    const time = Date.parse(text);
    if (!Number.isNaN(time)) return Math.floor(time / 1000);
    const message = 'String was not recognized as a valid DateTime.';
    if (this.context.readings.badDates === '500')
      throw new ApiError(500, { code: 'InternalServerError', message, errors: null });
    this.context.problem('InvalidField', message, slashed(path));
    return undefined;
  }

  private enumValue(field: Field, value: unknown, path: JsonPath): string | undefined {
    const known = field.values?.find((name) => name.toLowerCase() === String(value).toLowerCase());
    if (!known) {
      const allowed = field.values?.join(', ');
      this.context.problem('InvalidField', `Enum value supplied was invalid. Allowed: ${allowed}.`, slashed(path));
    }
    return known;
  }

  private list(value: unknown, path: JsonPath): readonly unknown[] {
    if (!Array.isArray(value)) throw this.conversion('array', value, path);
    if (value.length > MAX_LIST_LENGTH)
      throw badRequest('ConnectWiseApi', `'${dotted(path)}' has more than ${MAX_LIST_LENGTH} items.`);
    return value;
  }
}

const where = (path: JsonPath) => (path.length === 0 ? '' : ` at '${dotted(path)}'`);
