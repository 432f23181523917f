import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Skeleton, Text, Title } from '@mantine/core';
import { type ReactElement, useDeferredValue } from 'react';
import { failureText } from '../../components/failure-text.ts';
import { RoundMoney } from '../../components/money.tsx';
import { usePagedQuery } from '../../components/use-paged-query.ts';
import type { BoardColumnQuery as Data, PipelineSumsQuery } from '../../graphql/graphql.ts';
import classes from './board.module.css';
import { BoardCard } from './board-card.tsx';
import type { Stage } from './board-stage.ts';
import { BoardColumnQuery } from './opportunities.graphql.ts';
import { columnFilter, type OpportunitiesSearch } from './opportunities-search.ts';

type Sum = PipelineSumsQuery['pipelineSums'][number];
type Props = {
  stage: Stage;
  stages: readonly Stage[];
  search: OpportunitiesSearch;
  sum: Sum | undefined;
};

const columnPage = (data: Data) => data.opportunities;

/** One stage of the pipeline: its opportunities, a page at a time. */
export function BoardColumn({ stage, stages, search, sum }: Props): ReactElement {
  const list = usePagedQuery({
    query: BoardColumnQuery,
    variables: { stageId: stage.id, first: 20, ...columnFilter(search) },
    page: columnPage,
  });
  // Cards are made in pieces that leave room for clicks.
  const cards = useDeferredValue(list.items);
  const isMonthly = sum !== undefined && Number(sum.monthly) !== 0;
  const headingId = `stage-${stage.id}`;
  return (
    <section className={classes.column} aria-labelledby={headingId}>
      <Group justify="space-between" mb={2} align="baseline">
        <Title order={2} size="h3" id={headingId}>
          {stage.name}
        </Title>
        <Text size="sm" c="dimmed">
          {list.totalCount}
        </Text>
      </Group>
      {sum && (
        <div className={classes.sums}>
          <div>
            {isMonthly ? (
              <Trans>
                <RoundMoney amount={sum.oneTime} /> once
              </Trans>
            ) : (
              <RoundMoney amount={sum.oneTime} />
            )}
          </div>
          <div>
            {isMonthly && (
              <Trans>
                <RoundMoney amount={sum.monthly} /> a month
              </Trans>
            )}
          </div>
        </div>
      )}
      {list.error && (
        <Text size="sm" role="alert">
          {failureText(list.error)}{' '}
          <Button variant="subtle" size="compact-sm" onClick={list.retry}>{t`Try again`}</Button>
        </Text>
      )}
      {!list.data && !list.error && <Skeleton h={84} aria-label={t`Loading`} role="status" />}
      {list.data && list.items.length === 0 && <Text size="sm" c="dimmed">{t`Nothing in this stage.`}</Text>}
      <ul className={classes.cards}>
        {cards.map((opportunity) => (
          <BoardCard key={opportunity.id} opportunity={opportunity} stages={stages} />
        ))}
      </ul>
      {list.hasMore && (
        <Button
          variant="subtle"
          size="compact-sm"
          mt="sm"
          loading={list.loadingMore}
          onClick={list.loadMore}
        >{t`Load more`}</Button>
      )}
    </section>
  );
}
