import { plural, t } from '@lingui/core/macro';
import { Button, Group, List, Modal, Select, Stack, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { type CombinedError, useMutation, useQuery } from 'urql';
import { ActivityOwnersQuery } from '../../components/activities/activities.graphql.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { notifyDone } from '../../components/notify.ts';
import type { SetStageOfOpportunitiesMutation as Changed, ChosenOpportunityInput } from '../../graphql/graphql.ts';
import {
  PipelineStagesQuery,
  SetOwnerOfOpportunitiesMutation,
  SetStageOfOpportunitiesMutation,
} from './opportunities.graphql.ts';
import { answerProblems, changesOpportunities } from './outcome.ts';

type Answer = Changed['setStageOfOpportunities'];
type Props = { chosen: readonly ChosenOpportunityInput[]; onClose: () => void; onDone: () => void };

/** Moves the chosen opportunities to an open stage. */
export function StageDialog({ chosen, ...rest }: Props): ReactElement {
  const [{ data }] = useQuery({ query: PipelineStagesQuery });
  const [, setStage] = useMutation(SetStageOfOpportunitiesMutation);
  const stages = (data?.pipelineStages ?? []).filter(({ kind }) => kind === 'OPEN');
  return (
    <TogetherDialog
      {...rest}
      title={plural(chosen.length, {
        one: 'Set the stage of # opportunity',
        other: 'Set the stage of # opportunities',
      })}
      label={t`Stage`}
      confirmLabel={t`Set stage`}
      about={t`Those that are won or lost stay as they are: they are won, lost and reopened one by one.`}
      choices={stages.map(({ id, name }) => ({ value: id, label: name }))}
      send={async (stageId) => {
        const sent = await setStage({ opportunities: [...chosen], stageId }, changesOpportunities);
        return { error: sent.error, answer: sent.data?.setStageOfOpportunities };
      }}
    />
  );
}

const NOBODY = 'nobody';

/** Gives the chosen opportunities an owner, or none. */
export function OwnerDialog({ chosen, ...rest }: Props): ReactElement {
  const [{ data }] = useQuery({ query: ActivityOwnersQuery });
  const [, setOwner] = useMutation(SetOwnerOfOpportunitiesMutation);
  const people = (data?.users ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return (
    <TogetherDialog
      {...rest}
      title={plural(chosen.length, {
        one: 'Set the owner of # opportunity',
        other: 'Set the owner of # opportunities',
      })}
      label={t`Owner`}
      confirmLabel={t`Set owner`}
      choices={[...people, { value: NOBODY, label: t`No owner` }]}
      send={async (choice) => {
        const ownerId = choice === NOBODY ? null : choice;
        const sent = await setOwner({ opportunities: [...chosen], ownerId }, changesOpportunities);
        return { error: sent.error, answer: sent.data?.setOwnerOfOpportunities };
      }}
    />
  );
}

type TogetherProps = Omit<Props, 'chosen'> & {
  title: string;
  label: string;
  confirmLabel: string;
  about?: string;
  choices: { value: string; label: string }[];
  send: (choice: string) => Promise<{ error: CombinedError | undefined; answer: Answer | undefined }>;
};

/** Asks for the value, and names those that were left as they are. */
function TogetherDialog(props: TogetherProps): ReactElement {
  const { title, label, confirmLabel, about, choices, send, onClose, onDone } = props;
  const [choice, setChoice] = useState<string | null>(null);
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const [partly, setPartly] = useState<Answer | null>(null);
  if (partly) return <Refused title={title} answer={partly} onClose={onDone} />;
  const confirm = async (): Promise<false> => {
    if (choice === null) return false;
    const { error, answer } = await send(choice);
    const found = answerProblems(error, answer?.problems);
    setProblems(found);
    if (found.length > 0 || !answer) return false;
    if (answer.refused.length > 0) setPartly(answer);
    else {
      notifyDone(changed(answer));
      onDone();
    }
    return false;
  };
  return (
    <ConfirmDialog
      opened
      onClose={onClose}
      title={title}
      confirmLabel={confirmLabel}
      confirmDisabled={choice === null}
      onConfirm={confirm}
    >
      <Stack gap="md">
        <Select label={label} data={choices} value={choice} onChange={setChoice} allowDeselect={false} searchable />
        {about && <Text size="sm">{about}</Text>}
        <FormProblems problems={problems} />
      </Stack>
    </ConfirmDialog>
  );
}

const changed = ({ opportunities: { length } }: Answer): string =>
  plural(length, { one: 'Set for # opportunity.', other: 'Set for # opportunities.' });

function Refused({ title, answer, onClose }: { title: string; answer: Answer; onClose: () => void }): ReactElement {
  const { refused } = answer;
  return (
    <Modal opened onClose={onClose} title={title} centered closeButtonProps={{ 'aria-label': t`Close` }}>
      <Stack>
        <Text size="sm">
          {changed(answer)} {plural(refused.length, { one: '# was left as it is:', other: '# were left as they are:' })}
        </Text>
        <List size="sm" spacing="xs">
          {refused.map(({ id, name, message }) => (
            <List.Item key={id}>{name ? `${name}: ${message}` : message}</List.Item>
          ))}
        </List>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>{t`Done`}</Button>
        </Group>
      </Stack>
    </Modal>
  );
}
