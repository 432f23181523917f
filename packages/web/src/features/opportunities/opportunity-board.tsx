import { t } from '@lingui/core/macro';
import { Skeleton } from '@mantine/core';
import { type ReactElement, useMemo } from 'react';
import { useQuery } from 'urql';
import { QueryState } from '../../components/query-state.tsx';
import classes from './board.module.css';
import { BoardColumn } from './board-column.tsx';
import { PipelineStagesQuery, PipelineSumsQuery } from './opportunities.graphql.ts';
import { type OpportunitiesSearch, sumsFilter } from './opportunities-search.ts';
import { changesOpportunities } from './outcome.ts';

/** Open opportunities by stage, in pipeline order. Cards move with a menu, so that no pointer is needed. */
export function OpportunityBoard({ search }: { search: OpportunitiesSearch }): ReactElement {
  const [result, askAgain] = useQuery({ query: PipelineStagesQuery });
  const [{ data: summed }] = useQuery({
    query: PipelineSumsQuery,
    variables: sumsFilter(search),
    context: changesOpportunities,
    requestPolicy: 'cache-and-network',
  });
  const stages = useMemo(
    () =>
      (result.data?.pipelineStages ?? [])
        .filter((stage) => stage.kind === 'OPEN')
        .sort((a, b) => a.position - b.position),
    [result.data],
  );
  return (
    <QueryState
      result={result}
      onRetry={() => askAgain({ requestPolicy: 'network-only' })}
      skeleton={<Skeleton h={320} />}
    >
      {() => (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        <section className={classes.board} aria-label={t`Pipeline`} tabIndex={0}>
          {stages.map((stage) => (
            <BoardColumn
              key={stage.id}
              stage={stage}
              stages={stages}
              search={search}
              sum={summed?.pipelineSums.find(({ stageId }) => stageId === stage.id)}
            />
          ))}
        </section>
      )}
    </QueryState>
  );
}
