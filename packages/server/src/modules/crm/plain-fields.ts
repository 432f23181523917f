import type { ApiType, PlainField, PlainFields, PlainValues } from '@causeway/shared/forms/plain-fields';
import { Field, ID, Int } from 'type-graphql';
import { BillingKindEnum, ProductKindEnum } from '../../platform/graphql/enums.ts';
import { DateScalar, DecimalScalar } from '../../platform/graphql/scalars.ts';

/** What the API and the queries of a record say of its plain fields, read off the list of `@causeway/shared/forms`. */

const apiTypes: Record<ApiType, object> = {
  text: String,
  flag: Boolean,
  decimal: DecimalScalar,
  whole: Int,
  day: DateScalar,
  id: ID,
  ProductKind: ProductKindEnum,
  BillingKind: BillingKindEnum,
};

type Class<T> = abstract new () => T;

/** A class whose properties are types alone: nothing sets them before the row or the request does. */
function blank<T>(): Class<T> {
  const nothing: Class<object> = class {};
  // See above: the properties are filled later.
  return nothing as Class<T>;
}

/** The values of the fields as properties of a class, which are filled by what reads the record. */
export const valuesOf = <F extends PlainFields>(_fields: F): Class<PlainValues<F>> => blank();

/** The same as they are sent: what may be left out, and null to empty it. */
export type SentValues<F extends PlainFields> = { [K in keyof F]?: PlainValues<F>[K] | null };

export const sentValuesOf = <F extends PlainFields>(_fields: F): Class<SentValues<F>> => blank();

/** The fields of an object type. Another record is shown by a resolver of its own, under the field's name without "Id". */
export const ShowsFields =
  (fields: PlainFields): ClassDecorator =>
  (target) => {
    for (const [name, field] of Object.entries(fields))
      if (field.api !== 'id') declare(target, name, field, field.mayBeNull);
  };

/** The fields of an input type. */
export const TakesFields =
  (fields: PlainFields): ClassDecorator =>
  (target) => {
    for (const [name, { about: _, ...field }] of Object.entries(fields))
      declare(target, name, field, !field.isRequired);
  };

function declare(
  target: { prototype: object },
  name: string,
  { api, about }: Omit<PlainField, 'rule'>,
  nullable: boolean,
): void {
  Field(() => apiTypes[api], { nullable, ...(about ? { description: about } : {}) })(target.prototype, name);
}

/** How the fields are read, by their names; `others` says what is read in another way. */
export const plainExpressions = <F extends PlainFields>(
  alias: string,
  fields: F,
  others: { [K in keyof F]?: (column: string) => string } = {},
): Record<string, string> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, { api }]) => {
      const column = `${alias}.${columnOf(name)}`;
      return [name, others[name]?.(column) ?? (api === 'day' ? `${column}::text` : column)];
    }),
  );

/** What is read under each name as a select list: all of it, or some. */
export const selectList = (expressions: Record<string, string>, only: ReadonlySet<string> | null = null): string =>
  Object.entries(expressions)
    .filter(([name]) => only === null || only.has(name))
    .map(([name, read]) => `${read} as "${name}"`)
    .join(', ');

/** The select list of the fields, each under its own name. */
export const plainColumns = (...about: Parameters<typeof plainExpressions>): string =>
  selectList(plainExpressions(...about));

/** `addressLine1` → `address_line1` */
const columnOf = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
