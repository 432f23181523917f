import { t } from '@lingui/core/macro';
import { Stack, Tabs } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { type ReactElement, useCallback } from 'react';
import { useQuery } from 'urql';
import { OpportunityActivities } from '../../components/activities/opportunity-activities.tsx';
import { RecordHistory } from '../../components/history/record-history.tsx';
import { useRecordEvents } from '../../components/history/use-record-events.ts';
import { SyncCard } from '../../components/links/sync-card.tsx';
import { useAskStandingAgain } from '../../components/links/use-standing.ts';
import { RecordNotFound } from '../../components/not-found.tsx';
import { QueryState } from '../../components/query-state.tsx';
import type { OpportunityQuery as Data } from '../../graphql/graphql.ts';
import { OpportunityQuery } from './opportunities.graphql.ts';
import { OpportunityDetails } from './opportunity-details.tsx';
import { OpportunityDocuments } from './opportunity-documents.tsx';
import { OpportunityHeader } from './opportunity-header.tsx';
import { PushStatus } from './push-status.tsx';
import { useRefreshWhilePushing } from './use-refresh-while-pushing.ts';

export function OpportunityPage(): ReactElement {
  const { opportunityId: id } = useParams({ from: '/app/opportunities/$opportunityId' });
  const [result, askAgain] = useQuery({ query: OpportunityQuery, variables: { id } });
  const refresh = useCallback(() => askAgain({ requestPolicy: 'network-only' }), [askAgain]);
  return (
    <QueryState result={result} onRetry={refresh}>
      {({ opportunity, pipelineStages }) =>
        opportunity ? (
          <OpportunityView key={id} opportunity={opportunity} stages={pipelineStages} onChanged={refresh} />
        ) : (
          <RecordNotFound thing={t`opportunity`} back={{ to: '/opportunities', label: t`All opportunities` }} />
        )
      }
    </QueryState>
  );
}

type ViewProps = {
  opportunity: NonNullable<Data['opportunity']>;
  stages: Data['pipelineStages'];
  onChanged: () => void;
};

function OpportunityView({ opportunity, stages, onChanged }: ViewProps): ReactElement {
  const { tab } = useSearch({ from: '/app/opportunities/$opportunityId' });
  const navigate = useNavigate({ from: '/opportunities/$opportunityId' });
  const askStandingAgain = useAskStandingAgain();
  const events = useRecordEvents({ opportunityId: opportunity.id }, () => {
    askStandingAgain('OPPORTUNITY', opportunity.id);
    onChanged();
  });
  useRefreshWhilePushing(opportunity.push?.state, onChanged);
  return (
    <>
      <OpportunityHeader opportunity={opportunity} stages={stages} />
      <PushStatus opportunity={opportunity} />
      <Tabs
        value={tab ?? 'documents'}
        onChange={(next) => void navigate({ search: { tab: isTab(next) ? next : undefined }, replace: true })}
        keepMounted={false}
      >
        <Tabs.List mb="lg">
          <Tabs.Tab value="documents">{t`Quotes & documents`}</Tabs.Tab>
          <Tabs.Tab value="activities">{t`Activities`}</Tabs.Tab>
          <Tabs.Tab value="details">{t`Details`}</Tabs.Tab>
          <Tabs.Tab value="history">{t`History`}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="documents">
          <OpportunityDocuments opportunity={opportunity} onChanged={onChanged} />
        </Tabs.Panel>
        <Tabs.Panel value="activities">
          <OpportunityActivities opportunityId={opportunity.id} />
        </Tabs.Panel>
        <Tabs.Panel value="details">
          <Stack gap="lg">
            <OpportunityDetails opportunity={opportunity} />
            <SyncCard entity="OPPORTUNITY" localId={opportunity.id} name={opportunity.name} />
          </Stack>
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <RecordHistory events={events} />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}

const isTab = (value: string | null) => value === 'activities' || value === 'details' || value === 'history';
