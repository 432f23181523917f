/** A name taken apart for comparing: what is left of it, and the legal forms that were taken off its end. */
export interface NameParts {
  /** Lower case, without accents, punctuation, articles and legal forms. */
  tokens: readonly string[];
  /** The same without spaces: "Data Sys" and "DataSys" are one name. */
  compact: string;
  /** Canonical: `incorporated` is `inc`. */
  forms: readonly string[];
}

/** Legal forms as they end the names of companies, by their canonical form. */
const legalForms: Readonly<Record<string, string>> = {
  inc: 'inc',
  incorporated: 'inc',
  corp: 'corp',
  corporation: 'corp',
  co: 'co',
  company: 'co',
  ltd: 'ltd',
  limited: 'ltd',
  llc: 'llc',
  llp: 'llp',
  lp: 'lp',
  pllc: 'pllc',
  pc: 'pc',
  plc: 'plc',
  gmbh: 'gmbh',
  mbh: 'gmbh',
  ag: 'ag',
  kg: 'kg',
  ug: 'ug',
  ohg: 'ohg',
  sa: 'sa',
  sas: 'sas',
  sarl: 'sarl',
  srl: 'srl',
  spa: 'spa',
  bv: 'bv',
  nv: 'nv',
  ab: 'ab',
  oy: 'oy',
  aps: 'aps',
  pty: 'pty',
  pte: 'pte',
};

/** Says little of who somebody is: a company and its subsidiary differ in exactly these. */
const commonWords = new Set(
  `holding holdings group international intl global services service solutions systems enterprises partners associates consulting
  management technologies technology tech industries north south east west usa us uk america europe center centre clinic office branch`.split(
    /\s+/,
  ),
);

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  þ: 'th',
};

/** Lower case without accents: "Café Zürich" → "cafe zurich". */
export const fold = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ßøłđæœıþ]/g, (letter) => letters[letter] ?? letter);

/** Words of letters and digits; dots and apostrophes join ("L.L.C." is one word), all other punctuation parts. */
export const wordsOf = (text: string): string[] =>
  fold(text)
    .replace(/[.'’`´]/g, '')
    .match(/[\p{L}\p{N}]+/gu) ?? [];

/** Null when there is nothing to compare. Legal forms only count at the end, so that "Limited Brands" keeps its name. */
export function nameParts(name: string | null, options: { hasLegalForm: boolean }): NameParts | null {
  const words = wordsOf(name ?? '').filter((word) => word !== 'and');
  const tokens = words[0] === 'the' && words.length > 1 ? words.slice(1) : words;
  if (tokens.length === 0) return null;
  const forms: string[] = [];
  let end = tokens.length;
  while (options.hasLegalForm && end > 1) {
    const form = legalForms[tokens[end - 1] ?? ''];
    if (!form) break;
    forms.push(form);
    end--;
  }
  const left = tokens.slice(0, end);
  return { tokens: left, compact: left.join(''), forms: [...new Set(forms)].sort() };
}

/** What counts of a company's name, as one word; `match_name` in SQL says the same. */
export const companyKey = (name: string | null): string | null =>
  nameParts(name, { hasLegalForm: true })?.compact ?? null;

export const isSameName = (a: NameParts, b: NameParts): boolean => a.compact === b.compact;

/** "Acme Inc" and "Acme Ltd" are two legal persons; one that names no form, or the same one among others, contradicts nothing. */
export function contradictsForm(a: NameParts, b: NameParts): boolean {
  // "Co" stands beside other forms and is left out freely.
  const [own, others] = [a.forms.filter((f) => f !== 'co'), b.forms.filter((f) => f !== 'co')];
  return own.length > 0 && others.length > 0 && !own.some((form) => others.includes(form));
}

/** How much a word says, 0 to 1; the caller knows how many names hold it. */
export type WordWeight = (word: string) => number;

export const everyWordCounts: WordWeight = (word) => (commonWords.has(word) ? 0.4 : 1);

/** 0 to 1: the share of what both names say. Words that differ by a slip of the pen count almost as the same. */
export function nameSimilarity(a: NameParts, b: NameParts, weight: WordWeight = everyWordCounts): number {
  if (isSameName(a, b)) return 1;
  const rest = [...b.tokens];
  let shared = 0;
  const unmatched: string[] = [];
  for (const token of a.tokens) {
    const at = rest.indexOf(token);
    if (at < 0) unmatched.push(token);
    else {
      rest.splice(at, 1);
      shared += 2 * weight(token);
    }
  }
  shared += slips(unmatched, rest, weight);
  const all = [...a.tokens, ...b.tokens].reduce((sum, token) => sum + weight(token), 0);
  // Equal words in another order are not quite the same name.
  return Math.min(0.95, all === 0 ? 0 : shared / all);
}

/** The closest words first, so that the outcome is the same from both sides. */
function slips(a: readonly string[], b: readonly string[], weight: WordWeight): number {
  const close = a.flatMap((one) => b.filter((other) => isSlip(one, other)).map((other) => [one, other] as const));
  const key = ([x, y]: readonly [string, string]) => (x < y ? `${x} ${y}` : `${y} ${x}`);
  close.sort((p, q) => (key(p) < key(q) ? -1 : 1));
  const used = new Set<string>();
  let shared = 0;
  for (const [one, other] of close) {
    if (used.has(`a${one}`) || used.has(`b${other}`)) continue;
    used.add(`a${one}`).add(`b${other}`);
    shared += 0.85 * (weight(one) + weight(other));
  }
  return shared;
}

/** One letter more, less, other, or two swapped, in a word of five letters or more; numbers never. */
export function isSlip(a: string, b: string): boolean {
  if (a === b || a.length < 5 || b.length < 5 || Math.abs(a.length - b.length) > 1 || /\d/.test(a + b)) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const [left, right] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
