import { t } from '@lingui/core/macro';
import { Card, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { EndAllSessionsMutation } from './sign-in-settings.graphql.ts';

/** Everybody out at once, as after a break-in. */
export function SessionsCard(): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [, end] = useMutation(EndAllSessionsMutation);
  const act = async (): Promise<boolean> => {
    const { data, error } = await end({}, { additionalTypenames: ['OwnSession'] });
    return told(error, [], t`Everybody else is signed out. Sessions that ended: ${data?.endAllSessions ?? 0}.`);
  };
  return (
    <Card component="section" aria-labelledby="sessions">
      <Title order={2} fz="md" mb={4} id="sessions">{t`Sessions`}</Title>
      <Stack align="flex-start" gap="sm">
        <Text
          size="sm"
          c="dimmed"
        >{t`A session ends after 12 hours, and with a new password, a new second factor or a deactivation.`}</Text>
        <GuardedButton needs="canAdminister" variant="default" onClick={() => setAsking(true)}>
          {t`Sign everybody out`}
        </GuardedButton>
      </Stack>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Sign everybody out?`}
        confirmLabel={t`Sign everybody out`}
        danger
        onConfirm={act}
      >
        {t`All sessions of this workspace end at once, yours on other devices too; only the one in which you are now goes on. What is typed in a form and not saved may be lost. API tokens keep working.`}
      </ConfirmDialog>
    </Card>
  );
}
