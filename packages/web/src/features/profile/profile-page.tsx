import { t } from '@lingui/core/macro';
import { Button, Card, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { notifyDone, told } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { useSession } from '../../components/session.ts';
import { roleNames, useViewer } from '../../components/viewer.ts';
import { LanguageCard } from './language-card.tsx';
import { ChangeMyPasswordMutation, HasPasswordQuery, RenameMyselfMutation } from './profile.graphql.ts';
import { SecondFactorCard } from './second-factor-card.tsx';
import { SessionsCard } from './sessions-card.tsx';

/** What each person changes of their own. */
export function ProfilePage(): ReactElement {
  const viewer = useViewer();
  return (
    <>
      <PageHeader title={t`Profile`} description={`${viewer.email ?? ''}, ${roleNames[viewer.role]}`} />
      <Stack maw={640}>
        <NameCard name={viewer.name} />
        <LanguageCard />
        <PasswordCard email={viewer.email ?? ''} />
        <SecondFactorCard />
        <SessionsCard />
      </Stack>
    </>
  );
}

function NameCard({ name }: { name: string }): ReactElement {
  const [{ fetching }, rename] = useMutation(RenameMyselfMutation);
  const form = useForm({
    initialValues: { name },
    validate: { name: (value) => (value.trim() ? null : t`Enter your name.`) },
  });
  const submit = form.onSubmit(async (values) => {
    const { data, error } = await rename(values, { additionalTypenames: ['User', 'Viewer'] });
    told(error, data?.renameMyself.problems, t`Your name was changed.`);
  });
  return (
    <Card component="section" aria-labelledby="profile-name">
      <Title order={2} fz="md" mb="sm" id="profile-name">{t`Name`}</Title>
      <form onSubmit={submit} noValidate>
        <Stack align="flex-start">
          <TextInput label={t`Your name`} w="100%" autoComplete="name" {...form.getInputProps('name')} />
          <Button type="submit" variant="default" loading={fetching}>{t`Save name`}</Button>
        </Stack>
      </form>
    </Card>
  );
}

/** Who comes by a provider alone has no password that could be changed. */
function PasswordCard({ email }: { email: string }): ReactElement {
  const [{ data }] = useQuery({ query: HasPasswordQuery });
  return (
    <Card component="section" aria-labelledby="profile-password">
      <Title order={2} fz="md" mb={4} id="profile-password">{t`Password`}</Title>
      {data?.hasPassword === false ? (
        <Text size="sm">{t`You sign in with a provider and have no password here. Change your password where your provider lets you.`}</Text>
      ) : (
        <PasswordForm email={email} />
      )}
    </Card>
  );
}

function PasswordForm({ email }: { email: string }): ReactElement {
  const { renew } = useSession();
  const [{ fetching }, change] = useMutation(ChangeMyPasswordMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm({
    initialValues: { currentPassword: '', newPassword: '' },
    validate: {
      currentPassword: (value) => (value ? null : t`Enter your current password.`),
      newPassword: (value) => (value.length >= 12 ? null : t`Choose a password of at least 12 characters.`),
    },
  });
  const submit = form.onSubmit(async (values) => {
    setProblems([]);
    const { data, error } = await change(values, { additionalTypenames: ['OwnSession'] });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.changeMyPassword.problems ?? [];
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    form.reset();
    notifyDone(t`Your password was changed. Other sessions that ended: ${data?.changeMyPassword.endedSessions ?? 0}.`);
    // This session has a new cookie, which ended its live stream.
    renew();
  });
  return (
    <>
      <Text
        size="sm"
        c="dimmed"
        mb="sm"
      >{t`At least 12 characters; a few words are fine. All your other sessions end.`}</Text>
      <form onSubmit={submit} noValidate>
        <Stack align="flex-start">
          <input type="email" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput
            label={t`Current password`}
            w="100%"
            autoComplete="current-password"
            {...form.getInputProps('currentPassword')}
          />
          <PasswordInput
            label={t`New password`}
            w="100%"
            autoComplete="new-password"
            {...form.getInputProps('newPassword')}
          />
          <FormProblems problems={problems} />
          <Button type="submit" variant="default" loading={fetching}>{t`Change password`}</Button>
        </Stack>
      </form>
    </>
  );
}
