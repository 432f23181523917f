import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { LinkFieldsFragment } from '../../graphql/graphql.ts';
import { ExternalLink } from '../external-link.tsx';
import { Facts } from '../facts.tsx';
import { fieldWord } from '../field-word.ts';
import { RelativeTime } from '../relative-time.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { IssuesLink } from './issues-link.tsx';
import { besideShown, remoteWords, shownOf } from './link-words.ts';
import { useStanding } from './use-standing.ts';

/** How a pair stands: state with its reason, both records, when something passed, and what differs. */
export function LinkFacts({ link }: { link: LinkFieldsFragment }): ReactElement {
  const standing = useStanding(link.entity, link.localId);
  const state = standing ?? shownOf(link);
  const beside = besideShown(link, state);
  return (
    <Facts
      facts={[
        {
          label: t`State`,
          value: (
            <>
              <IssuesLink entity={link.entity} issues={standing?.issues ?? []}>
                <StatusBadge tone={state.tone}>{state.label}</StatusBadge>
              </IssuesLink>
              {beside && (
                <div>
                  <StatusBadge tone={beside.tone}>{beside.label}</StatusBadge>
                </div>
              )}
              <Text size="xs" c="dimmed">
                {link.hold ? `${link.hold.by}: ${link.hold.reason}` : state.means}
              </Text>
            </>
          ),
        },
        {
          label: 'ConnectWise',
          value: (
            <>
              {link.remoteName ?? ''} ({remoteWords[link.entity]} {link.remoteId}){' '}
              {link.remoteUrl && (
                <ExternalLink href={link.remoteUrl}>{t({ message: 'Open', context: 'verb' })}</ExternalLink>
              )}
            </>
          ),
        },
        { label: t`Last pull`, value: <RelativeTime at={link.lastPulledAt} none={t`nothing yet`} /> },
        { label: t`Last push`, value: <RelativeTime at={link.lastPushedAt} none={t`nothing yet`} /> },
        { label: t`Differences`, value: differences(link) },
      ]}
    />
  );
}

/** Whether there is something to tell of how the two differ, or what is not known of it. */
export const hasDifferences = (link: LinkFieldsFragment): boolean => {
  const { differing, heldEdits, byChoice, hasNewsThere, notTakenIn, state } = link;
  const isTold = differing.length + heldEdits.length + byChoice.length > 0 || Boolean(notTakenIn);
  return isTold || hasNewsThere || state === 'BROKEN';
};

const named = (fields: readonly string[]): string => fields.map(fieldWord).join(', ');

/** What is still to pass, in a few words: an edit here that was not sent, or one there that was not taken in; and what differs for good. */
export function differences(link: LinkFieldsFragment): string {
  const { differing, heldEdits, byChoice, hasNewsThere, notTakenIn, state } = link;
  const waiting = differing.filter((field) => !heldEdits.includes(field));
  const told = [
    waiting.length > 0 && t`Not sent: ${named(waiting)}`,
    heldEdits.length > 0 && t`Kept here: ${named(heldEdits)}`,
    byChoice.length > 0 && t`Differs by choice: ${named(byChoice)}`,
    notTakenIn && t`ConnectWise has other values, which did not come in: ${notTakenIn}`,
    hasNewsThere && t`ConnectWise has changes that come with the next poll`,
  ].filter(Boolean);
  return told.join('. ') || (state === 'BROKEN' ? t`Not known` : t`None known`);
}
