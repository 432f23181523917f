import { Alert, List, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';

/** What the server says can be mended: `field` is a dotted path into the mutation's input. */
export type FormProblem = { code: string; field?: string | null | undefined; message: string };

type FormLike = { setErrors: (errors: Record<string, string>) => void; getValues: () => object };

/** Puts each problem at its field and returns those that belong to no field of the form, for `FormProblems`. */
export function placeProblems(form: FormLike, problems: readonly FormProblem[]): FormProblem[] {
  const values = form.getValues();
  const errors: Record<string, string> = {};
  const general: FormProblem[] = [];
  for (const problem of problems) {
    const path = fieldOf(values, problem.field);
    if (path) errors[path] = errors[path] ? `${errors[path]} ${problem.message}` : problem.message;
    else general.push(problem);
  }
  form.setErrors(errors);
  return general;
}

/** The path within the form, with a leading "input." taken off; null when the form has no such field. */
function fieldOf(values: object, field: string | null | undefined): string | null {
  if (!field) return null;
  const path = field.replace(/^input\./, '').replace(/\[(\d+)\]/g, '.$1');
  let at: unknown = values;
  for (const key of path.split('.')) {
    if (typeof at !== 'object' || at === null || !(key in at)) return null;
    at = Reflect.get(at, key);
  }
  return path;
}

/** The problems that belong to no single field, above the form's buttons. */
export function FormProblems({ problems }: { problems: readonly FormProblem[] }): ReactElement | null {
  const [first] = problems;
  if (!first) return null;
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} />} role="alert">
      {problems.length === 1 ? (
        <Text size="sm">{first.message}</Text>
      ) : (
        <List size="sm" spacing={4}>
          {problems.map((problem) => (
            <List.Item key={`${problem.code} ${problem.message}`}>{problem.message}</List.Item>
          ))}
        </List>
      )}
    </Alert>
  );
}
