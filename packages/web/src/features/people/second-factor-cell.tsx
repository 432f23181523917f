import { t } from '@lingui/core/macro';
import { Group } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { useViewer } from '../../components/viewer.ts';
import type { PersonFieldsFragment } from '../../graphql/graphql.ts';
import { peopleContext, ResetSecondFactorMutation } from './people.graphql.ts';

/** Whether a person has a second factor, and the way to take it away from somebody who lost it. */
export function SecondFactorCell({ person }: { person: PersonFieldsFragment }): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [, reset] = useMutation(ResetSecondFactorMutation);
  const { id, name, email, hasSecondFactor } = person;
  // One's own is on the page Profile.
  const isMe = useViewer().email === email;
  if (!hasSecondFactor) return <StatusBadge tone="quiet">{t`Off`}</StatusBadge>;
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await reset({ id }, peopleContext);
    return told(error, data?.resetSecondFactor.problems, t`${name} signs in with the password alone.`);
  };
  return (
    <Group gap={8} wrap="nowrap">
      <StatusBadge tone="ok">{t`On`}</StatusBadge>
      {!isMe && (
        <GuardedButton
          needs="canAdminister"
          size="compact-sm"
          variant="default"
          onClick={() => setAsking(true)}
          aria-label={t`Reset the second factor of ${name}`}
        >{t`Reset`}</GuardedButton>
      )}
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Reset the second factor of ${name}?`}
        confirmLabel={t`Reset`}
        danger
        onConfirm={confirm}
      >{t`For somebody who lost both phone and recovery codes. Make sure that the request is really theirs. They are signed out, told by mail, and sign in with the password alone until they set up a new one.`}</ConfirmDialog>
    </Group>
  );
}
