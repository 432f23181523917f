import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Button, Code, PasswordInput, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, useRouter } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { FrontPage } from '../../components/front-page.tsx';
import { NeedsSetUpQuery } from '../../components/needs-set-up.graphql.ts';
import { useSession } from '../../components/session.ts';
import { SetUpMutation } from './first-start.graphql.ts';

/** Makes the workspace of an empty installation and its first administrator; says so when that was done before. */
export function FirstStartPage(): ReactElement {
  const [{ data }] = useQuery({ query: NeedsSetUpQuery, requestPolicy: 'network-only' });
  return (
    <FrontPage title={t`Set up Causeway`} maxWidth={480}>
      {data?.needsSetUp === false ? (
        <Text size="sm">
          <Trans>
            This installation is set up already.{' '}
            <Anchor renderRoot={(props) => <Link to="/sign-in" {...props} />}>Sign in</Anchor>, or ask its administrator
            to invite you.
          </Trans>
        </Text>
      ) : (
        <SetUpForm />
      )}
    </FrontPage>
  );
}

const timeZones = Intl.supportedValuesOf('timeZone');
const currencies = Intl.supportedValuesOf('currency');
const ownTimeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function SetUpForm(): ReactElement {
  const { renew } = useSession();
  const router = useRouter();
  const [{ fetching }, setUp] = useMutation(SetUpMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm({
    initialValues: {
      code: '',
      workspaceName: '',
      timeZone: timeZones.includes(ownTimeZone) ? ownTimeZone : 'UTC',
      currency: 'USD',
      name: '',
      email: '',
      password: '',
    },
    validate: {
      code: (value) => (value.trim() ? null : t`Enter the code from the log of the api.`),
      workspaceName: (value) => (value.trim() ? null : t`Enter the name of your company.`),
      name: (value) => (value.trim() ? null : t`Enter your name.`),
      email: (value) => (/\S+@\S+/.test(value) ? null : t`Enter your e-mail address.`),
      password: (value) => (value.length >= 12 ? null : t`Choose a password of at least 12 characters.`),
    },
  });
  const submit = form.onSubmit(async (input) => {
    setProblems([]);
    const { data, error } = await setUp({ input });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    if (!data?.setUp.viewer) return setProblems(placeProblems(form, data?.setUp.problems ?? []));
    renew();
    router.history.replace('/integrations/setup/connect');
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t`Set-up code`}
          description={
            <Trans>
              The api writes it to its log at the start: look for <Code>set-up code</Code>. It keeps others from taking
              this installation before you.
            </Trans>
          }
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('code')}
        />
        <TextInput
          label={t`Workspace`}
          description={t`The name of your company.`}
          autoComplete="organization"
          {...form.getInputProps('workspaceName')}
        />
        <Select
          label={t`Time zone`}
          data={timeZones.includes('UTC') ? timeZones : ['UTC', ...timeZones]}
          searchable
          allowDeselect={false}
          {...form.getInputProps('timeZone')}
        />
        <Select
          label={t`Currency`}
          data={currencies}
          searchable
          allowDeselect={false}
          {...form.getInputProps('currency')}
        />
        <TextInput label={t`Your name`} autoComplete="name" {...form.getInputProps('name')} />
        <TextInput label={t`E-mail`} type="email" autoComplete="username" {...form.getInputProps('email')} />
        <PasswordInput
          label={t`Password`}
          description={t`At least 12 characters; a few words are fine.`}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <FormProblems problems={problems} />
        <Button type="submit" loading={fetching} fullWidth>{t`Set up and sign in`}</Button>
      </Stack>
    </form>
  );
}
