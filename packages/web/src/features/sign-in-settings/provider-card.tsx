import { t } from '@lingui/core/macro';
import {
  Card,
  Code,
  Group,
  PasswordInput,
  Select,
  Stack,
  Switch,
  Text,
  Textarea,
  TextInput,
  Title,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone, told } from '../../components/notify.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { readFragment } from '../../graphql/fragment-masking.ts';
import type { ProviderFieldsFragment } from '../../graphql/graphql.ts';
import { inputOf, type ProviderValues, valuesOf } from './provider-form.ts';
import { RoleRows, roleOptions } from './role-rows.tsx';
import {
  ProviderFields,
  RemoveIdentityProviderMutation,
  SaveIdentityProviderMutation,
  settingsContext,
} from './sign-in-settings.graphql.ts';

/** Sign-in by OpenID Connect: which provider, who comes in by it, and as what. */
export function ProviderCard({ settings }: { settings: ProviderFieldsFragment }): ReactElement {
  const { provider, redirectUri, startUrl } = settings;
  const [{ fetching }, save] = useMutation(SaveIdentityProviderMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm<ProviderValues>({ initialValues: valuesOf(provider) });
  const submit = form.onSubmit(async (values) => {
    setProblems([]);
    const { data, error } = await save({ input: inputOf(values) }, settingsContext);
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = (data?.saveIdentityProvider.problems ?? []).map((problem) => ({
      ...problem,
      // A problem of one domain stands at the field that holds them all.
      field: problem.field?.replace(/^domains\..*/, 'domains') ?? null,
    }));
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    const saved = readFragment(ProviderFields, data?.saveIdentityProvider.settings);
    const stored = valuesOf(saved?.provider);
    form.setValues(stored);
    form.resetDirty(stored);
    notifyDone(t`The provider answers. People can sign in with ${stored.label}.`);
  });
  const { createsPeople, roleClaim } = form.getValues();
  return (
    <Card component="section" aria-labelledby="provider">
      <Group gap="sm" mb={4}>
        <Title order={2} fz="md" id="provider">{t`Sign-in with a provider`}</Title>
        {provider ? <StatusBadge tone="ok">{t`On`}</StatusBadge> : <StatusBadge tone="quiet">{t`Off`}</StatusBadge>}
      </Group>
      <Text
        size="sm"
        c="dimmed"
        mb="md"
      >{t`By OpenID Connect, with Microsoft Entra, Google, Okta, Keycloak and others. Passwords keep working.`}</Text>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Address label={t`Redirect URI, to enter at the provider`} value={redirectUri} />
          <TextInput
            label={t`Name`}
            description={t`The button says “Sign in with” and this name.`}
            placeholder="Contoso"
            {...form.getInputProps('label')}
          />
          <TextInput
            label={t`Issuer`}
            description={t`The address by which the provider calls itself.`}
            placeholder="https://login.example.com"
            {...form.getInputProps('issuer')}
          />
          <TextInput label={t`Client ID`} autoComplete="off" {...form.getInputProps('clientId')} />
          <PasswordInput
            label={t`Client secret`}
            description={provider ? t`Leave it empty to keep the stored one.` : undefined}
            autoComplete="new-password"
            {...form.getInputProps('clientSecret')}
          />
          <Textarea
            label={t`Mail domains`}
            description={t`One per line. Only people with a verified e-mail address of these come in. Empty: any domain.`}
            placeholder="example.com"
            autosize
            minRows={2}
            {...form.getInputProps('domains')}
          />
          <Switch
            label={t`People come in without an invitation`}
            description={t`Whoever the provider lets in, of the domains above, becomes a person of this workspace.`}
            {...form.getInputProps('createsPeople', { type: 'checkbox' })}
          />
          <TextInput
            label={t`Claim for roles`}
            description={t`Such as groups or realm_access.roles. Without one, roles are those that administrators give.`}
            {...form.getInputProps('roleClaim')}
          />
          {roleClaim.trim() !== '' && <RoleRows form={form} />}
          {(roleClaim.trim() !== '' || createsPeople) && (
            <Select
              label={roleClaim.trim() === '' ? t`Role of those who come in` : t`Role where no value fits`}
              placeholder={roleClaim.trim() === '' ? t`Choose a role` : t`None: they may not sign in`}
              data={roleOptions}
              clearable
              {...form.getInputProps('defaultRole')}
              onChange={(value) =>
                form.setFieldValue('defaultRole', roleOptions.find((one) => one.value === value)?.value ?? '')
              }
            />
          )}
          <TextInput
            label={t`Further scopes`}
            description={t`In addition to openid, email and profile. Some providers send groups only when a scope asks for them.`}
            {...form.getInputProps('scopes')}
          />
          <Switch
            label={t`The provider sees to the second factor`}
            description={t`Its sign-ins are not asked for a code here, even where the workspace requires one.`}
            {...form.getInputProps('trustsSecondFactor', { type: 'checkbox' })}
          />
          {provider && <Address label={t`Link straight to the provider, for your people`} value={startUrl} />}
          <FormProblems problems={problems} />
          <Group gap="sm">
            <GuardedButton
              needs="canAdminister"
              type="submit"
              loading={fetching}
              blockedBecause={form.isDirty() ? null : t`Nothing was changed.`}
            >{t`Save`}</GuardedButton>
            {provider && <RemoveProvider label={provider.label} onRemoved={() => form.setValues(valuesOf(null))} />}
          </Group>
        </Stack>
      </form>
    </Card>
  );
}

function Address({ label, value }: { label: string; value: string }): ReactElement {
  return (
    <div>
      <Text size="sm" fw={600} mb={4}>
        {label}
      </Text>
      <Code block aria-label={label} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {value}
      </Code>
    </div>
  );
}

function RemoveProvider({ label, onRemoved }: { label: string; onRemoved: () => void }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [, remove] = useMutation(RemoveIdentityProviderMutation);
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await remove({}, settingsContext);
    const isDone = told(error, data?.removeIdentityProvider.problems, t`Nobody signs in with ${label} any more.`);
    if (isDone) onRemoved();
    return isDone;
  };
  return (
    <>
      <GuardedButton needs="canAdminister" variant="default" onClick={() => setAsking(true)}>{t`Remove`}</GuardedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Remove sign-in with ${label}?`}
        confirmLabel={t`Remove`}
        danger
        onConfirm={confirm}
      >{t`Whoever is signed in stays signed in. People who came in by the provider have no password: the operator gives them one by command.`}</ConfirmDialog>
    </>
  );
}
