import { t } from '@lingui/core/macro';
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { FrontPage } from '../../components/front-page.tsx';
import { RequestPasswordResetMutation } from './sign-in.graphql.ts';

/** Asks for the e-mail to which a link is mailed; says the same whoever it is. */
export function ForgotPasswordPage(): ReactElement {
  const [asked, setAsked] = useState<{ email: string; isMailed: boolean } | null>(null);
  return (
    <FrontPage title={t`Forgot your password?`}>
      <Stack>
        {asked ? <Asked {...asked} /> : <AskForm onAsked={setAsked} />}
        <Anchor
          size="sm"
          ta="center"
          renderRoot={(props) => <Link to="/sign-in" search={{}} {...props} />}
        >{t`Back to sign-in`}</Anchor>
      </Stack>
    </FrontPage>
  );
}

function AskForm({ onAsked }: { onAsked: (asked: { email: string; isMailed: boolean }) => void }): ReactElement {
  const [{ fetching }, ask] = useMutation(RequestPasswordResetMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm({
    initialValues: { email: '' },
    validate: { email: (value) => (/\S+@\S+/.test(value) ? null : t`Enter your e-mail address.`) },
  });
  const submit = form.onSubmit(async (values) => {
    setProblems([]);
    const email = values.email.trim();
    const { data, error } = await ask({ email });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.requestPasswordReset.problems ?? [];
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    onAsked({ email, isMailed: data?.requestPasswordReset.isMailed ?? false });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t`Enter the e-mail that you sign in with. You are mailed a link to choose a new password.`}</Text>
        <TextInput
          label={t`E-mail`}
          type="email"
          autoComplete="username"
          data-autofocus
          {...form.getInputProps('email')}
        />
        <FormProblems problems={problems} />
        <Button type="submit" loading={fetching} fullWidth>{t`Send the link`}</Button>
      </Stack>
    </form>
  );
}

function Asked({ email, isMailed }: { email: string; isMailed: boolean }): ReactElement {
  return (
    <div role="status">
      <Stack gap="xs">
        <Text size="sm">
          {isMailed
            ? t`If somebody signs in here as ${email} with a password, a mail with a link is on its way. The link is valid for one hour and works once.`
            : t`This installation sends no mails. If somebody signs in here as ${email} with a password, an administrator finds the mail with the link on the page Outbox. The link is valid for one hour and works once.`}
        </Text>
        <Text
          size="sm"
          c="dimmed"
        >{t`No mail? Look among the junk, or ask an administrator whether you are known by another e-mail. Who signs in with a provider changes the password there.`}</Text>
      </Stack>
    </div>
  );
}
