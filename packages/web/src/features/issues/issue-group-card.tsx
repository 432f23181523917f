import { Badge, Card, Checkbox, Group, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { MendLink } from '../../components/mend-link.tsx';
import { causeWords, formatCount } from '../../components/sync-words.ts';
import type { IssueFieldsFragment } from '../../graphql/graphql.ts';
import type { IssueGroup } from './group-issues.ts';
import { IssueRow } from './issue-row.tsx';
import { useIssueActions } from './use-issue-actions.ts';

type Props = { group: IssueGroup<IssueFieldsFragment>; isOpen: boolean; hasMore: boolean };

/** One cause: what it means, what to do, and the records it holds up. */
export function IssueGroupCard({ group, isOpen, hasMore }: Props): ReactElement {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const actions = useIssueActions();
  const ids = group.issues.map((issue) => issue.id);
  const chosen = ids.filter((id) => picked.has(id));
  const pick = (id: string, isPicked: boolean): void => {
    setPicked((before) => new Set(isPicked ? [...before, id] : [...before].filter((one) => one !== id)));
  };
  const retry = async (): Promise<void> => {
    if (await actions.retry(chosen.length > 0 ? chosen : ids)) setPicked(new Set());
  };
  const advice = group.issues.find((issue) => issue.advice)?.advice;
  return (
    <Card padding={0} component="section" aria-label={causeWords(group.code)}>
      <Group justify="space-between" align="flex-start" px="lg" py="md" gap="sm">
        <div style={{ flex: '1 1 20rem', minWidth: 0 }}>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            {isOpen && (
              <Checkbox
                size="xs"
                mt={5}
                aria-label={`Select all: ${causeWords(group.code)}`}
                checked={chosen.length === ids.length}
                indeterminate={chosen.length > 0 && chosen.length < ids.length}
                onChange={({ currentTarget }) => setPicked(new Set(currentTarget.checked ? ids : []))}
              />
            )}
            <Title order={2}>{causeWords(group.code)}</Title>
            <Badge variant="default" size="lg" radius="sm" fw={600}>
              {formatCount(ids.length)}
              {hasMore ? '+' : ''}
            </Badge>
          </Group>
          {advice && (
            <Text size="sm" c="dimmed" mt={4}>
              {advice}
            </Text>
          )}
          <MendLink code={group.code} entity={group.issues[0]?.entity ?? null} />
        </div>
        {isOpen && (
          <GuardedButton
            needs="canRetry"
            size="compact-sm"
            variant="default"
            loading={actions.isRetrying}
            onClick={() => void retry()}
          >
            {chosen.length > 0 ? `Retry selected (${chosen.length})` : `Retry all ${ids.length > 1 ? ids.length : ''}`}
          </GuardedButton>
        )}
      </Group>
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {group.issues.map((issue) => (
          <IssueRow
            key={issue.id}
            issue={issue}
            actions={actions}
            isPicked={picked.has(issue.id)}
            onPick={isOpen ? (isPicked) => pick(issue.id, isPicked) : undefined}
          />
        ))}
      </ul>
    </Card>
  );
}
