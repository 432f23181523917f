/** How wide words are on this screen, in pixels, so that a column has room for them in every language and font. */

type Style = 'head' | 'button' | 'plain';

/** As the theme writes them: small and bold, bold, plain. */
const fonts: Record<Style, string> = { head: '600 12px', button: '600 14px', plain: '400 14px' };

const known = new Map<string, number>();
let pen: { draw: OffscreenCanvasRenderingContext2D | null; family: string } | undefined;

const begun = (): NonNullable<typeof pen> => ({
  draw: typeof OffscreenCanvas === 'undefined' ? null : new OffscreenCanvas(1, 1).getContext('2d'),
  family: getComputedStyle(document.body).fontFamily,
});

/** 0 where nothing can be measured, such as in a test without a screen. */
function widthOf(text: string, style: Style): number {
  const key = `${style} ${text}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  pen ??= begun();
  if (!pen.draw) return 0;
  pen.draw.font = `${fonts[style]} ${pen.family}`;
  const width = Math.ceil(pen.draw.measureText(text).width);
  known.set(key, width);
  return width;
}

/** The space beside the words of a cell. */
const PADDING = 24;
const SORT_SIGN = 16;
/** Sides and border of a small button, and the gap to the next one. */
const BUTTON = 24;
/** The dot before the word of a state. */
const DOT = 14;

/** A head may go on in a second line, but not within a word. */
export const roomForHead = (header: string, isSortable: boolean): number =>
  PADDING + (isSortable ? SORT_SIGN : 0) + Math.max(0, ...header.split(' ').map((word) => widthOf(word, 'head')));

/** Small buttons side by side. */
export const roomForButtons = (labels: readonly string[]): number =>
  PADDING + labels.reduce((sum, label) => sum + BUTTON + widthOf(label, 'button'), 0);

/** The longest of the states or kinds that a cell can tell. */
export const roomForWords = (all: readonly string[]): number =>
  PADDING + DOT + Math.max(0, ...all.map((one) => widthOf(one, 'plain')));

/** The width of a column that has a fixed one, as much more as its head needs. */
export const widthFor = (least: string, header: string): string => `max(${least}, ${roomForHead(header, false)}px)`;
