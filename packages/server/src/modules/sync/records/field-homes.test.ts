import { readFileSync } from 'node:fs';
import { clientForm } from '@causeway/shared/forms/client';
import { contactForm } from '@causeway/shared/forms/contact';
import { opportunityForm } from '@causeway/shared/forms/opportunity';
import { productForm } from '@causeway/shared/forms/product';
import { buildSchema, isInputObjectType, isObjectType } from 'graphql';
import type { Company } from '../../../connectwise/wire/company.ts';
import type { ClientTable } from '../../../platform/database/schema.ts';
import { registry, syncOf } from '../registry.ts';
import { type ClientFields, companyFields } from './company/company.fields.ts';
import type { FieldTable } from './fields/field-table.ts';
import { text } from './fields/fields.ts';

const schema = buildSchema(readFileSync(new URL('../../../../../shared/schema.graphql', import.meta.url), 'utf8'));
const homes = {
  company: { type: 'Client', form: clientForm },
  contact: { type: 'Contact', form: contactForm },
  product: { type: 'Product', form: productForm },
  opportunity: { type: 'Opportunity', form: opportunityForm },
} as const;
/** What people do not type in themselves. */
const notTyped = ['wonAt', 'lostAt', 'cwStatus', 'stageId', 'kind', 'bundleLines'];

describe('a field of a synced record has a home everywhere', () => {
  it.each(registry.flatMap(({ entity, fields }) => Object.keys(fields).map((field) => [entity, field] as const)))(
    '%s.%s is in the API, in its input and in its form',
    (entity, field) => {
      const { type, form } = homes[entity];
      const output = schema.getType(type);
      const input = schema.getType(`${type}Input`);
      if (!isObjectType(output) || !isInputObjectType(input)) throw new Error(`There is no type ${type}.`);
      const shown = [
        field,
        field.replace(/Id$/, ''),
        ...(field === 'cwStatus' ? ['customFields', 'customValues'] : []),
      ];
      expect([field, Object.keys(output.getFields()).some((name) => shown.includes(name))]).toEqual([field, true]);
      if (notTyped.includes(field)) return;
      expect(Object.keys(input.getFields())).toContain(field);
      expect(Object.keys(form.shape)).toContain(field);
    },
  );

  /** A form says of a field that no table knows "Stays in the CRM"; custom fields are known once they are kept in step. */
  it.each(registry.map(({ entity }) => entity))(
    'R65: every field of the form of %s is in its table, so its note is read there',
    (entity) => {
      const known = Object.keys(syncOf(entity).fields);
      const notData = ['customFields', 'version'];
      const unknown = Object.keys(homes[entity].form.shape).filter(
        (key) => !known.includes(key) && !notData.includes(key),
      );
      expect(unknown).toEqual([]);
    },
  );

  it('does not compile without its entry in the table, nor with a property that ConnectWise’s record does not have', () => {
    const { phone, ...others } = companyFields;
    // @ts-expect-error: every field of the CRM's entity needs an entry.
    const incomplete: FieldTable<ClientFields, Company, ClientTable> = others;
    const misspelled: FieldTable<ClientFields, Company, ClientTable> = {
      ...companyFields,
      // @ts-expect-error: the wire description knows no such property.
      phone: text('Phone', 'phone', 'phoneNo'),
    };
    expect([phone.label, incomplete === others, misspelled.phone.label]).toEqual(['Phone', true, 'Phone']);
  });
});
