/** Issues of one cause, in the order in which the cause first appears. */
export type IssueGroup<TIssue> = { code: string; issues: TIssue[] };

/** Groups by cause, so that a hundred records with one reason are one thing to mend. */
export function groupIssues<TIssue extends { code: string }>(issues: readonly TIssue[]): IssueGroup<TIssue>[] {
  const groups = new Map<string, IssueGroup<TIssue>>();
  for (const issue of issues) {
    const group = groups.get(issue.code);
    if (group) group.issues.push(issue);
    else groups.set(issue.code, { code: issue.code, issues: [issue] });
  }
  return [...groups.values()];
}
