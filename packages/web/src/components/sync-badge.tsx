import { msg, t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SyncMode, SyncStanding } from '../graphql/graphql.ts';
import { words } from './language/language.ts';
import { StatusBadge, type Tone } from './status-badge.tsx';

const links: Record<string, { tone: Tone; text: string }> = words({
  linked: { tone: 'ok', text: msg`Linked` },
  broken: { tone: 'attention', text: msg`Link broken` },
  paused: { tone: 'attention', text: msg`Paused` },
  never: { tone: 'quiet', text: msg`Never synced` },
});

export const modeNames: Record<SyncMode, string> = words({
  PULL_NEW_PUSH_WON: msg`pull new, push won`,
  REAL_TIME: msg`real time`,
  PULL_ONLY: msg`pull only`,
  PUSH_WON_ONLY: msg`push won only`,
});

type Props = {
  /** Of a list: the word under which the server has the record, an open issue, else a push that waits, else its link. */
  standing?: SyncStanding;
  link: { state: string; isGoneThere?: boolean } | null | undefined;
  /** How the integration is set, said beside the state. */
  mode?: SyncMode | null | undefined;
};

/** Whether a record stands on the ConnectWise side too. */
export function SyncBadge({ link, mode, standing }: Props): ReactElement {
  const { tone, text } =
    standing === 'FAILING'
      ? { tone: 'stopped' as const, text: t`Failing` }
      : standing === 'PENDING'
        ? { tone: 'working' as const, text: t`Pending` }
        : link?.isGoneThere
          ? { tone: 'attention' as const, text: t`Gone in ConnectWise` }
          : link
            ? (links[link.state] ?? { tone: 'quiet', text: link.state })
            : { tone: 'quiet' as const, text: t`Not linked` };
  return (
    <StatusBadge tone={tone}>
      {text}
      {mode && (
        <Text component="span" size="sm" c="dimmed">
          · {modeNames[mode]}
        </Text>
      )}
    </StatusBadge>
  );
}
