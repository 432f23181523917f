import { t } from '@lingui/core/macro';
import { Select, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { notifyDone } from '../../components/notify.ts';
import type { OpportunityQuery as Data } from '../../graphql/graphql.ts';
import { ReopenOpportunityMutation } from './opportunities.graphql.ts';
import { answerProblems, changesOpportunities } from './outcome.ts';

type Props = {
  opened: boolean;
  onClose: () => void;
  opportunity: { id: string; name: string };
  stages: Data['pipelineStages'];
};

export function ReopenDialog({ opened, onClose, opportunity, stages }: Props): ReactElement {
  const open = stages.filter((stage) => stage.kind === 'OPEN');
  const [chosen, setChosen] = useState<string | null>(null);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [, reopen] = useMutation(ReopenOpportunityMutation);
  const stageId = chosen ?? open[0]?.id ?? null;
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await reopen({ id: opportunity.id, stageId }, changesOpportunities);
    const found = answerProblems(error, data?.reopenOpportunity.problems);
    setProblems(found);
    if (found.length > 0) return false;
    notifyDone(t`Reopened.`);
    return true;
  };
  return (
    <ConfirmDialog
      opened={opened}
      onClose={() => {
        setProblems([]);
        onClose();
      }}
      title={t`Reopen “${opportunity.name}”?`}
      confirmLabel={t`Reopen`}
      onConfirm={confirm}
    >
      <Stack gap="md">
        <Select
          label={t`Stage`}
          allowDeselect={false}
          data={open.map(({ id, name }) => ({ value: id, label: name }))}
          value={stageId}
          onChange={setChosen}
        />
        <Text size="sm">{t`What is in ConnectWise already stays there as it is.`}</Text>
        <FormProblems problems={problems} />
      </Stack>
    </ConfirmDialog>
  );
}
