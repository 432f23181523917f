import { msg, plural, t } from '@lingui/core/macro';
import { Anchor, Button, SegmentedControl, Text } from '@mantine/core';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { ActivityLineFragment } from '../../components/activities/activities.graphql.ts';
import { ActivityRow } from '../../components/activities/activity-row.tsx';
import { failureText } from '../../components/failure-text.ts';
import { words } from '../../components/language/language.ts';
import { ListFilters } from '../../components/list-filters.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { EmptyState } from '../../components/query-state.tsx';
import { RowList } from '../../components/row-list.tsx';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { ActivitiesQuery as Data } from '../../graphql/graphql.ts';
import { ActivitiesQuery, activitiesVariables } from './activities-page.graphql.ts';

const states = words([
  { value: '', label: msg`Open` },
  { value: 'OVERDUE', label: msg`Overdue` },
  { value: 'DONE', label: msg`Done` },
  { value: 'NOTES', label: msg`Notes` },
]);

const stateOf = (value: string) => (value === 'OVERDUE' || value === 'DONE' || value === 'NOTES' ? value : undefined);

const pageOf = (data: Data) => data.activities;

/** What one has to do, over all opportunities: what is late first. */
export function ActivitiesPage(): ReactElement {
  const search = useSearch({ from: '/app/activities' });
  const navigate = useNavigate({ from: '/activities' });
  const list = usePagedQuery({ query: ActivitiesQuery, variables: activitiesVariables(search), page: pageOf });
  const isMine = search.of !== 'all';
  const late = list.data?.overdue.totalCount ?? 0;
  return (
    <>
      <PageHeader
        title={isMine ? t`My activities` : t`Activities`}
        description={
          late > 0
            ? t`${plural(late, { one: 'One is', other: '# are' })} overdue. Activities stay in the CRM and are not sent to ConnectWise.`
            : t`Tasks and calls of opportunities, by their due date. They stay in the CRM and are not sent to ConnectWise.`
        }
      />
      <ListFilters
        always={
          <>
            <SegmentedControl
              aria-label={t`Whose`}
              data={[
                { value: '', label: t`Mine` },
                { value: 'all', label: t`Everybody's` },
              ]}
              value={search.of ?? ''}
              onChange={(of) =>
                void navigate({ search: (before) => ({ ...before, of: of === 'all' ? of : undefined }), replace: true })
              }
            />
            <SegmentedControl
              aria-label={t`State`}
              data={states}
              value={search.state ?? ''}
              onChange={(state) =>
                void navigate({ search: (before) => ({ ...before, state: stateOf(state) }), replace: true })
              }
            />
          </>
        }
      />
      {list.error && (
        <Text size="sm" role="alert" mb="md">
          {failureText(list.error)}{' '}
          <Button variant="subtle" size="compact-sm" onClick={list.retry}>{t`Try again`}</Button>
        </Text>
      )}
      {list.data && list.items.length === 0 && <Nothing isMine={isMine} isNarrowed={search.state !== undefined} />}
      {list.items.length > 0 && (
        <RowList label={t`Activities`}>
          {list.items.map((one) => (
            <ActivityRow
              key={one.id}
              activity={readFragment(ActivityLineFragment, one)}
              about={<About opportunity={one.opportunity} />}
            />
          ))}
        </RowList>
      )}
      {list.hasMore && (
        <Button variant="subtle" mt="sm" loading={list.loadingMore} onClick={list.loadMore}>{t`Load more`}</Button>
      )}
    </>
  );
}

function Nothing({ isMine, isNarrowed }: { isMine: boolean; isNarrowed: boolean }): ReactElement {
  if (isNarrowed) return <EmptyState title={t`No activity here`}>{t`Choose another state to see others.`}</EmptyState>;
  return (
    <EmptyState
      title={isMine ? t`Nothing is waiting for you` : t`Nothing is planned`}
    >{t`Plan a task or a call on the page of an opportunity, under Activities. Opportunities without a next step are listed under Opportunities → No next step.`}</EmptyState>
  );
}

type Opportunity = Data['activities']['items'][number]['opportunity'];

const About = ({ opportunity: { id, name, client } }: { opportunity: Opportunity }): ReactElement => (
  <Text size="xs">
    <Anchor
      inherit
      renderRoot={(props) => (
        <Link
          to="/opportunities/$opportunityId"
          params={{ opportunityId: id }}
          search={{ tab: 'activities' }}
          {...props}
        />
      )}
    >
      {name}
    </Anchor>
    , {client.name}
  </Text>
);
