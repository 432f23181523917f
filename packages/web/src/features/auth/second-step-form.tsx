import { t } from '@lingui/core/macro';
import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { ConfirmSignInMutation } from './sign-in.graphql.ts';

type Props = {
  secondStep: string;
  onSignedIn: () => void;
  /** Back to e-mail and password. */
  onBack: () => void;
};

/** The code of the second factor, after e-mail and password. */
export function SecondStepForm({ secondStep, onSignedIn, onBack }: Props): ReactElement {
  const [{ fetching }, confirm] = useMutation(ConfirmSignInMutation);
  const [code, setCode] = useState('');
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblems([]);
    const { data, error } = await confirm({ secondStep, code });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    if (data?.confirmSignIn.viewer) return onSignedIn();
    setCode('');
    setProblems(data?.confirmSignIn.problems ?? []);
  };
  const isOver = problems.some((problem) => problem.code === 'step_over');
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Text size="sm">{t`Enter the code that your authenticator app shows. Without your phone, enter a recovery code.`}</Text>
        <TextInput
          label={t`Code`}
          autoComplete="one-time-code"
          autoFocus
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <FormProblems problems={problems} />
        <Button
          type="submit"
          loading={fetching}
          disabled={isOver || code.trim() === ''}
          fullWidth
        >{t`Continue`}</Button>
        <Anchor component="button" type="button" size="sm" onClick={onBack}>{t`Begin again`}</Anchor>
      </Stack>
    </form>
  );
}
