import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Button, Group, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useClient, useMutation, useQuery } from 'urql';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { PastDateFilter } from '../../components/date-filter.tsx';
import { withDeviceNamed } from '../../components/device-name.ts';
import { failureText } from '../../components/failure-text.ts';
import { KeptFor } from '../../components/kept-for.tsx';
import { EnglishOnly } from '../../components/language/english-only.tsx';
import { ListFilters } from '../../components/list-filters.tsx';
import { MultiSelect } from '../../components/multi-select.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState, QueryState, TableSkeleton } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { SavedViews } from '../../components/saved-views.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useRefusal } from '../../components/viewer.ts';
import type { SecurityLogQuery as LogData } from '../../graphql/graphql.ts';
import { NoteExport, SecurityLogQuery } from './security.graphql.ts';
import { securityCsv } from './security-csv.ts';
import { type SecuritySearch, securitySearch, securityVariables } from './security-search.ts';
import { kindOptions, kindWords } from './security-words.ts';

type SecurityEvent = LogData['securityEvents'][number];
type Filter = ReturnType<typeof securityVariables>;

const PAGE = 200;
const MAX_EXPORTED = 50_000;

const columns: Column<SecurityEvent>[] = [
  {
    key: 'at',
    sortable: true,
    get header() {
      return t`When`;
    },
    width: 140,
    cell: (event) => <RelativeTime at={event.at} />,
  },
  {
    key: 'kind',
    get header() {
      return t`Event`;
    },
    width: 180,
    onCard: true,
    cell: (event) => kindWords[event.kind] ?? event.kind,
  },
  {
    key: 'what',
    get header() {
      return t`What happened`;
    },
    isText: true,
    cell: (event) => <Description event={event} />,
  },
  {
    key: 'who',
    get header() {
      return t`By`;
    },
    width: 160,
    hideBelow: 'medium',
    onCard: true,
    cell: (event) => event.actor,
  },
  {
    key: 'from',
    get header() {
      return t`From`;
    },
    width: 150,
    hideBelow: 'wide',
    onCard: true,
    cell: (event) => event.address,
  },
];

/** What concerns who may get in and what they may do: filtered, and exported. */
export function SecurityPage(): ReactElement {
  const refusal = useRefusal('canAdminister');
  if (!refusal) return <SecurityLog />;
  return (
    <>
      <PageHeader title={t`Security log`} />
      <Text size="sm">{refusal}</Text>
    </>
  );
}

function SecurityLog(): ReactElement {
  const search = securitySearch(useSearch({ from: '/app/security' }));
  const { kinds = [], text = '', at, oldest = false } = search;
  const navigate = useNavigate({ from: '/security' });
  const set = (change: Partial<SecuritySearch>): void =>
    void navigate({ search: (before) => ({ ...before, ...change }), replace: true, resetScroll: false });
  const filter = securityVariables(search);
  const [result, ask] = useQuery({ query: SecurityLogQuery, variables: filter, requestPolicy: 'cache-and-network' });
  return (
    <>
      <PageHeader
        title={t`Security log`}
        description={
          <>
            <Trans>
              Sign-ins, people, passwords, tokens, keys, settings, exports, and what people decided about the sync.
              Nothing in it can be changed.
              <KeptFor kind="securityDays" />
            </Trans>
            <EnglishOnly />
          </>
        }
        actions={<ExportButton filter={filter} />}
      />
      <ListFilters
        always={
          <SearchField
            label={t`Search the security log`}
            placeholder={t`Person, address or words`}
            value={text}
            onSearch={(words) => set({ text: words || undefined })}
          />
        }
        active={[kinds.length > 0, at].filter(Boolean).length}
        after={
          <Group gap="xs" ml={{ base: 0, md: 'auto' }}>
            <SavedViews
              page="security"
              search={search}
              read={securitySearch}
              onOpen={(view) => void navigate({ search: view, replace: false })}
              keeps={t`Keeps the filters and the order.`}
            />
          </Group>
        }
      >
        <MultiSelect
          aria-label={t`Event`}
          placeholder={kinds.length === 0 ? t`Event` : undefined}
          data={kindOptions}
          value={kinds}
          onChange={(picked) => set({ kinds: picked.length > 0 ? picked : undefined })}
          searchable
          clearable
          style={{ flex: '0 1 20rem' }}
        />
        <PastDateFilter of="happened" value={at} onChange={(days) => set({ at: days })} />
      </ListFilters>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={<TableSkeleton rows={8} />}
        isEmpty={({ securityEvents }) => securityEvents.length === 0}
        empty={<EmptyState title={t`No event matches`}>{t`Remove a filter to see others.`}</EmptyState>}
      >
        {({ securityEvents }) => (
          <>
            <DataTable
              label={t`Security log`}
              columns={columns}
              rows={securityEvents}
              rowKey={(event) => event.id}
              sort={{ key: 'at', descending: !oldest }}
              onSort={({ descending }) => set({ oldest: !descending || undefined })}
            />
            {securityEvents.length === PAGE && (
              <Text size="xs" c="dimmed" mt="xs">
                {oldest
                  ? t`The first ${PAGE} are shown. The export holds all that match.`
                  : t`The latest ${PAGE} are shown. The export holds all that match.`}
              </Text>
            )}
          </>
        )}
      </QueryState>
    </>
  );
}

/** What happened, without what a browser says of itself. Of settings it tells the first few: the others are in their history. */
function Description({ event: { kind, description } }: { event: SecurityEvent }): ReactElement {
  const said = withDeviceNamed(description);
  if (kind !== 'settings_saved') return <>{said}</>;
  return (
    <>
      {said}{' '}
      <Anchor
        inherit
        underline="always"
        renderRoot={(props) => <Link to="/integrations/history" {...props} />}
      >{t`All changes`}</Anchor>
    </>
  );
}

/** Reads page after page of what matches, and hands it over as a sheet. */
function ExportButton({ filter }: { filter: Filter }): ReactElement {
  const client = useClient();
  const [, note] = useMutation(NoteExport);
  const [isBusy, setBusy] = useState(false);
  const run = async (): Promise<void> => {
    setBusy(true);
    const noted = await note({});
    const events: SecurityEvent[] = [];
    let failure = noted.error;
    while (!failure && events.length < MAX_EXPORTED) {
      const variables = { ...filter, before: events.at(-1)?.id ?? null };
      const { data, error } = await client.query(SecurityLogQuery, variables, { requestPolicy: 'network-only' });
      failure = error;
      const page = data?.securityEvents ?? [];
      events.push(...page);
      if (page.length < PAGE) break;
    }
    setBusy(false);
    if (failure) return notifyFailure(failureText(failure));
    save(securityCsv(events));
    notifyDone(plural(events.length, { one: 'Exported # event.', other: 'Exported # events.' }));
  };
  return (
    <Button
      variant="default"
      leftSection={<IconDownload size={16} aria-hidden />}
      loading={isBusy}
      onClick={() => void run()}
    >{t`Export`}</Button>
  );
}

function save(csv: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([csv], { type: 'text/csv' }));
  link.download = 'security-log.csv';
  link.click();
  URL.revokeObjectURL(link.href);
}
