import { msg, t } from '@lingui/core/macro';
import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { words } from '../../components/language/language.ts';
import type { TokenFieldsFragment } from '../../graphql/graphql.ts';
import { apiTokensContext, RotateTokenMutation } from './api-access.graphql.ts';
import { Secret } from './secret.tsx';

const overlaps = words([
  { value: '0', label: msg`Not at all: it ends at once` },
  { value: '1', label: msg`For an hour` },
  { value: '24', label: msg`For a day` },
  { value: '168', label: msg`For a week` },
]);

/** Makes a new token in place of this one; both work for a while, so that programs change over without a gap. */
export function RotateToken({ token }: { token: TokenFieldsFragment }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const [secret, setSecret] = useState<string | null>(null);
  const close = (): void => {
    setOpen(false);
    setSecret(null);
  };
  return (
    <>
      <GuardedButton
        needs="canAdminister"
        size="compact-sm"
        variant="default"
        onClick={() => setOpen(true)}
        aria-label={t`Replace ${token.name}`}
      >{t`Replace`}</GuardedButton>
      <Modal
        opened={isOpen}
        onClose={close}
        title={secret ? t`Copy the token now` : t`Replace "${token.name}"`}
        centered
        closeOnClickOutside={!secret}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {secret ? (
          <Secret secret={secret} onClose={close} />
        ) : (
          <RotateForm token={token} onMade={setSecret} onCancel={close} />
        )}
      </Modal>
    </>
  );
}

type FormProps = { token: TokenFieldsFragment; onMade: (secret: string) => void; onCancel: () => void };

function RotateForm({ token, onMade, onCancel }: FormProps): ReactElement {
  const [{ fetching }, rotate] = useMutation(RotateTokenMutation);
  const [hours, setHours] = useState('24');
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const confirm = async (): Promise<void> => {
    const { data, error } = await rotate({ id: token.id, overlapHours: Number(hours) }, apiTokensContext);
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    if (data?.rotateApiToken.secret) onMade(data.rotateApiToken.secret);
    else setProblems([...(data?.rotateApiToken.problems ?? [])]);
  };
  return (
    <Stack>
      <Text size="sm">{t`The new token has the same name, scopes and lifetime as this one.`}</Text>
      <Select
        label={t`The old token keeps working`}
        data={overlaps}
        allowDeselect={false}
        value={hours}
        onChange={(value) => setHours(value ?? '24')}
      />
      <FormProblems problems={problems} />
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onCancel}>{t`Cancel`}</Button>
        <Button onClick={confirm} loading={fetching}>{t`Create new token`}</Button>
      </Group>
    </Stack>
  );
}
