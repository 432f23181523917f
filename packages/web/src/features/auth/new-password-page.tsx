import { t } from '@lingui/core/macro';
import { Anchor, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link, useRouter } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { FrontPage } from '../../components/front-page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useSession } from '../../components/session.ts';
import type { OpenPasswordResetQuery as Opened } from '../../graphql/graphql.ts';
import { OpenPasswordResetQuery, ResetPasswordMutation } from './sign-in.graphql.ts';

/** Where the link of a forgotten password leads. The token is behind "#", which no server logs. */
export function NewPasswordPage(): ReactElement {
  const [token] = useState(() => window.location.hash.slice(1));
  const [result, ask] = useQuery({
    query: OpenPasswordResetQuery,
    variables: { token },
    requestPolicy: 'network-only',
  });
  return (
    <FrontPage title={t`Choose a new password`}>
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ openPasswordReset }) =>
          openPasswordReset ? (
            <PasswordForm token={token} reset={openPasswordReset} />
          ) : (
            <Stack>
              <Text size="sm">{t`This link was used, replaced by a newer one, or is too old.`}</Text>
              <Anchor
                size="sm"
                renderRoot={(props) => <Link to="/forgot-password" {...props} />}
              >{t`Ask for a new link`}</Anchor>
            </Stack>
          )
        }
      </QueryState>
    </FrontPage>
  );
}

type FormProps = { token: string; reset: NonNullable<Opened['openPasswordReset']> };

function PasswordForm({ token, reset }: FormProps): ReactElement {
  const { renew } = useSession();
  const router = useRouter();
  const [{ fetching }, save] = useMutation(ResetPasswordMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm({
    initialValues: { password: '' },
    validate: { password: (value) => (value.length >= 12 ? null : t`Choose a password of at least 12 characters.`) },
  });
  const submit = form.onSubmit(async ({ password }) => {
    setProblems([]);
    const { data, error } = await save({ input: { token, password } });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    if (!data?.resetPassword.email) return setProblems(placeProblems(form, data?.resetPassword.problems ?? []));
    // Whoever was signed in as this person in this browser is so no longer.
    renew();
    await router.navigate({ to: '/sign-in', search: { reason: 'new-password' }, replace: true });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t`For ${reset.email} in ${reset.workspaceName}. You are signed out everywhere, and sign in with the new password afterwards.`}</Text>
        <input type="email" autoComplete="username" value={reset.email} readOnly hidden />
        <PasswordInput
          label={t`New password`}
          description={t`At least 12 characters; a few words are fine.`}
          autoComplete="new-password"
          data-autofocus
          {...form.getInputProps('password')}
        />
        <FormProblems problems={problems} />
        <Button type="submit" loading={fetching} fullWidth>{t`Set the password`}</Button>
      </Stack>
    </form>
  );
}
