import { t } from '@lingui/core/macro';
import type { LinkProps } from '@tanstack/react-router';
import { type KeyboardEvent, type ReactElement, type ReactNode, useEffect, useRef, useState } from 'react';
import { perLanguage } from '../language/language.ts';
import { QuickLink } from '../quick-link.tsx';
import { formatCount } from '../sync-words.ts';
import { added, type Bar } from './bars.ts';
import classes from './time-chart.module.css';

export type ChartPart = { key: string; label: string; color: string };

type Props = {
  /** What is drawn, for screen readers. */
  label: string;
  /** From the bottom up, as the bars count them. */
  parts: readonly ChartPart[];
  bars: readonly Bar[];
  stepMs: number;
  height: number;
  /** Where a bar leads, or what is done with the time of one or of several beside each other. */
  target: { linkOf: (bar: Bar) => LinkProps } | { onPick: (from: string, to: string) => void };
  /** Makes the legend a row of switches. */
  facets?: { chosen: readonly string[]; onToggle: (key: string) => void; totals: readonly number[] };
};

/** Stacked bars over time, drawn by hand: a library of charts is heavier than the pages that would show it. Arrow keys go from bar to bar. */
export function TimeChart(props: Props): ReactElement {
  const { label, parts, bars, stepMs, height, target, facets } = props;
  const [near, setNear] = useState<number | null>(null);
  const [focused, setFocused] = useState<number | null>(null);
  const [picked, setPicked] = useState<{ start: number; end: number; isDragged: boolean } | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const most = Math.max(1, ...bars.map(({ total }) => total));
  const told = bars[near ?? -1];
  const current = Math.min(focused ?? bars.length - 1, bars.length - 1);
  const [first, last] = picked ? [Math.min(picked.start, picked.end), Math.max(picked.start, picked.end)] : [-1, -1];

  const pick = (from: number, to: number): void => {
    const [begin, end] = [bars[from], bars[to]];
    setPicked(null);
    if ('onPick' in target && begin && end) target.onPick(begin.from, end.to);
  };
  // The pointer may be let go anywhere.
  const isDragged = picked?.isDragged === true;
  useEffect(() => {
    if (!isDragged) return;
    const drop = (): void => {
      // One bar alone is a click.
      if (first === last) setPicked(null);
      else pick(first, last);
    };
    window.addEventListener('pointerup', drop);
    return () => window.removeEventListener('pointerup', drop);
  });

  const go = (to: number, extend: boolean): void => {
    const next = Math.max(0, Math.min(bars.length - 1, to));
    setFocused(next);
    setNear(next);
    setPicked(extend && 'onPick' in target ? { start: picked?.start ?? current, end: next, isDragged: false } : null);
    const box = list.current?.children[next]?.firstElementChild;
    if (box instanceof HTMLElement) box.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const places: Record<string, number> = {
      ArrowLeft: current - 1,
      ArrowRight: current + 1,
      Home: 0,
      End: bars.length - 1,
    };
    const to = places[event.key];
    if (to === undefined) return;
    event.preventDefault();
    go(to, event.shiftKey);
  };

  const whole = wholeOf(bars);
  const shown = told ?? whole;
  return (
    <div>
      <div className={classes.head}>
        <Legend parts={parts} facets={facets} />
        <span className={classes.told}>{shown && `${timeOf(shown, stepMs)}: ${inWords(parts, shown)}`}</span>
      </div>
      <div className={classes.frame}>
        {whole && whole.total > 0 && (
          <span className={classes.most} aria-hidden>
            {formatCount(most)}
          </span>
        )}
        <ul
          ref={list}
          className={classes.bars}
          style={{ height }}
          aria-label={label}
          onKeyDown={onKeyDown}
          onPointerLeave={() => setNear(null)}
        >
          {bars.map((bar, at) => (
            <li
              key={bar.from}
              onPointerEnter={() => {
                setNear(at);
                if (isDragged && picked) setPicked({ ...picked, end: at });
              }}
              onPointerDown={(event) => {
                if ('onPick' in target && event.pointerType === 'mouse' && event.button === 0)
                  setPicked({ start: at, end: at, isDragged: true });
              }}
              onFocus={() => {
                setFocused(at);
                setNear(at);
              }}
              onBlur={() => setNear(null)}
            >
              <Target
                target={target}
                bar={bar}
                name={`${timeOf(bar, stepMs)}: ${inWords(parts, bar)}`}
                isReached={at === current}
                isPicked={at >= first && at <= last}
                onPick={() => (picked && !picked.isDragged ? pick(first, last) : pick(at, at))}
              >
                {parts.map(({ key, color }, place) => {
                  const count = bar.counts[place] ?? 0;
                  if (count === 0) return null;
                  const style = { height: `${(count / most) * 100}%`, background: color };
                  return <span key={key} className={classes.part} style={style} />;
                })}
              </Target>
            </li>
          ))}
        </ul>
      </div>
      {whole && (
        <div className={classes.axis} aria-hidden>
          <span>{momentOf(whole.from, stepMs)}</span>
          <span>{momentOf(bars[Math.floor(bars.length / 2)]?.from ?? whole.from, stepMs)}</span>
          <span>{momentOf(whole.to, stepMs)}</span>
        </div>
      )}
    </div>
  );
}

