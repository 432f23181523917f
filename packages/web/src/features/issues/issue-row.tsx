import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Checkbox, Group, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { isDecidedByPeople } from '../../components/decided-by-people.ts';
import { ExternalLink } from '../../components/external-link.tsx';
import { FixLink } from '../../components/fix-link.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { RecordLink } from '../../components/record-link.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { directionInSentence, entityWords } from '../../components/sync-words.ts';
import type { IssueFieldsFragment } from '../../graphql/graphql.ts';
import { AcceptDialog } from './accept-dialog.tsx';
import { DismissDialog } from './dismiss-dialog.tsx';
import { EditLink } from './edit-link.tsx';
import classes from './issue-row.module.css';
import { IssueTalk } from './issue-talk.tsx';
import { MatchReview } from './match-review.tsx';
import { ParkDialog } from './park-dialog.tsx';
import { TotalsDifference } from './totals-difference.tsx';
import type { IssueActions } from './use-issue-actions.ts';
import { WaitingRecords } from './waiting-records.tsx';

type Props = {
  issue: IssueFieldsFragment;
  actions: IssueActions;
  /** A retry of it has not ended yet. */
  isRetried: boolean;
  onRetried: (ids: readonly string[]) => void;
  isPicked: boolean;
  /** Without it nothing can be done any more: the issue is closed. */
  onPick: ((isPicked: boolean) => void) | undefined;
};

/** One record that waits: what happened, the ways to look at it, and what can be done. */
export function IssueRow({ issue, actions, isRetried, onRetried, isPicked, onPick }: Props): ReactElement {
  const attempts = plural(issue.attempts, { one: `${issue.attempts} attempt`, other: `${issue.attempts} attempts` });
  const name = issue.recordName ?? `${entityWords[issue.entity].one} ${issue.remoteId ?? ''}`;
  return (
    <li className={classes.row}>
      {onPick && (
        <Checkbox
          size="xs"
          aria-label={t`Select ${name}`}
          checked={isPicked}
          onChange={({ currentTarget }) => onPick(currentTarget.checked)}
          mt={3}
        />
      )}
      <div className={classes.what}>
        <Group gap={8}>
          <Text component="span" fw={500} size="sm">
            <RecordLink entity={issue.entity} localId={issue.localId}>
              {name}
            </RecordLink>
          </Text>
          <Text component="span" size="xs" c="dimmed">
            {entityWords[issue.entity].one}, {directionInSentence[issue.direction]}
          </Text>
        </Group>
        <Text size="sm" mt={2}>
          {issue.message}
        </Text>
        <Standing issue={issue} />
        <WaitingRecords issue={issue} />
        {issue.difference && <TotalsDifference difference={issue.difference} />}
        <Group gap="md" mt={4} style={{ rowGap: 2 }}>
          <Text size="xs" c="dimmed">
            <Trans>
              {attempts}, last <RelativeTime at={issue.lastSeenAt} />
            </Trans>
            {issue.nextRetryAt && onPick && (
              <Trans>
                , next <RelativeTime at={issue.nextRetryAt} />
              </Trans>
            )}
          </Text>
          {issue.remoteUrl && <ExternalLink href={issue.remoteUrl} size="xs">{t`View in ConnectWise`}</ExternalLink>}
          <FixLink step={issue.fixStep} />
          {onPick && <EditLink issue={issue} />}
          <ReviewLink issue={issue} />
          <LinkOf issue={issue} />
          <History issue={issue} />
          <IssueTalk issue={issue} name={name} actions={actions} />
        </Group>
      </div>
      {onPick && <Actions issue={issue} name={name} actions={actions} isRetried={isRetried} onRetried={onRetried} />}
    </li>
  );
}

/** What people did about it: put it aside, or how it ended. */
function Standing({ issue }: { issue: IssueFieldsFragment }): ReactElement | null {
  if (issue.state !== 'OPEN')
    return (
      <Text size="sm" c="dimmed" mt={2}>
        {issue.state === 'DISMISSED' ? t`Dismissed` : t`Settled`}{' '}
        {issue.settledBy ? t`by ${issue.settledBy}` : t`by the sync`} <RelativeTime at={issue.settledAt} />
        {issue.resolution && `: ${issue.resolution}`}
      </Text>
    );
  if (!issue.parkedAt) return null;
  return (
    <Text size="sm" c="dimmed" mt={2}>
      <Trans>
        Parked by {issue.parkedBy} <RelativeTime at={issue.parkedAt} />: {issue.parkedReason}
      </Trans>
    </Text>
  );
}

