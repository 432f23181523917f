import { t } from '@lingui/core/macro';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import type { ConnectionFieldsFragment } from '../../graphql/graphql.ts';
import { ResumeMutation, VerifyMutation } from './integrations.graphql.ts';
import { PauseDialog } from './pause-dialog.tsx';

/** Verify again, replace keys, pause with a reason, resume. */
export function ConnectionActions({ connection }: { connection: ConnectionFieldsFragment }): ReactElement {
  const navigate = useNavigate();
  const [verifying, verify] = useMutation(VerifyMutation);
  const [resuming, resume] = useMutation(ResumeMutation);
  const [asksReason, setAsksReason] = useState(false);
  const check = async (): Promise<void> => {
    const { data, error } = await verify({});
    told(error, data?.verifyConnection.problems, t`ConnectWise accepts the keys.`);
  };
  const goOn = async (): Promise<void> => {
    const { data, error } = await resume({});
    told(error, data?.resumeConnection.problems, t`The sync continues.`);
  };
  return (
    <>
      <GuardedButton
        needs="canAdminister"
        variant="default"
        loading={verifying.fetching}
        onClick={() => void check()}
      >{t`Verify again`}</GuardedButton>
      <GuardedButton
        needs="canAdminister"
        variant="default"
        onClick={() => void navigate({ to: '/integrations/setup/connect' })}
      >{t`Replace keys`}</GuardedButton>
      {connection.state === 'PAUSED' ? (
        <GuardedButton
          needs="canAdminister"
          loading={resuming.fetching}
          onClick={() => void goOn()}
        >{t`Resume`}</GuardedButton>
      ) : (
        <GuardedButton
          needs="canAdminister"
          variant="default"
          onClick={() => setAsksReason(true)}
        >{t`Pause`}</GuardedButton>
      )}
      <PauseDialog opened={asksReason} onClose={() => setAsksReason(false)} />
    </>
  );
}
