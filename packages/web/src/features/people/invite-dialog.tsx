import { t } from '@lingui/core/macro';
import { Alert, Button, Code, CopyButton, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems, placeProblems } from '../../components/form-problems.tsx';
import type { Role } from '../../graphql/graphql.ts';
import { InvitePersonMutation, peopleContext } from './people.graphql.ts';
import { roleOptions } from './person-actions.tsx';

type Made = { link: string; email: string; isMailed: boolean };
type Props = { opened: boolean; onClose: () => void };

/** Makes an invitation, then shows its link, which cannot be seen again. */
export function InviteDialog({ opened, onClose }: Props): ReactElement {
  const [made, setMade] = useState<Made | null>(null);
  const close = (): void => {
    setMade(null);
    onClose();
  };
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={made ? (made.isMailed ? t`Mailed to ${made.email}` : t`Send this link`) : t`Invite a person`}
      centered
      closeOnClickOutside={!made}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {made ? <InvitationLink made={made} onClose={close} /> : <InviteForm onInvited={setMade} onCancel={close} />}
    </Modal>
  );
}

function InviteForm({ onInvited, onCancel }: { onInvited: (made: Made) => void; onCancel: () => void }): ReactElement {
  const [{ fetching }, invite] = useMutation(InvitePersonMutation);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const form = useForm<{ email: string; role: Role }>({
    initialValues: { email: '', role: 'SALES' },
    validate: { email: (value) => (/\S+@\S+/.test(value) ? null : t`Enter an e-mail address.`) },
  });
  const submit = form.onSubmit(async (input) => {
    setProblems([]);
    const { data, error } = await invite({ input }, peopleContext);
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const refused = data?.invitePerson.problems ?? [];
    if (refused.length > 0) return setProblems(placeProblems(form, refused));
    const { link, isMailed } = data?.invitePerson ?? {};
    if (link) onInvited({ link, isMailed: isMailed ?? false, email: input.email.trim() });
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput label={t`E-mail`} type="email" required data-autofocus {...form.getInputProps('email')} />
        <Select label={t`Role`} data={roleOptions} allowDeselect={false} {...form.getInputProps('role')} />
        <FormProblems problems={problems} />
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onCancel}>{t`Cancel`}</Button>
          <Button type="submit" loading={fetching}>{t`Invite`}</Button>
        </Group>
      </Stack>
    </form>
  );
}

function InvitationLink({ made, onClose }: { made: Made; onClose: () => void }): ReactElement {
  const { link, isMailed } = made;
  return (
    <Stack>
      <Alert color="yellow" variant="light">
        <Text size="sm">
          {isMailed
            ? t`The mail is on its way. The page Outbox shows when it was sent. You may also hand over the link, which is shown this once.`
            : t`This installation sends no mail, so hand over the link, which is shown this once.`}{' '}
          {t`Whoever opens it first within seven days joins the workspace, so send it only to the person you mean.`}
        </Text>
      </Alert>
      <Code block aria-label={t`Invitation link`} style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {link}
      </Code>
      <Group justify="flex-end" gap="xs">
        <CopyButton value={link}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? t`Copied` : t`Copy`}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onClose}>{t`Done`}</Button>
      </Group>
    </Stack>
  );
}
