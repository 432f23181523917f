import { t } from '@lingui/core/macro';
import { Anchor, Button, Group, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';

export type Proof = { password: string | null; code: string | null };
type Props = {
  children: string;
  label: string;
  danger?: boolean;
  /** There is no factor yet whose code could be asked for. */
  passwordOnly?: boolean;
  /** Answers what is wrong; nothing when it worked. */
  onProve: (proof: Proof) => Promise<readonly FormProblem[]>;
  onCancel: () => void;
};

/** Asks for a code of the second factor, or for the password, before something that matters. */
export function ProofForm(props: Props): ReactElement {
  const { children, label, danger = false, passwordOnly = false, onProve, onCancel } = props;
  const [byPassword, setByPassword] = useState(passwordOnly);
  const [value, setValue] = useState('');
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblems(await onProve(byPassword ? { password: value, code: null } : { password: null, code: value }));
    setBusy(false);
  };
  const field = {
    value,
    onChange: (event: { currentTarget: { value: string } }) => setValue(event.currentTarget.value),
    'data-autofocus': true,
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Text size="sm">{children}</Text>
        {byPassword ? (
          <PasswordInput key="password" label={t`Password`} autoComplete="current-password" {...field} />
        ) : (
          <TextInput
            key="code"
            label={t`Code`}
            description={t`Of your app, or a recovery code.`}
            autoComplete="one-time-code"
            {...field}
          />
        )}
        {!passwordOnly && (
          <Anchor
            component="button"
            type="button"
            size="sm"
            ta="start"
            onClick={() => {
              setByPassword(!byPassword);
              setValue('');
            }}
          >
            {byPassword ? t`Use a code instead` : t`Use my password instead`}
          </Anchor>
        )}
        <FormProblems problems={[...problems]} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>{t`Cancel`}</Button>
          <Button type="submit" color={danger ? 'red.8' : undefined} loading={busy} disabled={value.trim() === ''}>
            {label}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
