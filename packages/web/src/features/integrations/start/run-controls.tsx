import { t } from '@lingui/core/macro';
import { IconPlayerPause, IconPlayerPlay, IconPlayerStop } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { told } from '../../../components/notify.ts';
import { ResumeMutation } from '../integrations.graphql.ts';
import { PauseDialog } from '../pause-dialog.tsx';
import { CancelRunMutation } from './start.graphql.ts';

const also = { additionalTypenames: ['IntegrationHealth', 'SyncSettings', 'SetupStep'] };

/** Pause with a reason, resume, cancel. */
export function RunControls({ runId, isPaused }: { runId: string; isPaused: boolean }): ReactElement {
  const [asks, setAsks] = useState<'pause' | 'cancel' | null>(null);
  const [resuming, resume] = useMutation(ResumeMutation);
  const [, cancelRun] = useMutation(CancelRunMutation);
  const close = () => setAsks(null);
  const goOn = async (): Promise<void> => {
    const { data, error } = await resume({}, also);
    told(error, data?.resumeConnection.problems, t`The sync continues.`);
  };
  const cancel = async (): Promise<boolean> => {
    const { data, error } = await cancelRun({ id: runId }, also);
    return told(error, data?.cancelRun.problems, t`The first sync was cancelled.`);
  };
  return (
    <>
      {isPaused ? (
        <GuardedButton
          needs="canAdminister"
          size="xs"
          loading={resuming.fetching}
          leftSection={<IconPlayerPlay size={14} aria-hidden />}
          onClick={() => void goOn()}
        >{t`Resume`}</GuardedButton>
      ) : (
        <GuardedButton
          needs="canAdminister"
          size="xs"
          variant="default"
          leftSection={<IconPlayerPause size={14} aria-hidden />}
          onClick={() => setAsks('pause')}
        >{t`Pause`}</GuardedButton>
      )}
      <GuardedButton
        needs="canAdminister"
        size="xs"
        variant="default"
        leftSection={<IconPlayerStop size={14} aria-hidden />}
        onClick={() => setAsks('cancel')}
      >{t`Cancel the sync`}</GuardedButton>
      <PauseDialog opened={asks === 'pause'} onClose={close} />
      <ConfirmDialog
        opened={asks === 'cancel'}
        onClose={close}
        title={t`Cancel the first sync?`}
        confirmLabel={t`Cancel the sync`}
        danger
        onConfirm={cancel}
      >{t`It ends after the page that is being written. What came in stays, with its links; starting again continues after it, also with other settings.`}</ConfirmDialog>
    </>
  );
}
