import { t } from '@lingui/core/macro';
import { type UseFormReturnType, useForm } from '@mantine/form';
import { type FormEvent, useState } from 'react';
import { useMutation } from 'urql';
import { type KeptDraftState, useKeptDraft } from '../../../components/drafts/use-kept-draft.ts';
import { failureText } from '../../../components/failure-text.ts';
import { type FormProblem, placeProblems } from '../../../components/form-problems.tsx';
import { notifyDone } from '../../../components/notify.ts';
import type { SyncSettingsInput } from '../../../graphql/graphql.ts';
import { SaveSettingsMutation } from './setup.graphql.ts';
import { focusStepFooter } from './step-focus.ts';

export type SectionForm<V extends object> = {
  form: UseFormReturnType<V>;
  /** What the server refused and belongs to no field of the form. */
  problems: FormProblem[];
  isDirty: boolean;
  isSaving: boolean;
  submit: (event?: FormEvent<HTMLFormElement>) => void;
  /** What was typed before and not saved, and is kept in this browser. */
  kept: KeptDraftState;
};

export type SectionFormOptions<V> = {
  /** What the form starts with when that differs from what is saved: a proposal to save or to change. */
  suggested?: V;
  /** Where a problem of the server stands in the form, where the paths differ. */
  /** Tells forms of one page apart. */
  part?: string;
  placeOf?: (problem: FormProblem, values: V, saved: V) => FormProblem;
};

/** What a save may change of what is shown. */
export const savedTypes = [
  'SyncSettings',
  'SetupStep',
  'DriftTask',
  'SettingsRevision',
  'PermissionReport',
  'SyncedField',
  'RemoteCustomField',
];

/**
 * A part of the settings as a form. `inputOf` gives what differs from what is saved, as the mutation wants it; the form's own paths are
 * those of the input, so that the server's problems stand at their fields. Give the page's key the revision, so that it starts anew after a save.
 */
export function useSectionForm<V extends object>(
  saved: V,
  inputOf: (values: V, saved: V) => SyncSettingsInput,
  { suggested = saved, part = '', placeOf = (problem) => problem }: SectionFormOptions<V> = {},
): SectionForm<V> {
  const form = useForm<V>({ initialValues: suggested });
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [{ fetching }, save] = useMutation(SaveSettingsMutation);
  const submit = form.onSubmit(async (values) => {
    setProblems([]);
    const { data, error } = await save({ input: inputOf(values, saved) }, { additionalTypenames: savedTypes });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.saveSyncSettings.problems ?? [];
    if (refused.length > 0)
      return setProblems(
        placeProblems(
          form,
          refused.map((problem) => placeOf(problem, values, saved)),
        ),
      );
    kept.forget();
    notifyDone(t`Saved. It applies from now on.`);
    focusStepFooter();
  });
  const isDirty = Object.keys(inputOf(form.values, saved)).length > 0;
  // A proposal that nobody has touched is no draft.
  const kept = useKeptDraft<V>({
    part,
    base: suggested,
    values: form.values,
    isDirty: isDirty && form.isDirty(),
    put: (values) => form.setValues(values),
  });
  return { form, problems, isDirty, isSaving: fetching, submit, kept };
}

/** Empty text means "not chosen"; the mutation wants null for it. */
export function nulled<T extends Record<string, string>>(values: T): { [K in keyof T]: string | null } {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, value || null])) as {
    [K in keyof T]: string | null;
  };
}
