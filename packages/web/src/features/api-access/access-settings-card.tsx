import { t } from '@lingui/core/macro';
import { Card, Group, NumberInput, Stack, Text, Textarea, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone } from '../../components/notify.ts';
import { SaveAccessSettingsMutation } from './api-access.graphql.ts';

type Props = { settings: { tokenMaxDays: number; allowedOrigins: string[] } };

const linesOf = (text: string): string[] =>
  text
    .split(/[\n,]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** How long tokens live, and which web pages may send one. */
export function AccessSettingsCard({ settings }: Props): ReactElement {
  const [{ fetching }, save] = useMutation(SaveAccessSettingsMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm<{ tokenMaxDays: number | string; allowedOrigins: string }>({
    initialValues: { tokenMaxDays: settings.tokenMaxDays, allowedOrigins: settings.allowedOrigins.join('\n') },
  });
  const submit = form.onSubmit(async ({ tokenMaxDays, allowedOrigins }) => {
    setProblems([]);
    const input = { tokenMaxDays: Number(tokenMaxDays), allowedOrigins: linesOf(allowedOrigins) };
    const { data, error } = await save({ input });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    // A problem of one line stands at the field that holds them all.
    const refused = (data?.saveAccessSettings.problems ?? []).map((problem) => ({
      ...problem,
      field: problem.field?.split('.')[0] ?? null,
    }));
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    const saved = data?.saveAccessSettings.settings;
    if (!saved) return;
    const values = { tokenMaxDays: saved.tokenMaxDays, allowedOrigins: saved.allowedOrigins.join('\n') };
    form.setValues(values);
    form.resetDirty(values);
    notifyDone(t`API access saved.`);
  });
  return (
    <Card component="section" aria-label={t`Rules for access`} mt="lg" maw={720}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Title order={2}>{t`Rules for access`}</Title>
          <Textarea
            label={t`Web pages that may ask`}
            description={t`One address per line, such as https://dashboard.example.com. Their pages may use the API from a browser, with a token. Cookies never count there, and programs need no entry.`}
            autosize
            minRows={2}
            {...form.getInputProps('allowedOrigins')}
          />
          <NumberInput
            label={t`Longest life of a token, in days`}
            description={t`For tokens created from now on.`}
            min={1}
            max={3650}
            maw={260}
            {...form.getInputProps('tokenMaxDays')}
          />
          <FormProblems problems={problems} />
          <Group gap="sm">
            <GuardedButton
              needs="canAdminister"
              type="submit"
              loading={fetching}
              blockedBecause={form.isDirty() ? null : t`Nothing was changed.`}
            >{t`Save`}</GuardedButton>
            {form.isDirty() && <Text size="sm" c="dimmed">{t`Not saved yet.`}</Text>}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}
