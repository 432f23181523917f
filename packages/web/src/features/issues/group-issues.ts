type Scope = { code: string; entity: string; direction: string };

const keyOf = ({ code, entity, direction }: Scope): string => `${code} ${entity} ${direction}`;

/** Issues of one cause, kind of record and direction, as far as they were loaded. */
export type IssueGroup<TGroup, TIssue> = { key: string; group: TGroup; issues: TIssue[] };

/** Puts the loaded issues to the groups that the server counted, in the server's order. */
export function issuesByGroup<TGroup extends Scope, TIssue extends Scope>(
  groups: readonly TGroup[],
  issues: readonly TIssue[],
): IssueGroup<TGroup, TIssue>[] {
  const byKey = Map.groupBy(issues, keyOf);
  return groups.map((group) => ({ key: keyOf(group), group, issues: byKey.get(keyOf(group)) ?? [] }));
}

export const isOfGroup = (scope: Scope, group: Scope): boolean => keyOf(scope) === keyOf(group);
