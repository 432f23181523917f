import { msg, t } from '@lingui/core/macro';
import { Button, Checkbox, SegmentedControl } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useQuery } from 'urql';
import { ActivityOwnersQuery } from '../../components/activities/activities.graphql.ts';
import { useAsk } from '../../components/ask-ahead.ts';
import { ClientPicker } from '../../components/client-picker.tsx';
import { GuardedLinkButton } from '../../components/guarded-link-button.tsx';
import { words } from '../../components/language/language.ts';
import { ListFilters } from '../../components/list-filters.tsx';
import { ListToolbar } from '../../components/list-toolbar.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { SearchField } from '../../components/search-field.tsx';
import { Select } from '../../components/select.tsx';
import { StandingFilter } from '../../components/standing-filter.tsx';
import { useRefusal } from '../../components/viewer.ts';
import type { StageKind } from '../../graphql/graphql.ts';
import { CloseFilter } from './close-filter.tsx';
import {
  OpportunitiesQuery,
  OpportunityClientQuery,
  opportunitiesVariables,
  PipelineStagesQuery,
} from './opportunities.graphql.ts';
import {
  boardOrder,
  foldedFilters,
  type OpportunitiesSearch,
  opportunitiesFilter,
  opportunitiesSearch,
  opportunityOrders,
} from './opportunities-search.ts';
import { OpportunityBoard } from './opportunity-board.tsx';
import { OpportunityTable } from './opportunity-table.tsx';

const kinds = words([
  { value: '', label: msg`All` },
  { value: 'OPEN', label: msg`Open` },
  { value: 'WON', label: msg`Won` },
  { value: 'LOST', label: msg`Lost` },
]);

const boardOrders = words([
  { value: 'NAME', label: msg`By name` },
  { value: 'CLIENT', label: msg`By client` },
  { value: 'OWNER', label: msg`By owner` },
  { value: 'CLOSE_DATE', label: msg`By close date` },
  { value: 'VALUE', label: msg`By value` },
]);

const kindOf = (value: string): StageKind | undefined =>
  value === 'OPEN' || value === 'WON' || value === 'LOST' ? value : undefined;

type OwnerProps = { value: string | undefined; onChange: (owner: string | undefined) => void };

export function OpportunitiesPage(): ReactElement {
  const asked = opportunitiesSearch(useSearch({ from: '/app/opportunities' }));
  const navigate = useNavigate({ from: '/opportunities' });
  const [stages] = useQuery({ query: PipelineStagesQuery });
  const [chosen] = useQuery({
    query: OpportunityClientQuery,
    variables: { id: asked.client ?? '' },
    pause: !asked.client,
  });
  const isBoard = asked.view === 'board';
  const isAdmin = useRefusal('canAdminister') === null;
  const ask = useAsk();
  const change = (next: Partial<OpportunitiesSearch>) => {
    const wanted = { ...asked, ...next };
    if (wanted.view !== 'board') ask(OpportunitiesQuery, opportunitiesVariables(wanted));
    void navigate({ search: (before) => ({ ...before, ...next }), replace: true, resetScroll: false });
  };
  const inList = isBoard ? [] : [asked.stage, asked.kind];
  const activeFilters = foldedFilters(asked) + inList.filter(Boolean).length;
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
            <NewOpportunity client={asked.client} />
          </>
        }
      />
      <ListFilters
        always={
          <SearchField
            label={t`Search opportunities`}
            placeholder={t`Search by name or client`}
            value={asked.search ?? ''}
            onSearch={(text) => change({ search: text || undefined })}
          />
        }
        active={activeFilters}
        after={
          <SegmentedControl
            aria-label={t`View`}
            ml={{ base: 0, md: 'auto' }}
            value={asked.view ?? ''}
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
          value={asked.client ? { id: asked.client, label: chosen.data?.client?.name ?? t`Client` } : null}
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
              value={asked.stage ?? null}
              onChange={(stage) => change({ stage: stage ?? undefined, kind: undefined })}
            />
            <SegmentedControl
              aria-label={t`Open, won or lost`}
              value={asked.kind ?? ''}
              onChange={(kind) => change({ kind: kindOf(kind), stage: undefined })}
              data={kinds}
            />
          </>
        )}
        <OwnerFilter value={asked.owner} onChange={(owner) => change({ owner })} />
        <CloseFilter value={asked} onChange={change} />
        <StandingFilter value={asked.standing} onChange={(standing) => change({ standing })} />
        <Checkbox
          label={t`No next step`}
          checked={asked.step === 'none'}
          onChange={(event) => change({ step: event.currentTarget.checked ? 'none' : undefined })}
        />
        {isBoard && (
          <Select
            aria-label={t`Order`}
            data={boardOrders}
            value={boardOrder(asked)}
            onChange={(order) => {
              const sort = opportunityOrders.find((one) => one === order);
              change({ sort, desc: sort === 'VALUE' || undefined });
            }}
            allowDeselect={false}
            w={150}
          />
        )}
      </ListFilters>
      {isBoard ? (
        <OpportunityBoard search={asked} />
      ) : (
        <>
          <ListToolbar
            page="opportunities"
            search={asked}
            read={opportunitiesSearch}
            onOpen={(search) => void navigate({ search, replace: false })}
            filter={opportunitiesFilter(asked)}
          />
          <OpportunityTable search={asked} onChange={change} />
        </>
      )}
    </>
  );
}

function OwnerFilter({ value, onChange }: OwnerProps): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [{ data }] = useQuery({ query: ActivityOwnersQuery, pause: !isOpen && value === undefined });
  return (
    <Select
      aria-label={t`Owner`}
      placeholder={t`Any owner`}
      data={data?.users.map(({ id, name }) => ({ value: id, label: name })) ?? []}
      value={value ?? null}
      onChange={(picked) => onChange(picked ?? undefined)}
      onDropdownOpen={() => setOpen(true)}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t`Clear owner` }}
      w={180}
    />
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
