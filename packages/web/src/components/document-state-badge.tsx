import { msg } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import type { DocumentState } from '../graphql/graphql.ts';
import { words } from './language/language.ts';
import { StatusBadge, type Tone } from './status-badge.tsx';

const states: Record<DocumentState, { label: string; tone: Tone }> = words({
  DRAFT: { label: msg`Draft`, tone: 'quiet' },
  SENT: { label: msg`Sent`, tone: 'working' },
  ACCEPTED: { label: msg`Accepted`, tone: 'ok' },
  DECLINED: { label: msg`Declined`, tone: 'stopped' },
});

/** How far a quote has come. */
export function DocumentStateBadge({ state }: { state: DocumentState }): ReactElement {
  return <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>;
}