/** Both records side by side, with all that was compared. */
function ReviewLink({ issue }: { issue: IssueFieldsFragment }): ReactElement | null {
  if (issue.code !== 'possible_duplicate' && issue.code !== 'match_needed') return null;
  const { entity } = issue;
  // Opportunities are not compared there: their candidates stand with the issue.
  if (entity !== 'COMPANY' && entity !== 'CONTACT' && entity !== 'PRODUCT') return null;
  const search = issue.remoteId ? { entity, remoteId: issue.remoteId } : { entity };
  return (
    <Anchor
      size="xs"
      renderRoot={(props) => <Link to="/integrations/setup/matching" search={search} {...props} />}
    >{t`Match existing`}</Anchor>
  );
}

/** Where a link is mended: the record's own, or that of another record, which a push waits for. */
function LinkOf({ issue }: { issue: IssueFieldsFragment }): ReactElement | null {
  if (issue.code === 'conflict_asked')
    return (
      <Anchor
        size="xs"
        renderRoot={(props) => <Link to="/links" search={{ tab: 'conflicts' }} {...props} />}
      >{t`Open conflicts`}</Anchor>
    );
  if (!issue.linkedLocalId) return null;
  const search = { record: issue.linkedLocalId };
  return (
    <Anchor size="xs" renderRoot={(props) => <Link to="/links" search={search} {...props} />}>{t`Open link`}</Anchor>
  );
}

function History({ issue }: { issue: IssueFieldsFragment }): ReactElement | null {
  const { localId, remoteId, entity } = issue;
  const search = localId ? { localId } : remoteId ? { remoteId, entity } : null;
  if (!search) return null;
  return (
    <Anchor
      size="xs"
      renderRoot={(props) => <Link to="/audit" search={search} {...props} />}
    >{t`Audit entries`}</Anchor>
  );
}

function Actions({
  issue,
  name,
  actions,
  isRetried,
  onRetried,
}: Pick<Props, 'issue' | 'actions' | 'isRetried' | 'onRetried'> & { name: string }): ReactElement {
  const [open, setOpen] = useState<'dismiss' | 'match' | 'accept' | 'park' | null>(null);
  const close = (): void => setOpen(null);
  const needsMatch = issue.candidates.length > 0;
  return (
    <Group gap={6} className={classes.actions}>
      {needsMatch && (
        <GuardedButton
          needs="canRetry"
          size="compact-sm"
          onClick={() => setOpen('match')}
          aria-label={t`Review match of ${name}`}
        >{t`Review match`}</GuardedButton>
      )}
      {!needsMatch && (
        <GuardedButton
          needs="canRetry"
          size="compact-sm"
          variant={isDecidedByPeople(issue.code) ? 'subtle' : 'default'}
          loading={isRetried}
          onClick={() => void actions.retry([issue.id]).then((isBegun) => isBegun && onRetried([issue.id]))}
          aria-label={issue.difference ? t`Push again ${name}` : t`Retry ${name}`}
        >
          {issue.difference ? t`Push again` : t`Retry`}
        </GuardedButton>
      )}
      {issue.difference && (
        <GuardedButton
          needs="canRetry"
          size="compact-sm"
          variant="default"
          onClick={() => setOpen('accept')}
          aria-label={t`Accept difference of ${name}`}
        >{t`Accept difference`}</GuardedButton>
      )}
      <GuardedButton
        needs="canRetry"
        size="compact-sm"
        variant="subtle"
        onClick={() => setOpen('dismiss')}
        aria-label={t`Dismiss ${name}`}
      >{t`Dismiss`}</GuardedButton>
      <GuardedButton
        needs="canRetry"
        size="compact-sm"
        variant="subtle"
        onClick={() => (issue.parkedAt ? void actions.unpark(issue.id) : setOpen('park'))}
        aria-label={issue.parkedAt ? t`Unpark ${name}` : t`Park ${name}`}
      >
        {issue.parkedAt ? t`Unpark` : t`Park`}
      </GuardedButton>
      <ParkDialog
        opened={open === 'park'}
        name={name}
        onClose={close}
        onPark={(reason) => actions.park(issue.id, reason)}
      />
      <DismissDialog
        opened={open === 'dismiss'}
        name={name}
        onClose={close}
        onDismiss={(reason) => actions.dismiss(issue.id, reason)}
      />
      <AcceptDialog
        opened={open === 'accept'}
        name={name}
        onClose={close}
        onAccept={(reason) => actions.accept(issue.id, reason)}
      />
      <MatchReview
        opened={open === 'match'}
        issue={issue}
        name={name}
        onClose={close}
        onDecide={(input) => actions.resolveMatch(issue.id, input)}
      />
    </Group>
  );
}
