type Values = Readonly<Record<string, unknown>>;

export type MergedDraft<V> = {
  values: V;
  /** Fields that somebody else changed meanwhile and the draft, too, as words: "address line 1". */
  contested: string[];
};

/**
 * A draft laid over what the record holds by now: what the draft changed is taken from it, everything else stays as it is. A field that both
 * changed is taken from the draft and named, so that nobody's newer value is overwritten unseen.
 */
export function mergeDraft<V extends object>({ base, values }: { base: V; values: V }, current: V): MergedDraft<V> {
  const contested: string[] = [];
  const merged = mergeValues(base, values, current, (field) => contested.push(wordsOf(field)));
  // The parts are those of the form.
  return { values: merged as V, contested: [...new Set(contested)] };
}

function mergeValues(
  base: unknown,
  draft: unknown,
  current: unknown,
  contest: (field: string) => void,
  field = '',
): unknown {
  if (isSame(draft, base)) return current;
  if (isSame(current, base) || isSame(current, draft)) return draft;
  if (isValues(draft) && isValues(current) && isValues(base))
    return Object.fromEntries(
      // The version is that of the record as it is now: the draft was laid over it.
      Object.keys(current).map((key) => [
        key,
        key === 'version' ? current[key] : mergeValues(base[key], draft[key], current[key], contest, key),
      ]),
    );
  contest(field);
  return draft;
}

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether two values of a form hold the same. */
export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** "addressLine1" → "address line 1" */
const wordsOf = (field: string): string =>
  field
    .replace(/([a-z])([A-Z\d])/g, '$1 $2')
    .replace(/ id$/i, '')
    .toLowerCase();
