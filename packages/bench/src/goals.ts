/** A figure to reach; exactly one of the bounds is given. */
export interface Goal {
  id: string;
  what: string;
  value: number;
  atLeast?: number;
  atMost?: number;
  stretch?: number;
}

export const isMet = ({ value, atLeast, atMost }: Goal): boolean =>
  (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost);

const isStretchReached = ({ value, atLeast, stretch }: Goal): boolean =>
  stretch !== undefined && (atLeast === undefined ? value <= stretch : value >= stretch);

/** Prints each goal with its verdict; true when one is missed. */
export function judge(goals: readonly Goal[], print: (line: string) => void): boolean {
  for (const goal of goals) {
    const bound = goal.atLeast === undefined ? `<= ${goal.atMost}` : `>= ${goal.atLeast}`;
    const stretch = isStretchReached(goal) ? ', stretch reached' : '';
    print(
      `${isMet(goal) ? 'met   ' : 'MISSED'} ${goal.id}  ${goal.what}: ${Number(goal.value.toFixed(2))} (${bound}${stretch})`,
    );
  }
  return goals.some((goal) => !isMet(goal));
}
