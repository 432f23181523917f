import { contains, every, like, some } from '../../../connectwise/client/conditions.ts';
import { accentedLetters, accentPattern, type NameKind, namePatterns } from '../matching/scoring/look-alike.rules.ts';

/** Conditions that find a name however the other side spells it; none when too little of it is left to look for. */
export function alikeName(field: string, name: string | null, kind: NameKind): string[] {
  const letters = accentedLetters(name, kind);
  // Letter by letter it is found with signs in it as well, which only the whole name stands for in the middle of another.
  const bySigns = namePatterns(name, kind).slice(0, letters ? 1 : undefined);
  const patterns = [...new Set([...bySigns, ...[accentPattern(name, kind)].flatMap((pattern) => pattern ?? [])])];
  const byLetters =
    letters &&
    every(
      some(...letters.starts.map((start) => like(field, start))),
      ...letters.holds.map((spellings) => some(...spellings.map((letter) => contains(field, letter)))),
    );
  return [...patterns.map((pattern) => like(field, pattern)), ...(byLetters ? [byLetters] : [])];
}
