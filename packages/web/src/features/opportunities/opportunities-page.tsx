import { msg, t } from '@lingui/core/macro';
import { Button, Checkbox, SegmentedControl, Select } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useQuery } from 'urql';
import { ClientPicker } from '../../components/client-picker.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { words } from '../../components/language/language.ts';
import { ListFilters } from '../../components/list-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { useRefusal } from '../../components/viewer.ts';
import type { StageKind } from '../../graphql/graphql.ts';
import { OpportunityClientQuery, type OpportunityFilter, PipelineStagesQuery } from './opportunities.graphql.ts';
import { OpportunityBoard } from './opportunity-board.tsx';
import { OpportunityTable } from './opportunity-table.tsx';

const kinds = words([
  { value: '', label: msg`All` },
  { value: 'OPEN', label: msg`Open` },
  { value: 'WON', label: msg`Won` },
  { value: 'LOST', label: msg`Lost` },
]);

const orders = words([
  { value: 'NAME', label: msg`By name` },
  { value: 'CLOSE_DATE', label: msg`By close date` },
  { value: 'VALUE', label: msg`By value` },
]);

const kindOf = (value: string): StageKind | undefined =>
  value === 'OPEN' || value === 'WON' || value === 'LOST' ? value : undefined;

export function OpportunitiesPage(): ReactElement {
  const { view, ...filter } = useSearch({ from: '/app/opportunities' });
  const navigate = useNavigate({ from: '/opportunities' });
  const [stages] = useQuery({ query: PipelineStagesQuery });
  const [chosen] = useQuery({
    query: OpportunityClientQuery,
    variables: { id: filter.client ?? '' },
    pause: !filter.client,
  });
  const isBoard = view === 'board';
  const isAdmin = useRefusal('canAdminister') === null;
  const change = (next: OpportunityFilter & { view?: 'board' | undefined }) =>
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true });
  const inList = isBoard ? [] : [filter.stage, filter.kind];
  const activeFilters = [filter.client, filter.step, ...inList].filter(Boolean).length;
  return (
    <>
      <PageHeader
        title={t`Opportunities`}
        actions={
          <>
            {isAdmin && (
              <Button
                variant="default"
                renderRoot={(props) => <Link to="/pipeline" {...props} />}
              >{t`Edit stages`}</Button>
            )}
            <NewOpportunity client={filter.client} />
          </>
        }
      />
      <ListFilters
        always={
          <SearchField
            label={t`Search opportunities`}
            placeholder={t`Search by name or client`}
            value={filter.search ?? ''}
            onSearch={(text) => change({ search: text || undefined })}
          />
        }
        active={activeFilters}
        after={
          <SegmentedControl
            aria-label={t`View`}
            ml={{ base: 0, md: 'auto' }}
            value={view ?? ''}
            onChange={(next) => change({ view: next === 'board' ? 'board' : undefined })}
            data={[
              { value: '', label: t`List` },
              { value: 'board', label: t`Pipeline` },
            ]}
          />
        }
      >
        <ClientPicker
          label={t`Client`}
          hideLabel
          placeholder={t`All clients`}
          value={filter.client ? { id: filter.client, label: chosen.data?.client?.name ?? t`Client` } : null}
          onChange={(choice) => change({ client: choice?.id })}
        />
        {!isBoard && (
          <>
            <Select
              aria-label={t`Stage`}
              placeholder={t`All stages`}
              clearable
              clearButtonProps={{ 'aria-label': t`Clear stage` }}
              w={150}
              data={stages.data?.pipelineStages.map(({ id, name }) => ({ value: id, label: name })) ?? []}
              value={filter.stage ?? null}
              onChange={(stage) => change({ stage: stage ?? undefined, kind: undefined })}
            />
            <SegmentedControl
              aria-label={t`Open, won or lost`}
              value={filter.kind ?? ''}
              onChange={(kind) => change({ kind: kindOf(kind), stage: undefined })}
              data={kinds}
            />
          </>
        )}
        <Checkbox
          label={t`No next step`}
          checked={filter.step === 'none'}
          onChange={(event) => change({ step: event.currentTarget.checked ? 'none' : undefined })}
        />
        <Select
          aria-label={t`Order`}
          data={orders}
          value={filter.order ?? 'NAME'}
          onChange={(order) => change({ order: order === 'CLOSE_DATE' || order === 'VALUE' ? order : undefined })}
          allowDeselect={false}
          w={150}
        />
      </ListFilters>
      {isBoard ? (
        <OpportunityBoard filter={filter} />
      ) : (
        <OpportunityTable
          filter={filter}
          onClear={() =>
            change({ search: undefined, stage: undefined, kind: undefined, client: undefined, step: undefined })
          }
        />
      )}
    </>
  );
}

function NewOpportunity({ client }: { client: string | undefined }): ReactElement {
  return (
    <GuardedLinkButton
      needs="canEdit"
      link={{ to: '/opportunities/new', search: { client } }}
      leftSection={<IconPlus size={16} aria-hidden />}
    >{t`New opportunity`}</GuardedLinkButton>
  );
}
