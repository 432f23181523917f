import { plural, t } from '@lingui/core/macro';
import { IconForms, IconPlus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { CustomFieldRowFragment, CustomFieldsQuery as Data } from '../../graphql/graphql.ts';
import { CustomFieldActions } from './custom-field-actions.tsx';
import { recordWords, typeWords, wordOf } from './custom-field-words.ts';
import { CustomFieldRow, CustomFieldsQuery, customFieldsContext } from './custom-fields.graphql.ts';

const columns: Column<CustomFieldRowFragment>[] = [
  {
    key: 'name',
    get header() {
      return t`Name`;
    },
    cell: (field) => field.name,
  },
  {
    key: 'record',
    get header() {
      return t`On`;
    },
    width: 120,
    words: () => Object.values(recordWords),
    cell: (field) => wordOf(recordWords, field.entity),
  },
  {
    key: 'type',
    get header() {
      return t`Type`;
    },
    width: 140,
    cell: (field) => wordOf(typeWords, field.type),
  },
  {
    key: 'options',
    get header() {
      return t`Options`;
    },
    hideBelow: 'wide',
    onCard: true,
    cell: (field) => field.options.join(', '),
  },
  {
    key: 'state',
    get header() {
      return t`State`;
    },
    width: 150,
    cell: (field) => <State field={field} />,
  },
  {
    key: 'actions',
    header: '',
    width: 190,
    buttons: () => [t`Edit`, t`Remove`],
    align: 'end',
    cell: (field) => <CustomFieldActions field={field} />,
  },
];

/** The fields that this workspace added to its records. All are asked for at once: there are tens of them, not thousands. */
export function CustomFieldsPage(): ReactElement {
  const [result, ask] = useQuery({ query: CustomFieldsQuery, context: customFieldsContext });
  return (
    <>
      <PageHeader
        title={t`Custom fields`}
        description={t`Fields of your own on clients, contacts, opportunities and products. They are at the end of the record’s form.`}
        actions={<NewCustomField />}
      />
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<TableSkeleton rows={4} />}
        isEmpty={(data) => rowsOf(data).length === 0}
        empty={
          <EmptyState
            title={t`No custom fields yet`}
            icon={<IconForms size={24} aria-hidden />}
            action={<NewCustomField />}
          >{t`Add one for what records have no field for, such as a contract number.`}</EmptyState>
        }
      >
        {(data) => {
          const rows = rowsOf(data);
          return (
            <DataTable
              label={t`Custom fields`}
              columns={columns}
              rows={rows}
              rowKey={(field) => field.id}
              countText={plural(rows.length, { one: '# field', other: '# fields' })}
            />
          );
        }}
      </QueryState>
    </>
  );
}

const rowsOf = ({ client, contact, opportunity, product }: Data): readonly CustomFieldRowFragment[] =>
  readFragment(CustomFieldRow, [...client, ...contact, ...opportunity, ...product]);

function State({ field }: { field: CustomFieldRowFragment }): ReactElement {
  if (field.isManaged) return <StatusBadge tone="working">{t`Kept by the sync`}</StatusBadge>;
  if (field.isRetired) return <StatusBadge tone="quiet">{t`Retired`}</StatusBadge>;
  return <StatusBadge tone="ok">{t`In use`}</StatusBadge>;
}

function NewCustomField(): ReactElement {
  return (
    <GuardedLinkButton
      needs="canAdminister"
      link={{ to: '/custom-fields/new' }}
      leftSection={<IconPlus size={16} aria-hidden />}
    >{t`New custom field`}</GuardedLinkButton>
  );
}
