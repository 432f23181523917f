import type { ReactElement } from 'react';
import { StatusBadge } from '../../components/status-badge.tsx';
import { type Push, pushView } from './push-view.ts';

type Props = { push: Push; link: { state: string } | null | undefined };

/** How far a won opportunity has come on its way to ConnectWise, in a word. */
export function PushBadge({ push, link }: Props): ReactElement {
  const { tone, label } = pushView(push, Boolean(link));
  return <StatusBadge tone={tone}>{label}</StatusBadge>;
}
