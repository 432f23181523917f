import { msg, t } from '@lingui/core/macro';
import { words } from '../../components/language/language.ts';
import type { PaletteRecordsQuery } from '../../graphql/graphql.ts';
import { crmItems, settingsItems, shownTo, syncItems } from '../nav-items.ts';

/** Something to go to or to do. */
export type Entry = {
  id: string;
  group: 'Pages' | 'Actions' | 'Records';
  label: string;
  detail?: string | undefined;
  /** Words by which it is found besides its label. */
  also?: string;
} & ({ to: string } | { act: 'sync' | 'shortcuts' });

const pages = (rights: Rights): Entry[] =>
  shownTo(rights, [...crmItems, ...syncItems, ...settingsItems]).map(({ to, label }) => ({
    id: to,
    group: 'Pages',
    label,
    to,
  }));

const setup: Entry[] = words([
  {
    id: 'scope',
    group: 'Pages',
    label: msg`What to sync`,
    also: msg`settings filters mode`,
    to: '/integrations/setup/scope',
  },
  {
    id: 'mapping',
    group: 'Pages',
    label: msg`Mapping`,
    also: msg`stages statuses`,
    to: '/integrations/setup/mapping',
  },
  {
    id: 'permissions',
    group: 'Pages',
    label: msg`Permissions`,
    also: msg`rights`,
    to: '/integrations/setup/permissions',
  },
  { id: 'excluded', group: 'Pages', label: msg`Excluded by filters`, to: '/integrations/excluded' },
  { id: 'pipeline', group: 'Pages', label: msg`Pipeline`, also: msg`board stages`, to: '/opportunities?view=board' },
  { id: 'pushes', group: 'Pages', label: msg`Waiting to be pushed`, also: msg`queue pending`, to: '/pushes' },
  { id: 'stages', group: 'Pages', label: msg`Pipeline stages`, also: msg`rename add retire`, to: '/pipeline' },
  { id: 'profile', group: 'Pages', label: msg`Profile`, also: msg`password`, to: '/profile' },
]);

type Rights = { canEdit: boolean; canRetry: boolean; canAdminister: boolean };

function actions({ canEdit, canRetry }: Rights): Entry[] {
  const edits: Entry[] = [
    { id: 'new-client', group: 'Actions', label: t`New client`, also: t`add create`, to: '/clients/new' },
    { id: 'new-contact', group: 'Actions', label: t`New contact`, also: t`add create`, to: '/contacts/new' },
    {
      id: 'new-opportunity',
      group: 'Actions',
      label: t`New opportunity`,
      also: t`add create`,
      to: '/opportunities/new',
    },
    { id: 'new-product', group: 'Actions', label: t`New product`, also: t`add create`, to: '/products/new' },
  ];
  return [
    ...(canRetry
      ? [{ id: 'sync', group: 'Actions', label: t`Sync now`, also: t`poll`, act: 'sync' } satisfies Entry]
      : []),
    ...(canEdit ? edits : []),
    { id: 'shortcuts', group: 'Actions', label: t`Keyboard shortcuts`, also: t`help keys`, act: 'shortcuts' },
  ];
}

/** Pages and actions that a person may use and whose words begin like those typed; records as the server found them. */
export function entriesFor(text: string, rights: Rights, records: PaletteRecordsQuery | undefined): Entry[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ label, also = '' }: Entry): boolean => {
    const own = `${label} ${also}`.toLowerCase().split(/\s+/);
    return words.every((word) => own.some((one) => one.startsWith(word)));
  };
  return [...[...pages(rights), ...setup, ...actions(rights)].filter(fits), ...(records ? recordEntries(records) : [])];
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
      record('clients', id, name, [t`Client`, city].filter(Boolean).join(', ')),
    ),
    ...found.contacts.items.map(({ id, firstName, lastName, client }) =>
      record('contacts', id, [firstName, lastName].filter(Boolean).join(' '), t`Contact at ${client.name}`),
    ),
    ...found.opportunities.items.map(({ id, name, client }) =>
      record('opportunities', id, name, t`Opportunity of ${client.name}`),
    ),
    ...found.products.items.map(({ id, name }) => record('products', id, name, t`Product`)),
    ...found.documents.items
      .filter(({ kind }) => kind === 'QUOTE')
      .map(({ id, title, number }) => record('quotes', id, title, number ? t`Quote ${number}` : t`Quote`)),
  ];
}