type TargetProps = {
  target: Props['target'];
  bar: Bar;
  name: string;
  /** One bar is reached by Tab, the others by the arrow keys. */
  isReached: boolean;
  isPicked: boolean;
  onPick: () => void;
  children: ReactNode;
};

function Target(props: TargetProps): ReactElement {
  const { target, bar, name, isReached, isPicked, onPick, children } = props;
  if ('linkOf' in target)
    return (
      <QuickLink link={target.linkOf(bar)} className={classes.bar} label={name} isReached={isReached}>
        {children}
      </QuickLink>
    );
  return (
    <button
      type="button"
      className={classes.bar}
      aria-label={name}
      tabIndex={isReached ? 0 : -1}
      data-picked={isPicked || undefined}
      onClick={onPick}
    >
      {children}
    </button>
  );
}

function Legend({ parts, facets }: Pick<Props, 'parts' | 'facets'>): ReactElement {
  return (
    <ul className={classes.legend}>
      {parts.map(({ key, label, color }, place) => {
        const swatch = <span className={classes.swatch} style={{ background: color }} aria-hidden />;
        return (
          <li key={key}>
            {facets ? (
              <button
                type="button"
                className={classes.key}
                aria-pressed={facets.chosen.includes(key)}
                onClick={() => facets.onToggle(key)}
              >
                {swatch} {label} {formatCount(facets.totals[place] ?? 0)}
              </button>
            ) : (
              <span className={classes.key}>
                {swatch} {label}
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

const daysOnly = perLanguage(({ dates }) => new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short' }));
const withTime = perLanguage(
  ({ dates }) => new Intl.DateTimeFormat(dates, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' }),
);

const formatOf = (stepMs: number): Intl.DateTimeFormat => (stepMs >= DAY_MS ? daysOnly() : withTime());

const momentOf = (at: string, stepMs: number): string => formatOf(stepMs).format(new Date(at));

/** "Dec 1" of a whole day, else from when to when. */
const timeOf = ({ from, to }: { from: string; to: string }, stepMs: number): string =>
  formatOf(stepMs).formatRange(new Date(from), new Date(stepMs >= DAY_MS ? to : Date.parse(to) + 1));

/** All bars as one. */
function wholeOf(bars: readonly Bar[]): Bar | undefined {
  const [first] = bars;
  return (
    first &&
    bars.slice(1).reduce(
      (sum, bar) => ({
        from: first.from,
        to: bar.to,
        counts: added(sum.counts, bar.counts),
        total: sum.total + bar.total,
      }),
      first,
    )
  );
}

/** "Created 12, Failed 1"; what is none is left out. */
function inWords(parts: readonly ChartPart[], { counts }: Bar): string {
  const said = parts.flatMap(({ label }, place) => {
    const count = counts[place] ?? 0;
    return count === 0 ? [] : [`${label} ${formatCount(count)}`];
  });
  return said.length > 0 ? said.join(', ') : t`nothing`;
}
