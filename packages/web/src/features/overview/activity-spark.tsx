import { t } from '@lingui/core/macro';
import { Tooltip } from '@mantine/core';
import type { ReactElement } from 'react';
import { formatCount } from '../../components/sync-words.ts';
import type { ActivityLine, ActivityPoint } from './activity-lines.ts';

const WIDTH = 80;
const HEIGHT = 24;

const parts = [
  { key: 'created', color: 'var(--mantine-color-teal-6)' },
  { key: 'updated', color: 'var(--mantine-color-harbor-4)' },
  { key: 'failed', color: 'var(--mantine-color-red-6)' },
] as const;

type Props = { line: ActivityLine; span: string };

/** What a span brought to one kind of record: bars as small as a word, and the figures in words. */
export function ActivitySpark({ line, span }: Props): ReactElement {
  const { created, updated, failed, points } = line;
  const told = t`${span}: ${formatCount(created)} created, ${formatCount(updated)} updated, ${formatCount(failed)} failed`;
  return (
    <Tooltip label={told}>
      <svg
        role="img"
        aria-label={told}
        width={WIDTH}
        height={HEIGHT}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        style={{ display: 'block' }}
      >
        <Bars points={points} />
      </svg>
    </Tooltip>
  );
}

/** Stacked bars, drawn by hand: a library of charts would be heavier than the whole page. */
function Bars({ points }: { points: readonly ActivityPoint[] }): ReactElement {
  const most = Math.max(1, ...points.map((point) => point.created + point.updated + point.failed));
  const step = WIDTH / Math.max(1, points.length);
  return (
    <>
      <rect x={0} y={HEIGHT - 1} width={WIDTH} height={1} fill="var(--app-line)" />
      {points.map((point, at) => {
        let top = HEIGHT - 1;
        return parts.map(({ key, color }) => {
          if (point[key] === 0) return null;
          // A single failure among thousands must not be drawn as nothing.
          const height = Math.max(1.5, (point[key] / most) * (HEIGHT - 3));
          top -= height;
          return (
            <rect
              key={`${point.at} ${key}`}
              x={at * step + 0.5}
              y={Math.max(0, top)}
              width={Math.max(1, step - 1)}
              height={height}
              fill={color}
            />
          );
        });
      })}
    </>
  );
}
