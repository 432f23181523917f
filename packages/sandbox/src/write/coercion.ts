import type { ApiError } from '../http/api-error.ts';
import type { FieldTable } from '../model/field-table.ts';
import type { JsonPath } from './json-path.ts';
import type { WriteContext } from './write-context.ts';

/** What reading one kind of value may ask of the reading of the whole body. */
export interface Coercion {
  readonly context: WriteContext;
  /** The error for a name that the type does not have. */
  unknownMember(table: FieldTable, key: string, path: JsonPath): ApiError;
  /** The error for a value of another type. */
  conversion(what: string, value: unknown, path: JsonPath): ApiError;
}
