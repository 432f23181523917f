import { t } from '@lingui/core/macro';
import { Anchor, Button, Group, Text, Timeline, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { isDecidedByPeople } from '../../components/decided-by-people.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { directionWords, operationWords, statusWords } from '../../components/sync-words.ts';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { AuditEventDetailsQuery, AuditRecordQuery as Data, EntityType } from '../../graphql/graphql.ts';
import { AuditRow } from './audit.graphql.ts';
import { AuditLinkQuery, AuditRecordQuery, RetryFromAudit } from './audit-page.graphql.ts';

type AuditEvent = NonNullable<AuditEventDetailsQuery['auditEvent']>;

const colors = { ok: 'teal', working: 'harbor', attention: 'yellow', stopped: 'red', quiet: 'gray' } as const;

/** The record of an entry: what was tried with it before and after, its open issue, and what can be done. */
export function AuditRecord({ event }: { event: AuditEvent }): ReactElement | null {
  const { entity, remoteId } = readFragment(AuditRow, event);
  const { localId, opportunityId } = event;
  // A step of a win that failed holds up the opportunity: the issue is that of the opportunity.
  const isOfWin = Boolean(opportunityId) && opportunityId !== localId;
  const filter = localId ? { localId } : remoteId && entity ? { remoteId, entity } : null;
  const [{ data }] = useQuery({
    query: AuditRecordQuery,
    variables: {
      filter: filter ?? {},
      localId: localId ?? null,
      text: localId ? null : (remoteId ?? null),
      opportunityId: opportunityId ?? null,
      isOfWin,
    },
    pause: filter === null,
    requestPolicy: 'cache-and-network',
  });
  if (filter === null || !data) return null;
  const entries = readFragment(AuditRow, data.auditEvents.items);
  const own = data.issues.items.find((one) => entity === null || one.entity === entity);
  const issue = own ?? data.ofOpportunity?.items[0];
  return (
    <section aria-label={t`History of this record`}>
      <Group gap="xs" mb="sm">
        {issue && <IssueActions issue={issue} />}
        {isOfWin && opportunityId && (
          <Button
            size="compact-sm"
            variant="default"
            renderRoot={(props) => <Link to="/opportunities/$opportunityId" params={{ opportunityId }} {...props} />}
          >{t`Open opportunity`}</Button>
        )}
        {localId && entity && entity !== 'TAX_CODE' && entity !== 'DOCUMENT' && (
          <OpenLink entity={entity} localId={localId} />
        )}
      </Group>
      {entries.length > 1 && (
        <>
          <Title order={3} mb="sm">{t`History of this record`}</Title>
          <Timeline bulletSize={14} lineWidth={2} active={entries.length}>
            {entries.map((entry) => {
              const { tone, label } = statusWords[entry.status];
              const isThis = entry.id === readFragment(AuditRow, event).id;
              return (
                <Timeline.Item key={entry.id} color={colors[tone]}>
                  <Text size="sm" fw={isThis ? 600 : undefined}>
                    {entry.description}
                  </Text>
                  <Text size="xs" c="dimmed">
                    <RelativeTime at={entry.at} /> · {label}
                    {entry.operation !== 'SKIP' && ` · ${operationWords[entry.operation]}`}
                    {entry.direction && ` · ${directionWords[entry.direction]}`}
                    {entry.attempt > 1 && t` · attempt ${entry.attempt}`}
                    {isThis ? (
                      t` · this entry`
                    ) : (
                      <>
                        {' · '}
                        <Anchor
                          inherit
                          renderRoot={(props) => (
                            <Link to="/audit" search={(before) => ({ ...before, event: entry.id })} {...props} />
                          )}
                        >
                          {t({ message: 'Open', context: 'verb' })}
                        </Anchor>
                      </>
                    )}
                  </Text>
                </Timeline.Item>
              );
            })}
          </Timeline>
        </>
      )}
    </section>
  );
}

/** The way to its link; nothing where it has none. */
function OpenLink({ entity, localId }: { entity: EntityType; localId: string }): ReactElement | null {
  const [{ data }] = useQuery({ query: AuditLinkQuery, variables: { entity, localId } });
  const link = data?.recordStanding.link;
  if (!link) return null;
  return (
    <Button
      size="compact-sm"
      variant="default"
      renderRoot={(props) => <Link to="/links" search={{ link: link.id }} {...props} />}
    >{t`Open link`}</Button>
  );
}

type Issue = Data['issues']['items'][number];

function IssueActions({ issue }: { issue: Issue }): ReactElement {
  const [{ fetching }, retry] = useMutation(RetryFromAudit);
  const start = async (): Promise<void> => {
    const answer = await retry({ id: issue.id }, { additionalTypenames: ['AuditEvent', 'SyncIssue'] });
    const isSettled = answer.data?.retryIssue.issue?.state !== 'OPEN';
    told(
      answer.error,
      answer.data?.retryIssue.problems,
      isSettled ? t`Retried: the issue is settled.` : t`Retry is under way.`,
    );
  };
  return (
    <>
      <GuardedButton
        needs="canRetry"
        size="compact-sm"
        variant={isDecidedByPeople(issue.code) ? 'default' : 'filled'}
        loading={fetching}
        onClick={() => void start()}
      >{t`Retry`}</GuardedButton>
      <Button
        size="compact-sm"
        variant="default"
        renderRoot={(props) => <Link to="/issues/$id" params={{ id: issue.id }} {...props} />}
      >{t`Open issue`}</Button>
    </>
  );
}
