import { plural, t } from '@lingui/core/macro';
import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import type { TokenScope } from '../../graphql/graphql.ts';
import { CreateTokenMutation } from './api-access.graphql.ts';
import { scopeWords, tokenScopes } from './scope-words.ts';
import { Secret } from './secret.tsx';

type Props = { opened: boolean; onClose: () => void; maxDays: number };

/** Makes a token, then shows its secret, which cannot be seen again. */
export function CreateTokenDialog({ opened, onClose, maxDays }: Props): ReactElement {
  const [secret, setSecret] = useState<string | null>(null);
  const close = (): void => {
    setSecret(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={secret ? t`Copy the token now` : t`New token`}
      centered
      closeOnClickOutside={!secret}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {secret ? (
        <Secret secret={secret} onClose={close} />
      ) : (
        <TokenForm onCreated={setSecret} onCancel={close} maxDays={maxDays} />
      )}
    </Modal>
  );
}

const dayMs = 86_400_000;
const USUAL_DAYS = 90;
const dayCounts = [7, 30, USUAL_DAYS, 365];

const labelOf = (days: number): string =>
  days === 365 ? t`One year` : plural(days, { one: '# day', other: '# days' });

/** The lifetimes to choose from, up to the longest that is allowed. */
function lifetimes(maxDays: number): { value: string; label: string }[] {
  const shorter = dayCounts.filter((days) => days < maxDays);
  return [...shorter, maxDays].map((days) => ({ value: String(days), label: labelOf(days) }));
}

function TokenForm({
  onCreated,
  onCancel,
  maxDays,
}: {
  onCreated: (secret: string) => void;
  onCancel: () => void;
  maxDays: number;
}): ReactElement {
  const [{ fetching }, create] = useMutation(CreateTokenMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm<{ name: string; scopes: TokenScope[]; days: string }>({
    initialValues: { name: '', scopes: ['AUDIT'], days: String(Math.min(USUAL_DAYS, maxDays)) },
    validate: {
      name: (value) => (value.trim() ? null : t`Enter a name that says who uses the token.`),
      scopes: (value) => (value.length > 0 ? null : t`Choose what the token may do.`),
    },
  });
  const submit = form.onSubmit(async ({ name, scopes, days }) => {
    setProblems([]);
    const expiresAt = new Date(Date.now() + Number(days) * dayMs).toISOString();
    const { data, error } = await create({ input: { name: name.trim(), scopes, expiresAt } });
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.createApiToken.problems ?? [];
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    if (data?.createApiToken.secret) onCreated(data.createApiToken.secret);
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t`Name`}
          description={t`Who or what uses it`}
          required
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Checkbox.Group label={t`Scopes`} {...form.getInputProps('scopes')}>
          <Stack gap="xs" mt={6}>
            {tokenScopes.map((scope) => (
              <Checkbox
                key={scope}
                value={scope}
                label={scopeWords[scope].label}
                description={scopeWords[scope].sentence}
              />
            ))}
          </Stack>
        </Checkbox.Group>
        <Select
          label={t`Expires after`}
          data={lifetimes(maxDays)}
          allowDeselect={false}
          {...form.getInputProps('days')}
        />
        <FormProblems problems={problems} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>{t`Cancel`}</Button>
          <Button type="submit" loading={fetching}>{t`Create token`}</Button>
        </Group>
      </Stack>
    </form>
  );
}
