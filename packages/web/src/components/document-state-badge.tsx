import type { ReactElement } from 'react';
import type { DocumentState } from '../graphql/graphql.ts';
import { StatusBadge, type Tone } from './status-badge.tsx';

const states: Record<DocumentState, { label: string; tone: Tone }> = {
  DRAFT: { label: 'Draft', tone: 'quiet' },
  SENT: { label: 'Sent', tone: 'working' },
  ACCEPTED: { label: 'Accepted', tone: 'ok' },
  DECLINED: { label: 'Declined', tone: 'stopped' },
};

/** How far a quote has come. */
export function DocumentStateBadge({ state }: { state: DocumentState }): ReactElement {
  return <StatusBadge tone={states[state].tone}>{states[state].label}</StatusBadge>;
}
