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
    notifyDone(`The provider answers. People can sign in with ${stored.label}.`);
  });
  const { createsPeople, roleClaim } = form.getValues();
  return (
    <Card component="section" aria-labelledby="provider">
      <Group gap="sm" mb={4}>
        <Title order={2} fz="md" id="provider">
          Sign-in with a provider
        </Title>
        {provider ? <StatusBadge tone="ok">On</StatusBadge> : <StatusBadge tone="quiet">Off</StatusBadge>}
      </Group>
      <Text size="sm" c="dimmed" mb="md">
        By OpenID Connect, with Microsoft Entra, Google, Okta, Keycloak and others. Passwords go on working.
      </Text>
      <form onSubmit={submit} noValidate>
        <Stack>
          <Address label="Redirect URI, to enter at the provider" value={redirectUri} />
          <TextInput
            label="Name"
            description="The button says “Sign in with” and this."
            placeholder="Contoso"
            {...form.getInputProps('label')}
          />
          <TextInput
            label="Issuer"
            description="The address by which the provider calls itself."
            placeholder="https://login.example.com"
            {...form.getInputProps('issuer')}
          />
          <TextInput label="Client ID" autoComplete="off" {...form.getInputProps('clientId')} />
          <PasswordInput
            label="Client secret"
            description={provider ? 'Leave it empty to keep the stored one.' : undefined}
            autoComplete="new-password"
            {...form.getInputProps('clientSecret')}
          />
          <Textarea
            label="Mail domains"
            description="One a line. Only people with a verified e-mail of these come in; any domain when empty."
            placeholder="example.com"
            autosize
            minRows={2}
            {...form.getInputProps('domains')}
          />
          <Switch
            label="People come in without an invitation"
            description="Whoever the provider lets in, of the domains above, becomes a person of this workspace."
            {...form.getInputProps('createsPeople', { type: 'checkbox' })}
          />
          <TextInput
            label="Claim for roles"
            description="Such as groups or realm_access.roles. Without one, roles are those that administrators give."
            {...form.getInputProps('roleClaim')}
          />
          {roleClaim.trim() !== '' && <RoleRows form={form} />}
          {(roleClaim.trim() !== '' || createsPeople) && (
            <Select
              label={roleClaim.trim() === '' ? 'Role of those who come in' : 'Role where no value fits'}
              placeholder={roleClaim.trim() === '' ? 'Choose a role' : 'None: they may not sign in'}
              data={roleOptions}
              clearable
              {...form.getInputProps('defaultRole')}
              onChange={(value) =>
                form.setFieldValue('defaultRole', roleOptions.find((one) => one.value === value)?.value ?? '')
              }
            />
          )}
          <TextInput
            label="Further scopes"
            description="Beside openid, email and profile; some providers tell groups only when asked for them."
            {...form.getInputProps('scopes')}
          />
          <Switch
            label="The provider sees to the second factor"
            description="Its sign-ins are not asked for a code here, even where the workspace demands one."
            {...form.getInputProps('trustsSecondFactor', { type: 'checkbox' })}
          />
          {provider && <Address label="Straight to the provider, to hand to your people" value={startUrl} />}
          <FormProblems problems={problems} />
          <Group gap="sm">
            <GuardedButton
              needs="canAdminister"
              type="submit"
              loading={fetching}
              blockedBecause={form.isDirty() ? null : 'Nothing was changed.'}
            >
              Save
            </GuardedButton>
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
    const isDone = told(error, data?.removeIdentityProvider.problems, `Nobody signs in with ${label} any more.`);
    if (isDone) onRemoved();
    return isDone;
  };
  return (
    <>
      <GuardedButton needs="canAdminister" variant="default" onClick={() => setAsking(true)}>
        Remove
      </GuardedButton>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={`Remove sign-in with ${label}?`}
        confirmLabel="Remove"
        danger
        onConfirm={confirm}
      >
        Who is signed in stays so. People who came in by the provider have no password: the operator gives them one by
        command.
      </ConfirmDialog>
    </>
  );
}
