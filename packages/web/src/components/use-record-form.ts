import { editForm } from '@causeway/shared/forms/edit';
import { t } from '@lingui/core/macro';
import { schemaResolver, type UseFormReturnType, useForm } from '@mantine/form';
import { type FormEvent, type RefObject, useCallback, useRef, useState } from 'react';
import type { CombinedError } from 'urql';
import type { z } from 'zod';
import { type KeptDraftState, useKeptDraft } from './drafts/use-kept-draft.ts';
import { failureText } from './failure-text.ts';
import { type FormProblem, placeProblems } from './form-problems.tsx';

/** What a save came to: the saved record, or what has to be mended, or a failed request. */
export type SaveAnswer<TSaved> = {
  error?: CombinedError | undefined;
  problems?: readonly FormProblem[] | undefined;
  saved?: TSaved | null | undefined;
};

type Options<TValues, TInput, TSaved> = {
  /**
   * The form of `@causeway/shared/forms`: checks the fields and turns them into the mutation's input. Of a record that is stored (it has a
   * version) only what was changed is checked.
   */
  schema: z.ZodType<TInput>;
  initialValues: TValues;
  save: (input: TInput) => Promise<SaveAnswer<TSaved>>;
  onSaved: (saved: TSaved) => void;
};

export type RecordFormState<TValues> = {
  form: UseFormReturnType<TValues>;
  formRef: RefObject<HTMLFormElement | null>;
  submit: (event?: FormEvent<HTMLFormElement>) => void;
  saving: boolean;
  /** Problems that belong to no field. */
  general: readonly FormProblem[];
  /** Somebody saved the record meanwhile; what was typed is still here. */
  isStale: boolean;
  /** Changed and not saved. */
  isUnsaved: () => boolean;
  /** What was typed before and not saved, and is kept in this browser. */
  kept: KeptDraftState;
};

/** One way for every edit form: check, save, put the server's problems at their fields, keep what was typed. */
export function useRecordForm<TValues extends Record<string, unknown>, TInput, TSaved>(
  options: Options<TValues, TInput, TSaved>,
): RecordFormState<TValues> {
  const { initialValues, save, onSaved } = options;
  const [schema] = useState(() =>
    initialValues.version == null ? options.schema : editForm(options.schema, initialValues),
  );
  const formRef = useRef<HTMLFormElement>(null);
  const isSaved = useRef(false);
  const [saving, setSaving] = useState(false);
  const [general, setGeneral] = useState<readonly FormProblem[]>([]);
  const [isStale, setStale] = useState(false);
  const form = useForm<TValues>({ initialValues, validate: schemaResolver(schema, { sync: true }) });

  const kept = useKeptDraft<TValues>({
    base: initialValues,
    values: form.values,
    isDirty: form.isDirty(),
    put: (values) => form.setValues(values),
  });

  const settle = (answer: SaveAnswer<TSaved>): void => {
    const problems = [...(answer.problems ?? [])];
    if (answer.saved && problems.length === 0) {
      isSaved.current = true;
      kept.forget();
      onSaved(answer.saved);
      return;
    }
    if (answer.error) problems.push({ code: 'failed', message: failureText(answer.error) });
    if (problems.length === 0) problems.push({ code: 'failed', message: t`Nothing was saved. Try again.` });
    setStale(problems.some(isVersionConflict));
    setGeneral(
      placeProblems(
        form,
        problems.filter((problem) => !isVersionConflict(problem)),
      ),
    );
    focusFirstError(formRef);
  };

  const check = form.onSubmit(
    async (values) => {
      setSaving(true);
      setGeneral([]);
      try {
        settle(await save(schema.parse(values)));
      } finally {
        setSaving(false);
      }
    },
    (errors) => {
      const values = form.getValues();
      const hidden = Object.entries(errors).filter(([path]) => !((path.split('.')[0] ?? path) in values));
      setGeneral(hidden.map(([path, message]) => ({ code: path, message: String(message) })));
      focusFirstError(formRef);
    },
  );

  return {
    form,
    formRef,
    submit: check,
    saving,
    general,
    isStale,
    kept,
    isUnsaved: useCallback(() => !isSaved.current && form.isDirty(), [form]),
  };
}

const isVersionConflict = (problem: FormProblem): boolean =>
  problem.field === 'version' || problem.field === 'input.version' || (problem.code === 'conflict' && !problem.field);

/** After the errors are in the document: on to the first of them, so that it is read out and can be mended. */
function focusFirstError(form: RefObject<HTMLFormElement | null>): void {
  requestAnimationFrame(() => {
    const first = form.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-form-alert]');
    first?.focus();
  });
}
