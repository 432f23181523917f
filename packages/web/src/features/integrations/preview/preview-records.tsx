import { t } from '@lingui/core/macro';
import { Select, Text, Title } from '@mantine/core';
import { type LinkProps, useNavigate } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import type { Column } from '../../../components/data-table.tsx';
import { ListFilters } from '../../../components/list-filters.tsx';
import { EmptyState } from '../../../components/query-state.tsx';
import { RecordList } from '../../../components/record-list.tsx';
import { SearchField } from '../../../components/search-field.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { entityWords } from '../../../components/sync-words.ts';
import { usePagedQuery } from '../../../components/use-paged-query.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { PreviewRecordRowFragment, PreviewRecordsQuery as RecordsData } from '../../../graphql/graphql.ts';
import { PreviewRecordRow, PreviewRecordsQuery } from './preview.graphql.ts';
import { PreviewDrawer } from './preview-drawer.tsx';
import { type PreviewSearch, previewSearch } from './preview-search.ts';
import { previewOperations, previewWords } from './preview-words.ts';

const pageOf = ({ previewRecords }: RecordsData) => ({
  items: readFragment(PreviewRecordRow, previewRecords.items),
  pageInfo: previewRecords.pageInfo,
});

const entities = (['COMPANY', 'CONTACT', 'PRODUCT', 'OPPORTUNITY'] as const).map((value) => ({
  value,
  get label() {
    return entityWords[value].many;
  },
}));
const operations = previewOperations.map((value) => ({
  value,
  get label() {
    return previewWords[value].one;
  },
}));

const columns: Column<PreviewRecordRowFragment>[] = [
  {
    key: 'name',
    get header() {
      return t`Name`;
    },
    cell: (row) => row.name,
    width: '26%',
  },
  {
    key: 'entity',
    get header() {
      return t`Type`;
    },
    cell: (row) => entityWords[row.entity].one,
    width: 126,
  },
  {
    key: 'operation',
    get header() {
      return t`What would happen`;
    },
    cell: ({ operation }) => (
      <StatusBadge tone={previewWords[operation].tone}>{previewWords[operation].one}</StatusBadge>
    ),
    width: 168,
  },
  {
    key: 'reason',
    get header() {
      return t`Why`;
    },
    isText: true,
    cell: (row) => (
      <Text size="sm" c="dimmed" lineClamp={2}>
        {row.reason}
      </Text>
    ),
  },
];

type Props = { previewId: string; search: PreviewSearch };

const rowLink = ({ id }: { id: string }): LinkProps => ({
  to: '/integrations/setup/preview',
  search: (before: object) => ({ ...before, record: id }),
  resetScroll: false,
  preload: false,
});

/** The records of a preview, searched and filtered; each opens with what it would hold. */
export function PreviewRecords({ previewId, search }: Props): ReactElement {
  const navigate = useNavigate({ from: '/integrations/setup/preview' });
  const { entity, operation, text, record } = search;
  const list = usePagedQuery({
    query: PreviewRecordsQuery,
    variables: { previewId, first: 50, entity: entity ?? null, operation: operation ?? null, search: text ?? null },
    page: pageOf,
  });
  const set = (change: PreviewSearch): void => {
    void navigate({ search: (before) => ({ ...before, record: undefined, ...change }), resetScroll: false });
  };
  const picked = (change: Record<string, string | null>): void =>
    set(previewSearch(Object.fromEntries(Object.entries(change).map(([key, value]) => [key, value ?? undefined]))));
  const close = useCallback(
    () => void navigate({ search: (before) => ({ ...before, record: undefined }), resetScroll: false }),
    [navigate],
  );
  return (
    <section aria-label={t`Records`}>
      <Title order={3} mb="sm">{t`Records`}</Title>
      <ListFilters
        always={
          <SearchField
            label={t`Search records`}
            value={text ?? ''}
            onSearch={(words) => set({ text: words || undefined })}
          />
        }
        active={[entity, operation].filter(Boolean).length}
      >
        <Select
          aria-label={t`Record type`}
          placeholder={t`All types`}
          data={entities}
          value={entity ?? null}
          onChange={(value) => picked({ entity: value })}
          clearable
          w={150}
        />
        <Select
          aria-label={t`What would happen`}
          placeholder={t`All outcomes`}
          data={operations}
          value={operation ?? null}
          onChange={(value) => picked({ operation: value })}
          clearable
          w={190}
        />
      </ListFilters>
      <RecordList
        thing="record"
        things="records"
        list={list}
        columns={columns}
        rowLink={rowLink}
        isFiltered={Boolean(entity || operation || text)}
        onClear={() => set({ entity: undefined, operation: undefined, text: undefined })}
        empty={
          <EmptyState
            title={t`Nothing would happen`}
          >{t`Every record of ConnectWise is here already, unchanged.`}</EmptyState>
        }
      />
      <PreviewDrawer record={list.items.find((row) => row.id === record)} onClose={close} />
    </section>
  );
}
