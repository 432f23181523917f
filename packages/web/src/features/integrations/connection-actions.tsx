import { Text, Textarea } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { type CombinedError, useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { failureText } from '../../components/failure-text.ts';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import type { ConnectionFieldsFragment } from '../../graphql/graphql.ts';
import { PauseMutation, ResumeMutation, VerifyMutation } from './integrations.graphql.ts';

/** Verify again, replace keys, pause with a reason, resume. */
export function ConnectionActions({ connection }: { connection: ConnectionFieldsFragment }): ReactElement {
  const navigate = useNavigate();
  const [verifying, verify] = useMutation(VerifyMutation);
  const [resuming, resume] = useMutation(ResumeMutation);
  const [asksReason, setAsksReason] = useState(false);
  const check = async (): Promise<void> => {
    const { data, error } = await verify({});
    told(error, data?.verifyConnection.problems, 'ConnectWise accepts the keys.');
  };
  const goOn = async (): Promise<void> => {
    const { data, error } = await resume({});
    told(error, data?.resumeConnection.problems, 'The sync goes on.');
  };
  return (
    <>
      <GuardedButton needs="canAdminister" variant="default" loading={verifying.fetching} onClick={() => void check()}>
        Verify again
      </GuardedButton>
      <GuardedButton
        needs="canAdminister"
        variant="default"
        onClick={() => void navigate({ to: '/integrations/setup/connect' })}
      >
        Replace keys
      </GuardedButton>
      {connection.state === 'PAUSED' ? (
        <GuardedButton needs="canAdminister" loading={resuming.fetching} onClick={() => void goOn()}>
          Resume
        </GuardedButton>
      ) : (
        <GuardedButton needs="canAdminister" variant="default" onClick={() => setAsksReason(true)}>
          Pause
        </GuardedButton>
      )}
      <PauseDialog opened={asksReason} onClose={() => setAsksReason(false)} />
    </>
  );
}

function PauseDialog({ opened, onClose }: { opened: boolean; onClose: () => void }): ReactElement {
  const [reason, setReason] = useState('');
  const [, pause] = useMutation(PauseMutation);
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await pause({ reason: reason.trim() });
    return told(error, data?.pauseConnection.problems, 'The sync is paused.');
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title="Pause the sync?"
      confirmLabel="Pause"
      confirmDisabled={reason.trim() === ''}
      onConfirm={confirm}
    >
      <Text size="sm">
        Nothing is read or sent until somebody resumes. Changes made meanwhile are kept and follow then.
      </Text>
      <Textarea
        label="Reason"
        description="Everybody in the workspace sees it."
        value={reason}
        onChange={({ currentTarget }) => setReason(currentTarget.value)}
        autosize
        minRows={2}
        maxLength={500}
        required
      />
    </ConfirmDialog>
  );
}

function told(
  error: CombinedError | undefined,
  problems: readonly { message: string }[] | undefined,
  done: string,
): boolean {
  const failure = error ? failureText(error) : problems?.[0]?.message;
  if (failure) notifyFailure(failure);
  else notifyDone(done);
  return !failure;
}
