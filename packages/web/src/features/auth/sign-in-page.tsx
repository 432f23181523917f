import { t } from '@lingui/core/macro';
import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, useRouter, useRouterState, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { FrontPage } from '../../components/front-page.tsx';
import { NeedsSetUpQuery } from '../../components/needs-set-up.graphql.ts';
import { useSession } from '../../components/session.ts';
import { ProviderButtons } from './provider-buttons.tsx';
import { sentenceOf } from './provider-problems.ts';
import { SecondStepForm } from './second-step-form.tsx';
import { SignInMutation } from './sign-in.graphql.ts';

// Of one file with this page: two more would part what other pages share anew, and cost each of them requests.
export { ForgotPasswordPage } from './forgot-password-page.tsx';
export { NewPasswordPage } from './new-password-page.tsx';

/** E-mail and password, then the code of a second factor where there is one; afterwards one lands where one wanted to go. */
export function SignInPage(): ReactElement {
  const { redirect, reason, problem } = useSearch({ from: '/sign-in' });
  const { renew } = useSession();
  const router = useRouter();
  const [{ fetching }, signIn] = useMutation(SignInMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  // A sign-in by provider comes back here for the second step, its token behind "#".
  const handedOn = useRouterState({ select: ({ location }) => /^step=(.+)$/.exec(location.hash)?.[1] ?? null });
  const [secondStep, setSecondStep] = useState(handedOn);
  const refusal = sentenceOf(problem);
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (/\S+@\S+/.test(value) ? null : t`Enter your e-mail address.`),
      password: (value) => (value ? null : t`Enter your password.`),
    },
  });
  const [{ data: installation }] = useQuery({ query: NeedsSetUpQuery, requestPolicy: 'network-only' });
  useEffect(() => {
    if (installation?.needsSetUp) void router.navigate({ to: '/first-start', replace: true });
  }, [installation, router]);

  const submit = form.onSubmit(async (values) => {
    setProblems([]);
    const { data, error } = await signIn({ email: values.email.trim(), password: values.password });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    if (data?.signIn.secondStep) return setSecondStep(data.signIn.secondStep);
    if (!data?.signIn.viewer) return setProblems(placeProblems(form, data?.signIn.problems ?? []));
    arrive();
  });
  const arrive = (): void => {
    renew();
    // A document is no page of the app: the browser itself goes there.
    if (redirect?.startsWith('/api/')) window.location.replace(redirect);
    else router.history.replace(redirect ?? '/overview');
  };

  if (secondStep)
    return (
      <FrontPage title={t`Second step`}>
        <SecondStepForm secondStep={secondStep} onSignedIn={arrive} onBack={() => setSecondStep(null)} />
      </FrontPage>
    );
  return (
    <FrontPage title={t`Sign in`}>
      <form onSubmit={submit} noValidate>
        <Stack>
          {reason === 'expired' && problems.length === 0 && (
            <Alert
              color="harbor"
              variant="light"
            >{t`Your session ended. Sign in again and you come back to where you were. Where that is refused, ask an administrator whether you are still let in.`}</Alert>
          )}
          {reason === 'new-password' && problems.length === 0 && (
            <Alert color="harbor" variant="light">{t`Your new password is set. Sign in with it.`}</Alert>
          )}
          {refusal && problems.length === 0 && (
            <Alert color="red" variant="light" role="alert">
              {refusal}
            </Alert>
          )}
          <TextInput
            label={t`E-mail`}
            type="email"
            autoComplete="username"
            data-autofocus
            {...form.getInputProps('email')}
          />
          <PasswordInput label={t`Password`} autoComplete="current-password" {...form.getInputProps('password')} />
          <FormProblems problems={problems} />
          <Button type="submit" loading={fetching} fullWidth>{t`Sign in`}</Button>
          <Anchor
            size="sm"
            ta="center"
            renderRoot={(props) => <Link to="/forgot-password" {...props} />}
          >{t`Forgot your password?`}</Anchor>
          <ProviderButtons redirect={redirect} />
        </Stack>
      </form>
    </FrontPage>
  );
}
