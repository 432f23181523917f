import { Alert, Button, Card, Group, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone } from '../../components/notify.ts';
import { useRefusal } from '../../components/viewer.ts';
import type { SettingsFieldsFragment } from '../../graphql/graphql.ts';
import { DefaultsCard } from './defaults-card.tsx';
import { ModeCard } from './mode-card.tsx';
import { SaveSettingsMutation } from './settings.graphql.ts';
import classes from './settings-editor.module.css';
import { inputOf, type Options, type SettingsValues, valuesOf } from './settings-form.ts';
import { StageMapCard } from './stage-map-card.tsx';
import { StartCard } from './start-card.tsx';

type Props = { settings: SettingsFieldsFragment; options: Options };

/** Mode, defaults and stage map as one form: saved together, with the server's problems at their fields. */
export function SettingsEditor({ settings, options }: Props): ReactElement {
  const refusal = useRefusal('canAdminister');
  const saved = valuesOf(settings);
  const form = useForm<SettingsValues>({ initialValues: saved });
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [{ fetching }, save] = useMutation(SaveSettingsMutation);
  const isDirty = Object.keys(inputOf(form.values, saved)).length > 0;

  const submit = form.onSubmit(async (values) => {
    setProblems([]);
    const { data, error } = await save({ input: inputOf(values, saved) });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.saveSyncSettings.problems ?? [];
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    notifyDone('Settings saved. They count for what happens from now on.');
  });

  return (
    <form onSubmit={submit} noValidate>
      <fieldset disabled={refusal !== null} className={classes.fields}>
        {refusal && <Alert color="gray">{refusal}</Alert>}
        <ModeCard value={form.values.mode} onChange={(mode) => form.setFieldValue('mode', mode)} />
        <DefaultsCard form={form} options={options} />
        <StageMapCard form={form} rows={settings.stageMap} options={options} />
        <FormProblems problems={problems} />
        <SaveBar isDirty={isDirty} isBusy={fetching} onDiscard={form.reset} />
      </fieldset>
      <StartCard startedAt={settings.startedAt ?? null} isDirty={isDirty} />
    </form>
  );
}

type SaveBarProps = { isDirty: boolean; isBusy: boolean; onDiscard: () => void };

function SaveBar({ isDirty, isBusy, onDiscard }: SaveBarProps): ReactElement | null {
  if (!isDirty) return null;
  return (
    <Card padding="sm" shadow="md" style={{ position: 'sticky', bottom: 12, zIndex: 5 }}>
      <Group justify="space-between">
        <Text size="sm" fw={500} role="status">
          There are changes that are not saved.
        </Text>
        <Group gap="xs">
          <Button variant="default" onClick={onDiscard}>
            Discard
          </Button>
          <GuardedButton needs="canAdminister" type="submit" loading={isBusy}>
            Save settings
          </GuardedButton>
        </Group>
      </Group>
    </Card>
  );
}
