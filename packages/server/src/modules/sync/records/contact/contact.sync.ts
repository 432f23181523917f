import { type Contact, contactWire } from '../../../../connectwise/wire/contact.ts';
import { hasNoCompany } from '../../messages/skip-reason.messages.ts';
import type { EntitySync, LocalTable } from '../entity-sync.ts';
import { columnsOf } from '../fields/columns.ts';
import { itemIdsOf } from '../fields/communication.ts';
import { reader, referencesIn, resolveReferences } from '../fields/derive.ts';
import { filtering } from '../filtering.rules.ts';
import { contactFields } from './contact.fields.ts';
import { contactCandidates } from './contact-candidates.queries.ts';
import { moveSales } from './contact-children.queries.ts';
import { contactComparison } from './contact-comparison.ts';
import { contactScore } from './contact-score.rules.ts';
import { contestedPrimaries } from './contested-primaries.queries.ts';
import { demotedByPage } from './demoted-contacts.queries.ts';
import { yieldPrimary } from './yielded-primaries.queries.ts';

const table: LocalTable = { name: 'contact', columns: columnsOf(contactFields), consequences: demotedByPage };
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const resolve = resolveReferences(contactFields, 'contact');

/** ConnectWise contact → CRM contact of the linked client. */
export const contactSync: EntitySync<Contact> = {
  entity: 'contact',
  crm: 'contact',
  wire: contactWire,
  fields: contactFields,
  options: {},
  words: { remote: 'contact', local: 'contact', many: 'contacts', manyLocal: 'contacts' },
  addresses: { here: 'contacts', there: 'ContactFv', callbacks: 'contact' },
  search: {
    here: (pattern) => `select search_contacts(${pattern})`,
    detailHere: `concat_ws(', ', (select c.name from client c where c.id = t.client_id), t.email)`,
    there: ['firstName', 'lastName'],
    hasSplitName: true,
  },
  uses: {
    used: [],
    dependents: [
      {
        entity: 'opportunity',
        some: (stays) =>
          `select from opportunity o where o.workspace_id = t.workspace_id and o.contact_id = t.id and ${stays('o.id')}`,
      },
    ],
  },
  nameFields: ['firstName', 'lastName'],
  namedThere: { property: 'lastName', parent: 'company' },
  sameNameWithin: 'clientId',
  naturalKeyOf: ({ company, firstName, lastName }) => ({ companyId: company?.id, firstName, lastName }),
  nameOf: (contact) => [contact.firstName, contact.lastName].filter(Boolean).join(' ') || `contact ${contact.id}`,
  ...filtering<Contact>({
    named: ['firstName', 'lastName'],
    // Legal in ConnectWise, and what a weak security role sees of any contact (§3.3).
    unfit: { properties: ['company'], reason: ({ company }) => (company ? null : hasNoCompany()) },
    choices: { type: { there: 'types' } },
    flags: { inactive: 'inactiveFlag' },
    here: { from: 'contact t', name: `nullif(concat_ws(' ', t.first_name, t.last_name), '')`, isActive: 't.is_active' },
  }),
  isDeleted: () => false,
  draft: reader<Contact>(contactFields),
  references: referencesIn(contactFields),
  itemIds: itemIdsOf,
  resolve: (draft, context) => ({ ...draft, ...resolve(draft, context.localIdOf) }),
  matching: {
    score: contactScore,
    candidates: contactCandidates,
    uniqueName: false,
    uniqueStrong: false,
    strong: { attribute: 'email', fields: ['email'], word: 'e-mail' },
  },
  comparison: contactComparison,
  keysOf: (_contact, fields) => ({
    name: `${fields.firstName} ${fields.lastName ?? ''}`.trim().toLowerCase(),
    strong: typeof fields.email === 'string' ? fields.email.trim().toLowerCase() : null,
    website: null,
    phone: textOf(fields.phone) ?? textOf(fields.mobile),
    phoneExtension: textOf(fields.phone) === null ? null : textOf(fields.phoneExtension),
    partNumber: null,
    withinId: typeof fields.clientId === 'string' ? fields.clientId : null,
  }),
  merging: { field: 'contactId', move: moveSales },
  contested: { field: 'isPrimary', of: contestedPrimaries, yield: yieldPrimary },
  table,
};
