import { contains, every, like, some } from '../../../connectwise/client/conditions.ts';
import { accentedLetters, accentPattern, type NameKind, namePatterns } from '../matching/scoring/look-alike.rules.ts';

/** Conditions that find a name however the other side spells it; none when too little of it is left to look for. */
export function alikeName(field: string, name: string | null, kind: NameKind): string[] {
  const accents = accentPattern(name, kind);
  const patterns = [...new Set([...namePatterns(name, kind), ...(accents === null ? [] : [accents])])];
  const letters = accentedLetters(name, kind);
  const byLetters =
    letters &&
    every(
      some(...letters.starts.map((start) => like(field, start))),
      ...letters.holds.map((spellings) => some(...spellings.map((letter) => contains(field, letter)))),
    );
  return [...patterns.map((pattern) => like(field, pattern)), ...(byLetters ? [byLetters] : [])];
}
