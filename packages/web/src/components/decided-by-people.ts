/** Causes that end when a person decides something: trying again asks the same once more. */
const decided: ReadonlySet<string> = new Set([
  'conflict_asked',
  'remote_deleted',
  'local_missing',
  'link_broken',
  'link_kept',
  'never_synced',
  'possible_duplicate',
  'match_needed',
]);

export const isDecidedByPeople = (code: string): boolean => decided.has(code);
