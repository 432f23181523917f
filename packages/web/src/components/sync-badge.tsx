import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import type { SyncMode } from '../graphql/graphql.ts';
import { StatusBadge, type Tone } from './status-badge.tsx';

const links: Record<string, { tone: Tone; text: string }> = {
  linked: { tone: 'ok', text: 'Linked' },
  broken: { tone: 'attention', text: 'Link broken' },
  paused: { tone: 'attention', text: 'Paused' },
  never: { tone: 'quiet', text: 'Never synced' },
};

const modes: Record<SyncMode, string> = {
  PULL_NEW_PUSH_WON: 'pull new, push won',
  REAL_TIME: 'real time',
  PULL_ONLY: 'pull only',
  PUSH_WON_ONLY: 'push won only',
};

type Props = {
  link: { state: string } | null | undefined;
  /** How the integration is set, said beside the state. */
  mode?: SyncMode | null | undefined;
};

/** Whether a record stands on the ConnectWise side too. */
export function SyncBadge({ link, mode }: Props): ReactElement {
  const { tone, text } = link
    ? (links[link.state] ?? { tone: 'quiet', text: link.state })
    : { tone: 'quiet' as const, text: 'Not linked' };
  return (
    <StatusBadge tone={tone}>
      {text}
      {mode && (
        <Text component="span" size="sm" c="dimmed">
          · {modes[mode]}
        </Text>
      )}
    </StatusBadge>
  );
}
