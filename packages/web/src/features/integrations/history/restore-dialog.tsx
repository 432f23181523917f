import { t } from '@lingui/core/macro';
import { Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../../components/confirm-dialog.tsx';
import { failureText } from '../../../components/failure-text.ts';
import { type FormProblem, FormProblems } from '../../../components/form-problems.tsx';
import { notifyDone } from '../../../components/notify.ts';
import { savedTypes } from '../setup/use-section-form.ts';
import { RestoreMutation } from './history.graphql.ts';

type Props = { revision: number | null; onClose: () => void };

/** Asks before an earlier state is put back; what keeps it from that stays in the dialog. */
export function RestoreDialog({ revision, onClose }: Props): ReactElement {
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [, restore] = useMutation(RestoreMutation);
  const close = (): void => {
    setProblems([]);
    onClose();
  };
  const confirm = async (): Promise<boolean> => {
    if (revision === null) return true;
    const { data, error } = await restore({ revision }, { additionalTypenames: savedTypes });
    const refused = error
      ? [{ code: 'request_failed', message: failureText(error) }]
      : (data?.restoreSettings.problems ?? []);
    setProblems(refused);
    if (refused.length > 0) return false;
    notifyDone(t`The settings are as in revision ${revision ?? ''} again.`);
    return true;
  };
  return (
    <ConfirmDialog
      opened={revision !== null}
      onClose={close}
      title={t`Restore revision ${revision ?? ''}?`}
      confirmLabel={t`Restore`}
      onConfirm={confirm}
    >
      <Text size="sm">{t`The settings become what they were then, as a new revision. Nothing of the history is lost. They apply from now on. Imported tax regions stay as they are. A run that is under way keeps the settings that it began with.`}</Text>
      <FormProblems problems={problems} />
    </ConfirmDialog>
  );
}
