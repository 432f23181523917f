import type { NotificationData } from '@mantine/notifications';

type Place = NonNullable<NotificationData['position']>;

/** Corners in the order in which they are liked. */
const places = [
  'bottom-right',
  'bottom-left',
  'top-right',
  'top-center',
  'bottom-center',
  'top-left',
] as const satisfies readonly Place[];

const CONTROLS = 'button, a[href], input, select, textarea, [role="button"], [role="combobox"], [role="tab"]';

/** About what a toast of three lines takes, with its margin. */
const WIDTH = 456;
const HEIGHT = 120;

type Box = Pick<DOMRect, 'left' | 'top' | 'right' | 'bottom'>;

/** Where a toast covers no control, or the fewest: what somebody does next is somewhere on the screen. */
export function freePlace(): Place {
  const controls = [...document.querySelectorAll(CONTROLS)]
    .filter((control) => !control.closest('.mantine-Notifications-root'))
    .map((control) => control.getBoundingClientRect())
    .filter(({ width, height }) => width > 0 && height > 0);
  let best: Place = places[0];
  let fewest = Number.POSITIVE_INFINITY;
  for (const place of places) {
    const box = boxOf(place);
    const covered = controls.filter((control) => overlaps(control, box)).length;
    if (covered >= fewest) continue;
    best = place;
    fewest = covered;
  }
  return best;
}

function boxOf(place: Place): Box {
  const { innerWidth, innerHeight } = window;
  const width = Math.min(WIDTH, innerWidth);
  const [side, end] = place.split('-');
  const left = end === 'left' ? 0 : end === 'right' ? innerWidth - width : (innerWidth - width) / 2;
  const top = side === 'top' ? 0 : innerHeight - HEIGHT;
  return { left, top, right: left + width, bottom: top + HEIGHT };
}

const overlaps = (a: Box, b: Box): boolean =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
