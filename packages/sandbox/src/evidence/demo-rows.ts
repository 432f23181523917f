import type { Operation } from '../http/operation.ts';
import { createSandbox, type Sandbox } from '../index.ts';
import { records } from '../model/registry.ts';

/** Parents that a row does not show in its answer, with the id of the demo row. */
const UNSHOWN_PARENTS: Readonly<Record<string, number>> = { taxCodes: 11, salesTeams: 1, taxCodeXRefs: 1 };

/** One row of each record that the demo data has none of. */
const ROWS: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['companyNotes', { company: { id: 250 }, text: 'x' }],
  ['contactTypeAssociations', { contact: { id: 57_001 }, type: { id: 2 } }],
  ['contactNotes', { contactId: 57_001, text: 'x' }],
  ['salesTeamMembers', { salesTeamId: 1, member: { id: 2 } }],
  ['opportunityContacts', { opportunityId: 120, contact: { id: 57_001 } }],
  ['opportunityTeam', { opportunityId: 120, type: 'Individual', member: { id: 2 } }],
  ['productComponents', { parentProductItem: { id: 1 }, catalogItem: { id: 71 }, quantity: 1 }],
  ['taxableXRefLevels', { taxCodeXRefId: 1, taxCodeLevel: { id: 1 } }],
  ['expenseTypeExemptions', { taxCodeId: 11, expenseType: { id: 1 } }],
  ['workRoleExemptions', { taxCodeId: 11, workRole: { id: 1 } }],
  ['callbacks', { url: 'https://app.example/?recordId=', objectId: 1, type: 'company', level: 'owner' }],
];

/** The demo data with at least one row of each record. */
export async function sandboxWithAllRecords(): Promise<Sandbox> {
  const sandbox = await createSandbox({ seed: 'demo' });
  for (const [record, body] of ROWS) sandbox.store.insert(record, body);
  sandbox.store.remove('productTypeExemptions', 1);
  sandbox.store.insert('productTypeExemptions', { taxCodeId: 11, productType: { id: 1 } });
  sandbox.store.insertRaw('documents', { title: 'x', fileName: 'x.pdf', recordKey: 'company:250' });
  return sandbox;
}

/** The path with the ids of a row that is there. */
export function concretePath(from: Sandbox, operation: Operation): string {
  const { path, record = '' } = operation;
  if (path.includes('/communications')) return path.replace('{parentId}', '57001').replace('{id}', '1');
  if (path.includes('/forecast')) {
    const items = from.store.list('forecastItems') as readonly { id: number; opportunity?: { id: number } }[];
    const item = items.find(({ opportunity }) => opportunity?.id === 120);
    return path.replace('{parentId}', '120').replace('{id}', String(item?.id));
  }
  const definition = records.get(record);
  const row = definition && (from.store.list(record)[0] as Record<string, unknown> & { id: number });
  const alias = definition?.aliases.find((entry) => path.startsWith(entry.path));
  const parent = alias ? alias.parent : definition?.parent;
  const value = parent && (row?.[parent.field] as { id?: number } | number | undefined);
  const parentId = (typeof value === 'object' ? value.id : value) ?? UNSHOWN_PARENTS[parent?.record ?? ''];
  return path
    .replace('{catalogItemIdentifier}', 'FW-100-2')
    .replace('{grandparentId}', '11')
    .replace('{parentId}', String(parentId))
    .replace('{id}', String(row?.id));
}
