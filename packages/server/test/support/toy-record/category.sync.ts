import type { PulledEntity } from '../../../src/modules/links/link.ts';
import type { EntitySync } from '../../../src/modules/sync/records/entity-sync.ts';
import { columnsOf } from '../../../src/modules/sync/records/fields/columns.ts';
import { reader, referencesIn } from '../../../src/modules/sync/records/fields/derive.ts';
import { filtering } from '../../../src/modules/sync/records/filtering.rules.ts';
import { categoryFields, type ToyCategory, toyWire } from './category.fields.ts';

/** A word that the product does not know. */
export const toy = 'category' as PulledEntity;

export const categorySync: EntitySync<ToyCategory> = {
  entity: toy,
  // The CRM has no such record; the test asks for its pushes itself.
  crm: toy as unknown as 'client',
  options: {},
  wire: toyWire,
  fields: categoryFields,
  words: { remote: 'category', local: 'category', many: 'categories' },
  addresses: { here: 'categories', there: 'CategoryFv', callbacks: 'category' },
  search: {
    here: (pattern) => `select id from toy_category where lower(name) like ${pattern}`,
    detailHere: 't.reference',
    there: ['name'],
  },
  uses: { used: [[`t.reference = 'IN-USE'`, 'it is in use']], dependents: [] },
  nameFields: ['name'],
  naturalKeyOf: ({ name }) => ({ name }),
  nameOf: (category) => category.name ?? `category ${category.id}`,
  ...filtering<ToyCategory>({
    named: ['name'],
    choices: {},
    flags: {},
    here: { from: 'toy_category t', name: 't.name' },
  }),
  isDeleted: () => false,
  draft: reader<ToyCategory>(categoryFields),
  references: referencesIn(categoryFields),
  resolve: (draft) => draft,
  matching: { by: 'never', uniqueName: false, uniqueStrong: false, strongWord: '' },
  keysOf: () => ({ name: null, strong: null, domain: null, phone: null, partNumber: null, withinId: null }),
  table: { name: 'toy_category', columns: columnsOf(categoryFields) },
};
