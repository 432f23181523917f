import { Alert, Box, Button, Card, Center, Group, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useRouter, useSearch } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import { useSession } from '../../components/session.ts';
import { SignInMutation } from './sign-in.graphql.ts';

/** E-mail and password; afterwards one lands where one wanted to go. */
export function SignInPage(): ReactElement {
  const { redirect, reason } = useSearch({ from: '/sign-in' });
  const { renew } = useSession();
  const router = useRouter();
  const [{ fetching }, signIn] = useMutation(SignInMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm({
    initialValues: { email: '', password: '' },
    validate: {
      email: (value) => (/\S+@\S+/.test(value) ? null : 'Enter your e-mail address.'),
      password: (value) => (value ? null : 'Enter your password.'),
    },
  });
  useEffect(() => {
    document.title = 'Sign in · Causeway';
  }, []);

  const submit = form.onSubmit(async (values) => {
    setProblems([]);
    const { data, error } = await signIn({ email: values.email.trim(), password: values.password });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    if (!data?.signIn.viewer) return setProblems(placeProblems(form, data?.signIn.problems ?? []));
    renew();
    // A document is no page of the app: the browser itself goes there.
    if (redirect?.startsWith('/api/')) window.location.replace(redirect);
    else router.history.replace(redirect ?? '/overview');
  });

  return (
    <Center mih="100vh" p="md" component="main">
      <Box w="100%" maw={400}>
        <Group gap={12} justify="center" mb="lg">
          <img src="/causeway.svg" alt="" width={34} height={34} />
          <Text fw={650} fz={22}>
            Causeway
          </Text>
        </Group>
        <Card padding="xl">
          <Title order={1} fz="lg" mb="md">
            Sign in
          </Title>
          <form onSubmit={submit} noValidate>
            <Stack>
              {reason === 'expired' && problems.length === 0 && (
                <Alert color="harbor" variant="light">
                  Your session ended. Sign in again and you come back to where you were.
                </Alert>
              )}
              <TextInput
                label="E-mail"
                type="email"
                autoComplete="username"
                data-autofocus
                {...form.getInputProps('email')}
              />
              <PasswordInput label="Password" autoComplete="current-password" {...form.getInputProps('password')} />
              <FormProblems problems={problems} />
              <Button type="submit" loading={fetching} fullWidth>
                Sign in
              </Button>
            </Stack>
          </form>
        </Card>
      </Box>
    </Center>
  );
}
