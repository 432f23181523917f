/** `demo`: a believable managed-service provider; `traps`: every oddity of §9.5; `empty`: set-up tables only; a number: that many generated companies. */
export type Seed = 'demo' | 'traps' | 'empty' | number;

/** Reads a seed as given on a command line or over HTTP. */
export function parseSeed(text: string): Seed {
  if (text === 'demo' || text === 'traps' || text === 'empty') return text;
  const count = Number(text);
  if (/^\d+$/.test(text) && count > 0) return count;
  throw new Error(`"${text}" is not a seed. Use demo, traps, empty, or a number of companies.`);
}
