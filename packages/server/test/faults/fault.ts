/** One thing that was seen while a fault was tried; with a limit, whether it was kept. */
export interface Figure {
  /** As it is printed: "pages asked again 0.6 a kill (≤ 1)". */
  text: string;
  name: string;
  value: number;
  limit: number | null;
  isMet: boolean;
}

export interface Fault {
  /** F1 to F19. */
  code: string;
  title: string;
  /** Tries it on programs of its own. */
  run(size: Size): Promise<Figure[]>;
}

/** How much is tried: `short` for every day, `full` for as much as the figures are asked for. */
export type Size = 'short' | 'full';

/** Something that this machine lacks; the sentence says what to do. */
export class NotRunError extends Error {}

const rounded = (value: number): string =>
  Number.isInteger(value) ? value.toLocaleString('en-US') : String(Number(value.toFixed(value < 10 ? 1 : 0)));

/** What was done, or happened: no limit. */
export const count = (value: number, name: string): Figure => ({
  text: `${rounded(value)} ${name}`,
  name,
  value,
  limit: null,
  isMet: true,
});

/** What must not happen at all. */
export const none = (value: number, name: string): Figure => ({
  text: `${rounded(value)} ${name}`,
  name,
  value,
  limit: 0,
  isMet: value === 0,
});

export const atMost = (name: string, value: number, limit: number, unit = ''): Figure => ({
  text: `${name} ${rounded(value)}${unit} (≤ ${rounded(limit)})`,
  name,
  value,
  limit,
  isMet: value <= limit,
});

/** So many of so many. */
export const all = (value: number, of: number, name: string): Figure => ({
  text: `${rounded(value)} of ${rounded(of)} ${name}`,
  name,
  value,
  limit: of,
  isMet: value === of,
});

/** Numbers from 0 to 1, the same on every run. */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

export const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
