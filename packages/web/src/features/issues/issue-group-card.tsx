import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Badge, Card, Checkbox, Group, Progress, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { isDecidedByPeople } from '../../components/decided-by-people.ts';
import { FixLink } from '../../components/fix-link.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { inSentence } from '../../components/language/language.ts';
import { MendLink } from '../../components/mend-link.tsx';
import { HowLong } from '../../components/relative-time.tsx';
import { causeWords, directionInSentence, entityWords, formatCount } from '../../components/sync-words.ts';
import type { IssueFieldsFragment, IssueGroupFieldsFragment, IssueRetryFieldsFragment } from '../../graphql/graphql.ts';
import { IssueRow } from './issue-row.tsx';
import { useIssueActions } from './use-issue-actions.ts';

type Props = {
  group: IssueGroupFieldsFragment;
  /** Those of the group that were loaded. */
  issues: readonly IssueFieldsFragment[];
  /** The issues are open. */
  canAct: boolean;
  /** The page is about this group alone. */
  isAlone: boolean;
  retry: IssueRetryFieldsFragment | undefined;
  /** Issues whose retry has not ended yet. */
  retried: ReadonlySet<string>;
  onRetried: (ids: readonly string[]) => void;
};

/** One cause: since when, what to do, and the records that it holds up. */
export function IssueGroupCard({ group, issues, canAct, isAlone, retry, retried, onRetried }: Props): ReactElement {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const actions = useIssueActions();
  const ids = issues.map((issue) => issue.id);
  const chosen = ids.filter((id) => picked.has(id));
  const pick = (id: string, isPicked: boolean): void => {
    setPicked((before) => new Set(isPicked ? [...before, id] : [...before].filter((one) => one !== id)));
  };
  const isRunning = retry?.state === 'RUNNING';
  const again = async (): Promise<void> => {
    const isAll = chosen.length === 0;
    const isBegun =
      isAll && group.count > 1 ? await actions.retryGroup(group) : await actions.retry(isAll ? ids : chosen);
    if (!isBegun) return;
    setPicked(new Set());
    onRetried(isAll ? ids : chosen);
  };
  const name = `${causeWords(group.code)}: ${inSentence(entityWords[group.entity].many)}, ${directionInSentence[group.direction]}`;
  return (
    <Card padding={0} component="section" aria-label={name}>
      <Group justify="space-between" align="flex-start" px="lg" py="md" gap="sm">
        <div style={{ flex: '1 1 20rem', minWidth: 0 }}>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            {canAct && ids.length > 0 && (
              <Checkbox
                size="xs"
                mt={5}
                aria-label={t`Select all: ${name}`}
                checked={chosen.length === ids.length}
                indeterminate={chosen.length > 0 && chosen.length < ids.length}
                onChange={({ currentTarget }) => setPicked(new Set(currentTarget.checked ? ids : []))}
              />
            )}
            <Title order={2}>{causeWords(group.code)}</Title>
            <Badge variant="default" size="lg" radius="sm" fw={600} style={{ flex: 'none' }}>
              {formatCount(group.count)}
            </Badge>
          </Group>
          <Text size="sm" c="dimmed" mt={2}>
            <Trans>
              {entityWords[group.entity].many}, {directionInSentence[group.direction]}. For <HowLong at={group.since} />
            </Trans>
            {canAct && <Trend group={group} />}
            {'.'}
          </Text>
          {group.advice && (
            <Text size="sm" mt={4}>
              {group.advice}
            </Text>
          )}
          <Group gap="md">
            <MendLink code={group.code} entity={group.entity} />
            <FixLink step={group.fixStep} />
          </Group>
        </div>
        {canAct && (
          <GuardedButton
            needs="canRetry"
            size="compact-sm"
            variant={isDecidedByPeople(group.code) ? 'subtle' : 'default'}
            loading={actions.isRetrying}
            blockedBecause={isRunning ? t`A retry of these is under way.` : null}
            onClick={() => void again()}
          >
            {chosen.length > 0
              ? t`Retry selected (${chosen.length})`
              : t`Retry all ${group.count > 1 ? formatCount(group.count) : ''}`}
          </GuardedButton>
        )}
      </Group>
      {retry && canAct && <RetryProgress retry={retry} />}
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {issues.map((issue) => (
          <IssueRow
            key={issue.id}
            issue={issue}
            actions={actions}
            isRetried={retried.has(issue.id)}
            onRetried={onRetried}
            isPicked={picked.has(issue.id)}
            onPick={canAct ? (isPicked) => pick(issue.id, isPicked) : undefined}
          />
        ))}
      </ul>
      {group.count > issues.length && !isAlone && (
        <Text size="sm" px="lg" py="sm">
          <Anchor
            renderRoot={(props) => (
              <Link
                to="/issues"
                search={(before) => ({
                  ...before,
                  code: group.code,
                  entity: group.entity,
                  direction: group.direction,
                })}
                {...props}
              />
            )}
          >
            <Trans>Show all {formatCount(group.count)}</Trans>
          </Anchor>
        </Text>
      )}
    </Card>
  );
}

/** How the last day stands beside the one before. */
function Trend({ group: { newLastDay, newDayBefore } }: { group: IssueGroupFieldsFragment }): ReactElement {
  if (newLastDay === 0) return <>{t`, none new in 24 hours`}</>;
  const [now, before] = [formatCount(newLastDay), formatCount(newDayBefore)];
  if (newDayBefore === newLastDay) return <>{t`, ${now} new in 24 hours, as many as the day before`}</>;
  return (
    <>
      {newLastDay > newDayBefore
        ? t`, ${now} new in 24 hours, more than the day before (${before})`
        : t`, ${now} new in 24 hours, fewer than the day before (${before})`}
    </>
  );
}

function RetryProgress({ retry }: { retry: IssueRetryFieldsFragment }): ReactElement {
  const { state, tried, total, settled, refused, lastProblem, requestedBy } = retry;
  const sent = tried - settled - refused;
  const parts = [
    t`${formatCount(settled)} settled`,
    ...(sent > 0 ? [t`${formatCount(sent)} sent again or still open`] : []),
    ...(refused > 0 ? [t`${formatCount(refused)} refused`] : []),
  ];
  const begin =
    state === 'RUNNING'
      ? t`Retrying for ${requestedBy}: ${formatCount(tried)} of ${formatCount(total)} tried`
      : state === 'DONE'
        ? t`Retried for ${requestedBy}: ${formatCount(tried)} tried`
        : t`Stopped after ${formatCount(tried)} of ${formatCount(total)}`;
  return (
    <div style={{ padding: '0 var(--mantine-spacing-lg) var(--mantine-spacing-sm)' }}>
      {state === 'RUNNING' && (
        <Progress
          value={total === 0 ? 100 : (tried / total) * 100}
          size="xs"
          mb={4}
          aria-label={t`Retry of this group`}
        />
      )}
      <Text size="sm" role="status">
        {begin}; {parts.join(', ')}.{lastProblem && t` The last reason: ${lastProblem}`}
      </Text>
    </div>
  );
}
