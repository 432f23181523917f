import type { ReactElement } from 'react';
import type { StageKind } from '../graphql/graphql.ts';
import { StatusBadge, type Tone } from './status-badge.tsx';

const tones: Record<StageKind, Tone> = { OPEN: 'working', WON: 'ok', LOST: 'quiet' };

/** The stage of an opportunity; its colour says open, won or lost. */
export function StageBadge({ stage }: { stage: { name: string; kind: StageKind } }): ReactElement {
  return <StatusBadge tone={tones[stage.kind]}>{stage.name}</StatusBadge>;
}
