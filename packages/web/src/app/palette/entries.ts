import type { PaletteRecordsQuery } from '../../graphql/graphql.ts';
import { crmItems, settingsItems } from '../nav-items.ts';

/** Something to go to or to do. */
export type Entry = {
  id: string;
  group: 'Pages' | 'Actions' | 'Records';
  label: string;
  detail?: string | undefined;
  /** Words by which it is found besides its label. */
  also?: string;
} & ({ to: string } | { act: 'sync' | 'shortcuts' });

const pages: Entry[] = [...crmItems, ...settingsItems].map(({ to, label }) => ({
  id: to,
  group: 'Pages' as const,
  label,
  to,
}));

const setup: Entry[] = [
  {
    id: 'scope',
    group: 'Pages',
    label: 'What to sync',
    also: 'settings filters mode',
    to: '/integrations/setup/scope',
  },
  { id: 'mapping', group: 'Pages', label: 'Mapping', also: 'stages statuses', to: '/integrations/setup/mapping' },
  { id: 'permissions', group: 'Pages', label: 'Permissions', also: 'rights', to: '/integrations/setup/permissions' },
  { id: 'excluded', group: 'Pages', label: 'Excluded by filters', to: '/integrations/excluded' },
  { id: 'pipeline', group: 'Pages', label: 'Pipeline', also: 'board stages', to: '/opportunities?view=board' },
  { id: 'pushes', group: 'Pages', label: 'Waiting to be pushed', also: 'queue pending', to: '/pushes' },
  { id: 'stages', group: 'Pages', label: 'Pipeline stages', also: 'rename add retire', to: '/pipeline' },
  { id: 'profile', group: 'Pages', label: 'Profile', also: 'password', to: '/profile' },
];

type Rights = { canEdit: boolean; canRetry: boolean };

function actions({ canEdit, canRetry }: Rights): Entry[] {
  const edits: Entry[] = [
    { id: 'new-client', group: 'Actions', label: 'New client', also: 'add create', to: '/clients/new' },
    { id: 'new-contact', group: 'Actions', label: 'New contact', also: 'add create', to: '/contacts/new' },
    { id: 'new-opportunity', group: 'Actions', label: 'New opportunity', also: 'add create', to: '/opportunities/new' },
    { id: 'new-product', group: 'Actions', label: 'New product', also: 'add create', to: '/products/new' },
  ];
  return [
    ...(canRetry
      ? [{ id: 'sync', group: 'Actions', label: 'Sync now', also: 'poll', act: 'sync' } satisfies Entry]
      : []),
    ...(canEdit ? edits : []),
    { id: 'shortcuts', group: 'Actions', label: 'Keyboard shortcuts', also: 'help keys', act: 'shortcuts' },
  ];
}

/** Pages and actions that a person may use and whose words begin like those typed; records as the server found them. */
export function entriesFor(text: string, rights: Rights, records: PaletteRecordsQuery | undefined): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, also = '' }: Entry): boolean => {
    const own = `${label} ${also}`.toLowerCase().split(/\s+/);
    return words.every((word) => own.some((one) => one.startsWith(word)));
  };
  return [...[...pages, ...setup, ...actions(rights)].filter(fits), ...(records ? recordEntries(records) : [])];
}

function recordEntries(found: PaletteRecordsQuery): Entry[] {
  const record = (folder: string, id: string, label: string, detail: string): Entry => ({
    id: `${folder}/${id}`,
    group: 'Records',
    label,
    detail,
    to: `/${folder}/${id}`,
  });
  return [
    ...found.clients.items.map(({ id, name, city }) =>
      record('clients', id, name, ['Client', city].filter(Boolean).join(', ')),
    ),
    ...found.contacts.items.map(({ id, firstName, lastName, client }) =>
      record('contacts', id, [firstName, lastName].filter(Boolean).join(' '), `Contact at ${client.name}`),
    ),
    ...found.opportunities.items.map(({ id, name, client }) =>
      record('opportunities', id, name, `Opportunity of ${client.name}`),
    ),
    ...found.products.items.map(({ id, name }) => record('products', id, name, 'Product')),
    ...found.documents.items
      .filter(({ kind }) => kind === 'QUOTE')
      .map(({ id, title, number }) => record('quotes', id, title, number ? `Quote ${number}` : 'Quote')),
  ];
}
