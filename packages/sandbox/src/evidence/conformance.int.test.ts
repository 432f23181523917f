import type { Sandbox } from '../index.ts';
import { records } from '../model/registry.ts';
import { allOperations } from '../operations/all.ts';
import { clientOf } from '../testing/client.ts';
import { concretePath, sandboxWithAllRecords } from './demo-rows.ts';
import { type Schema, specification } from './specification.ts';
import { validatorsOf } from './validator.ts';

/** Answers that differ from the published shape on purpose. */
const RESPONSE_DIFFERENCES: Readonly<Record<string, string>> = {
  '/sales/opportunities/default':
    'a template has no name, company or contact yet; the specification has no schema for templates',
  '/sales/opportunities/{parentId}/forecast':
    'live servers answer one object, not an array (reference §3.6); the reading forecastShape gives the array',
};
/** Request rules of the specification that a row cannot break, or that a rule fills in. */
const REQUEST_DIFFERENCES: Readonly<Record<string, string>> = {
  'CompanySite.company': 'given by the path',
  'ForecastItem.opportunity': 'given by the path',
  'CompanyCompanyTypeAssociation.company': 'given by the path',
  'ContactContactTypeAssociationContactTypeAssociation.contact': 'given by the path',
  'UserDefinedField.fieldTypeIdentifier.None': 'not a type that a field can have',
};
const UNTYPED = new Set(['Company.accountNumber']);

if (specification) {
  const spec = specification;
  const validatorOf = validatorsOf(spec);

  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await sandboxWithAllRecords();
  });
  afterAll(() => sandbox.close());

  describe('every list, count and record answers what the specification publishes', () => {
    const operations = allOperations().filter(({ method, sends }) => method === 'GET' && sends);
    it.each(operations.map((operation) => [operation.path, operation.sends ?? '', operation] as const))(
      '%s answers %s',
      async (path, sends, operation) => {
        const call = clientOf(sandbox);
        const difference = RESPONSE_DIFFERENCES[path];
        const reply = await call(
          'GET',
          `${concretePath(sandbox, operation)}${/documents(\/count)?$/.test(path) ? '?recordType=Company&recordId=250' : ''}`,
        );
        expect({ path, status: reply.status }).toEqual({ path, status: 200 });
        if (!spec.components.schemas[sends.replace(/[[\]]/g, '')]) return;
        if (path.endsWith('/default') && difference) {
          expect(reply.body).toHaveProperty('stage');
          return;
        }
        const validate = validatorOf(difference ? sends.slice(1, -1) : sends);
        expect({ path, valid: validate(reply.body), errors: validate.errors?.slice(0, 3) }).toEqual({
          path,
          valid: true,
          errors: undefined,
        });
      },
    );
  });

  describe('each request rule of the specification is in the field tables', () => {
    const published = [...records.values()].filter(
      (definition) => definition.path !== null && spec.components.schemas[definition.schema],
    );
    it.each(published.map((definition) => [definition.schema, definition] as const))('%s', (schema, definition) => {
      const missing: string[] = [];
      for (const [name, property] of Object.entries(spec.components.schemas[schema]?.properties ?? {})) {
        const field = definition.table.byName.get(name);
        const isRequired = spec.components.schemas[schema]?.required?.includes(name);
        const key = `${schema}.${name}`;
        if (!field) {
          if (isRequired) missing.push(`${key} is required and unknown`);
          continue;
        }
        if (isRequired && !field.required && !REQUEST_DIFFERENCES[key]) missing.push(`${key} is required`);
        if (
          property.maxLength !== undefined &&
          field.kind === 'text' &&
          field.maxLength !== property.maxLength &&
          !UNTYPED.has(key)
        ) {
          missing.push(`${key} has length ${property.maxLength}, not ${field.maxLength}`);
        }
        const values = (property.enum ?? []).filter(
          (value) => value !== null && value !== 'None' && !REQUEST_DIFFERENCES[`${key}.${value}`],
        );
        for (const value of values)
          if (field.values && !field.values.includes(value)) missing.push(`${key} lacks ${value}`);
      }
      expect(missing).toEqual([]);
    });
  });

  it('enforces required fields, lengths and enums over HTTP, all of them in one answer', async () => {
    const call = clientOf(sandbox);
    const checked: string[] = [];
    for (const definition of records.values()) {
      const schema: Schema | undefined = spec.components.schemas[definition.schema];
      if (definition.path === null || definition.path.includes('{') || !schema || !definition.verbs.includes('post'))
        continue;
      const body: Record<string, unknown> = {};
      const expected: string[] = [];
      for (const field of definition.table.fields) {
        if (field.readOnly || field.writeOnly) continue;
        if (field.kind === 'text' && field.maxLength !== undefined) {
          body[field.name] = 'x'.repeat(field.maxLength + 1);
          expected.push(`MaxLengthField ${field.name}`);
        } else if (field.kind === 'enum') {
          body[field.name] = 'NoSuchValue';
          expected.push(`InvalidField ${field.name}`);
        } else if (field.required) expected.push(`MissingRequiredField ${field.name}`);
      }
      if (expected.length === 0) continue;
      const reply = await call('POST', definition.path, body);
      const found = (reply.body.errors as { code: string; field: string }[]).map(
        (error) => `${error.code} ${error.field}`,
      );
      expect({
        name: definition.name,
        status: reply.status,
        lacking: expected.filter((entry) => !found.includes(entry)),
      }).toEqual({ name: definition.name, status: 400, lacking: [] });
      checked.push(definition.name);
    }
    expect(checked.length).toBeGreaterThan(20);
  });
} else {
  it('was skipped: the published specification is not at hand', () => {
    expect(specification).toBeUndefined();
  });
}
