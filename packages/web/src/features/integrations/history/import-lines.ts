import { t } from '@lingui/core/macro';
import type { ImportChoiceInput, ImportSettingsMutation } from '../../../graphql/graphql.ts';

type Answer = ImportSettingsMutation['importSettings'];

/** The value of the select for "nothing stands for it". */
export const LEAVE_OUT = 'leave-out';

/** One ID of the document that is not the same here, however often the document names it. */
export interface ImportLine {
  kind: string;
  id: string;
  /** `location "Tampa"`. */
  name: string;
  /** The one entry of exactly the same name. */
  suggestedId: string | null;
  /** What stands for it: an ID, `LEAVE_OUT`, or nothing yet. */
  value: string | null;
  /** Why it was not found; null when it was, or something was chosen. */
  reason: string | null;
  options: { value: string; label: string }[];
}

/** The lines of an answer; choices that it does not know yet count already. */
export function importLines(answer: Answer, choices: readonly ImportChoiceInput[]): ImportLine[] {
  const lists = new Map(answer.options.map((list) => [list.kind, list]));
  const told = [
    ...answer.unresolved.map((one) => ({ ...one, value: one.isOmitted ? LEAVE_OUT : null })),
    ...answer.matched.map((one) => ({ ...one, value: one.newId, reason: null })),
  ];
  const lines = told.map(({ kind, id, label, suggestedId, value, reason }): ImportLine => {
    const list = lists.get(kind);
    const chosen = choices.find((one) => one.kind === kind && one.id === id);
    const known = chosen ? (chosen.newId ?? LEAVE_OUT) : value;
    return {
      kind,
      id,
      name: `${list?.word ?? kind} ${label ? `"${label}"` : t`with ID ${id}`}`,
      suggestedId: suggestedId ?? null,
      value: known,
      reason: known === null ? reason : null,
      options: [
        ...(list?.options.map((option) => ({ value: option.id, label: option.label })) ?? []),
        { value: LEAVE_OUT, label: t`Leave it out` },
      ],
    };
  });
  return [...new Map(lines.map((line) => [`${line.kind}:${line.id}`, line])).values()].sort(byName);
}

/** So that a line keeps its place when it is chosen. */
const byName = (a: ImportLine, b: ImportLine): number => a.name.localeCompare(b.name) || a.id.localeCompare(b.id);
