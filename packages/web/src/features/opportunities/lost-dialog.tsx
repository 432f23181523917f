import { t } from '@lingui/core/macro';
import { Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { notifyDone } from '../../components/notify.ts';
import { MarkOpportunityLostMutation } from './opportunities.graphql.ts';
import { answerProblems, changesOpportunities } from './outcome.ts';

type Props = { opened: boolean; onClose: () => void; opportunity: { id: string; name: string } };

export function LostDialog({ opened, onClose, opportunity }: Props): ReactElement {
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [, markLost] = useMutation(MarkOpportunityLostMutation);
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await markLost({ id: opportunity.id }, changesOpportunities);
    const found = answerProblems(error, data?.markOpportunityLost.problems);
    setProblems(found);
    if (found.length > 0) return false;
    notifyDone(t`Marked as lost.`);
    return true;
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={() => {
        setProblems([]);
        onClose();
      }}
      title={t`Mark “${opportunity.name}” as lost?`}
      confirmLabel={t`Mark lost`}
      danger
      onConfirm={confirm}
    >
      <Stack gap="md">
        <Text size="sm">{t`Nothing is written to ConnectWise. You can reopen the opportunity later.`}</Text>
        <FormProblems problems={problems} />
      </Stack>
    </ConfirmDialog>
  );
}
