import { companyFields } from '../company/company.fields.ts';
import { contactFields } from '../contact/contact.fields.ts';
import { fieldLabel } from './field-label.ts';

describe('the label of a changed field', () => {
  it.each([
    ['is that of the table', companyFields, 'identifier', 'Company ID'],
    ['is that of the table, also of a yes or no', contactFields, 'isPrimary', 'Primary contact'],
    ['puts a property of ConnectWise in words', companyFields, 'phoneNumber', 'Phone number'],
    ['keeps apart what a number says', undefined, 'addressLine1', 'Address line 1'],
    ['reads a path', undefined, 'tax_region.name', 'Tax region name'],
    [
      'keeps what stands behind it',
      companyFields,
      "city (ConnectWise's, not taken)",
      "City (ConnectWise's, not taken)",
    ],
    ['calls a custom field so whose name is not at hand', undefined, 'customFields.2', 'Custom field 2'],
    ['keeps the name of a custom field', undefined, 'Renewal date', 'Renewal date'],
  ])('%s', (_words, table, field, label) => expect(fieldLabel(table, field)).toBe(label));
});
