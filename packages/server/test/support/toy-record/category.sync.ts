import type { PulledEntity } from '../../../src/modules/links/link.ts';
import { noKeys } from '../../../src/modules/sync/matching/scoring/match.rules.ts';
import type { EntitySync } from '../../../src/modules/sync/records/entity-sync.ts';
import { columnsOf } from '../../../src/modules/sync/records/fields/columns.ts';
import { reader, referencesIn } from '../../../src/modules/sync/records/fields/derive.ts';
import { filtering } from '../../../src/modules/sync/records/filtering.rules.ts';
import { categoryFields, type ToyCategory, toyWire } from './category.fields.ts';
import { categoryCandidates, categoryScore } from './category.match.ts';

/** A word that the product does not know. */
export const toy = 'category' as PulledEntity;

export const categorySync: EntitySync<ToyCategory> = {
  entity: toy,
  // The CRM has no such record; the test asks for its pushes itself.
  crm: toy as unknown as 'client',
  options: {},
  wire: toyWire,
  fields: categoryFields,
  words: { remote: 'category', local: 'category', many: 'categories', manyLocal: 'categories' },
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
  matching: {
    score: categoryScore,
    candidates: categoryCandidates,
    uniqueName: true,
    uniqueStrong: false,
    strong: { attribute: 'identifier', fields: ['reference'], word: 'reference' },
  },
  comparison: {
    properties: ['name', 'integrationXref', 'inactiveFlag'],
    there: (category) => ({
      id: String(category.id),
      name: category.name ?? null,
      identifier: category.integrationXref ?? null,
    }),
    here: 'select id, name, reference as identifier from toy_category',
    detailHere: 't.reference',
  },
  keysOf: (_category, fields) => ({
    ...noKeys,
    name: typeof fields.name === 'string' ? fields.name.toLowerCase() : null,
    strong: typeof fields.reference === 'string' ? fields.reference.toLowerCase() : null,
  }),
  table: { name: 'toy_category', columns: columnsOf(categoryFields) },
};
