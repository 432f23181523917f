import { t } from '@lingui/core/macro';
import { Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { FrontPage } from '../../components/front-page.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { useSession } from '../../components/session.ts';
import { roleNames } from '../../components/viewer.ts';
import type { OpenInvitationQuery as Invited } from '../../graphql/graphql.ts';
import { AcceptInvitationMutation, OpenInvitationQuery } from './people.graphql.ts';

/** Where an invitation leads: a name and a password, then one is in. The token is behind "#", which no server logs. */
export function InvitationPage(): ReactElement {
  const [token] = useState(() => window.location.hash.slice(1));
  const [result, ask] = useQuery({ query: OpenInvitationQuery, variables: { token }, requestPolicy: 'network-only' });
  return (
    <FrontPage title={t`Join the workspace`}>
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ openInvitation }) =>
          openInvitation ? (
            <AcceptForm token={token} invitation={openInvitation} />
          ) : (
            <Text size="sm">{t`This invitation was used, withdrawn or is too old. Ask for a new link.`}</Text>
          )
        }
      </QueryState>
    </FrontPage>
  );
}

type FormProps = { token: string; invitation: NonNullable<Invited['openInvitation']> };

function AcceptForm({ token, invitation }: FormProps): ReactElement {
  const { renew } = useSession();
  const router = useRouter();
  const [{ fetching }, accept] = useMutation(AcceptInvitationMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm({
    initialValues: { name: '', password: '' },
    validate: {
      name: (value) => (value.trim() ? null : t`Enter your name.`),
      password: (value) => (value.length >= 12 ? null : t`Choose a password of at least 12 characters.`),
    },
  });
  const submit = form.onSubmit(async (values) => {
    setProblems([]);
    const { data, error } = await accept({ input: { token, ...values } });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    if (!data?.acceptInvitation.viewer) return setProblems(placeProblems(form, data?.acceptInvitation.problems ?? []));
    renew();
    router.history.replace('/overview');
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t`You join ${invitation.workspaceName} as ${roleNames[invitation.role]}. You sign in with ${invitation.email}.`}</Text>
        <TextInput label={t`Your name`} autoComplete="name" data-autofocus {...form.getInputProps('name')} />
        <input type="email" autoComplete="username" value={invitation.email} readOnly hidden />
        <PasswordInput
          label={t`Password`}
          description={t`At least 12 characters; a few words are fine.`}
          autoComplete="new-password"
          {...form.getInputProps('password')}
        />
        <FormProblems problems={problems} />
        <Button type="submit" loading={fetching} fullWidth>{t`Join`}</Button>
      </Stack>
    </form>
  );
}
