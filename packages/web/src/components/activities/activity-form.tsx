import { activityForm, type ActivityForm as Input } from '@causeway/shared/forms/activity';
import { msg, t } from '@lingui/core/macro';
import { Button, Group, SegmentedControl, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { type CombinedError, useMutation, useQuery } from 'urql';
import type { ActivityKind, ActivityLineFragment } from '../../graphql/graphql.ts';
import { failureText } from '../failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../form-problems.tsx';
import { GuardedButton } from '../guarded-button.tsx';
import { words } from '../language/language.ts';
import { notifyDone } from '../notify.ts';
import {
  ActivityOwnersQuery,
  CreateActivityMutation,
  changesActivities,
  UpdateActivityMutation,
} from './activities.graphql.ts';

const kinds = words([
  { value: 'task', label: msg`Task` },
  { value: 'call', label: msg`Call` },
  { value: 'note', label: msg`Note` },
]);
const sentKinds: Record<Input['kind'], ActivityKind> = { task: 'TASK', call: 'CALL', note: 'NOTE' };
const kindsHere: Record<ActivityKind, Input['kind']> = { TASK: 'task', CALL: 'call', NOTE: 'note' };

type Props = {
  opportunityId: string;
  /** None for a new one. */
  activity?: ActivityLineFragment | undefined;
  onClose: () => void;
};

/** Plans or notes something for an opportunity, or changes what was. */
export function ActivityForm({ opportunityId, activity, onClose }: Props): ReactElement {
  const [{ data: people }] = useQuery({ query: ActivityOwnersQuery });
  const [{ fetching: creating }, create] = useMutation(CreateActivityMutation);
  const [{ fetching: updating }, update] = useMutation(UpdateActivityMutation);
  const form = useForm({
    initialValues: {
      kind: activity ? kindsHere[activity.kind] : 'task',
      subject: activity?.subject ?? '',
      details: activity?.details ?? '',
      dueOn: activity?.dueOn ?? '',
      ownerId: activity ? (activity.owner?.id ?? null) : undefined,
      version: activity?.version ?? null,
      general: [] as FormProblem[],
    },
    validate: schemaResolver(activityForm, { sync: true }),
  });
  const ownerId = form.values.ownerId === undefined ? (people?.viewer?.user?.id ?? null) : form.values.ownerId;
  const isNote = form.values.kind === 'note';
  const settle = (error: CombinedError | undefined, problems: readonly FormProblem[] | undefined): void => {
    const refused = error ? [{ code: 'request_failed', message: failureText(error) }] : [...(problems ?? [])];
    form.setFieldValue('general', placeProblems(form, refused));
    if (refused.length > 0) return;
    notifyDone(activity ? t`Activity saved.` : t`Activity added.`);
    onClose();
  };
  const submit = form.onSubmit(async (values) => {
    const { kind, ownerId: chosen, ...fields } = activityForm.parse({ ...values, ownerId: values.ownerId ?? null });
    // Left alone, a new one is its maker's.
    const owner = values.ownerId === undefined ? {} : { ownerId: chosen };
    const input = { ...fields, ...owner, kind: sentKinds[kind] };
    if (activity) {
      const { data, error } = await update({ id: activity.id, input }, changesActivities);
      return settle(error, data?.updateActivity.problems);
    }
    const { data, error } = await create({ opportunityId, input }, changesActivities);
    return settle(error, data?.createActivity.problems);
  });
  return (
    <form onSubmit={submit} noValidate aria-label={activity ? t`Edit ${activity.subject}` : t`New activity`}>
      <Stack gap="sm">
        <SegmentedControl
          aria-label={t`What it is`}
          data={kinds}
          style={{ alignSelf: 'flex-start' }}
          value={form.values.kind}
          onChange={(kind) => {
            form.setFieldValue('kind', kind === 'call' || kind === 'note' ? kind : 'task');
            if (kind === 'note') form.setFieldValue('dueOn', '');
          }}
        />
        <TextInput
          label={isNote ? t`What happened` : t`What is to be done`}
          required
          data-autofocus
          {...form.getInputProps('subject')}
        />
        <Group gap="sm" align="flex-start">
          {!isNote && <TextInput type="date" label={t`Due date`} {...form.getInputProps('dueOn')} />}
          <Select
            label={t`Owner`}
            clearable
            clearButtonProps={{ 'aria-label': t`Clear owner` }}
            placeholder={t`Nobody`}
            data={people?.users.map(({ id, name }) => ({ value: id, label: name })) ?? []}
            value={ownerId}
            error={form.errors.ownerId}
            onChange={(id) => form.setFieldValue('ownerId', id)}
          />
        </Group>
        <Textarea label={t`Details`} autosize minRows={2} maxRows={10} {...form.getInputProps('details')} />
        <FormProblems problems={form.values.general} />
        <Group gap="xs">
          <GuardedButton needs="canEdit" type="submit" size="sm" loading={creating || updating}>
            {activity ? t`Save activity` : t`Add activity`}
          </GuardedButton>
          <Button variant="default" size="sm" onClick={onClose}>{t`Cancel`}</Button>
        </Group>
      </Stack>
    </form>
  );
}
