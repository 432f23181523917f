import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { LinkFieldsFragment } from '../../graphql/graphql.ts';
import { ExternalLink } from '../external-link.tsx';
import { Facts } from '../facts.tsx';
import { RelativeTime } from '../relative-time.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { linkStateWords, remoteWords } from './link-words.ts';

/** How a pair stands: state with its reason, both records, when something passed, and what is still to pass. */
export function LinkFacts({ link }: { link: LinkFieldsFragment }): ReactElement {
  const state = linkStateWords[link.state];
  return (
    <Facts
      facts={[
        {
          label: t`State`,
          value: (
            <>
              <StatusBadge tone={state.tone}>{state.label}</StatusBadge>
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
        { label: t`Still to pass`, value: differences(link) },
      ]}
    />
  );
}

/** What is still to pass, in a few words: an edit here that was not sent, or one there that was not taken in. */
export function differences({ differing, hasNewsThere, state }: LinkFieldsFragment): string {
  const here = differing.length > 0 ? t`Not sent: ${differing.join(', ')}` : '';
  const there = hasNewsThere ? t`ConnectWise has changes that come with the next poll` : '';
  return [here, there].filter(Boolean).join('. ') || (state === 'BROKEN' ? t`Not known` : t`Nothing known`);
}
