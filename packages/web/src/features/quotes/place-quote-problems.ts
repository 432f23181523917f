import type { FormProblem } from '../../components/form-problems.tsx';

export type PlacedProblems = {
  title: string | null;
  /** By key of the line, then by field. */
  lines: ReadonlyMap<string, Partial<Record<string, string>>>;
  /** Those of the whole quote. */
  general: readonly FormProblem[];
  /** Somebody else saved the quote meanwhile. */
  isStale: boolean;
};

/** Sorts problems to where they are shown: "lines.2.price" belongs to the third line as it stands now. */
export function placeQuoteProblems(
  problems: readonly FormProblem[],
  lines: readonly { key: string }[],
): PlacedProblems {
  const byLine = new Map<string, Partial<Record<string, string>>>();
  const general: FormProblem[] = [];
  let title: string | null = null;
  let isStale = false;
  for (const problem of problems) {
    const path = pathOf(problem);
    const [, index, field] = /^lines\.(\d+)\.(\w+)/.exec(path) ?? [];
    const key = index === undefined ? undefined : lines[Number(index)]?.key;
    if (path === 'version' || (problem.code === 'conflict' && path === '')) isStale = true;
    else if (path === 'title') title = problem.message;
    else if (key && field) byLine.set(key, { ...byLine.get(key), [field]: problem.message });
    else general.push(problem);
  }
  return { title, lines: byLine, general, isStale };
}

const pathOf = ({ field }: FormProblem): string => (field ?? '').replace(/^input\./, '').replace(/\[(\d+)\]/g, '.$1');
