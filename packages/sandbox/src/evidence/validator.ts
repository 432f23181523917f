import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import type { Specification } from './specification.ts';

/** A field of any type may be null without saying so; the validator refuses the mark without a type. */
function withoutUntypedNullable(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (_key, entry) => {
    if (entry && typeof entry === 'object' && entry.nullable === true && entry.type === undefined)
      delete entry.nullable;
    return entry;
  });
}

/** Validators of the published schemas, by name; `[Name]` is an array of them. */
export function validatorsOf(spec: Specification): (name: string) => ValidateFunction {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    formats: { int32: true, int64: true, double: true, float: true },
  });
  formats.default(ajv, ['date-time', 'uuid', 'date']);
  ajv.addSchema({ $id: 'spec', ...(withoutUntypedNullable({ components: spec.components }) as object) });
  const validators = new Map<string, ValidateFunction>();
  return (name) => {
    const known = validators.get(name);
    if (known) return known;
    const validate: ValidateFunction = ajv.compile(
      name.startsWith('[')
        ? { type: 'array', items: { $ref: `spec#/components/schemas/${name.slice(1, -1)}` } }
        : { $ref: `spec#/components/schemas/${name}` },
    );
    validators.set(name, validate);
    return validate;
  };
}
