import { ActionIcon, Badge, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { RowList } from '../../components/row-list.tsx';
import { formatCount } from '../../components/sync-words.ts';
import { useRefusal } from '../../components/viewer.ts';
import type { StagesQuery as Data, StageKind } from '../../graphql/graphql.ts';
import { StagesQuery } from './pipeline.graphql.ts';
import {
  AddStageMutation,
  RenameStageMutation,
  ReorderStagesMutation,
  RetireStageMutation,
} from './stage-changes.graphql.ts';

type Stage = Data['pipelineStages'][number];

const kindWords: Record<StageKind, string> = { OPEN: 'Open', WON: 'Won', LOST: 'Lost' };
const kinds = (Object.keys(kindWords) as StageKind[]).map((value) => ({ value, label: kindWords[value] }));

/** What a change of the pipeline may change of other pages. */
const context = {
  additionalTypenames: ['PipelineStage', 'Opportunity', 'OpportunityPage', 'StageSum', 'SyncSettings', 'SetupStep'],
};

/** The stages of the pipeline, as an administrator shapes them. */
export function PipelinePage(): ReactElement {
  const [result, ask] = useQuery({ query: StagesQuery, requestPolicy: 'cache-and-network' });
  return (
    <>
      <PageHeader
        title="Pipeline stages"
        back={{ to: '/opportunities', label: 'Opportunities' }}
        description="Names and order may change at any time: opportunities and the mapping to ConnectWise go along. A new stage waits for its pair on the mapping page."
      />
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ pipelineStages, pipelineSums }) => (
          <Stack maw={760}>
            <RowList label="Stages">
              {pipelineStages.map((stage, at) => (
                <StageRow
                  key={stage.id}
                  stage={stage}
                  at={at}
                  stages={pipelineStages}
                  count={pipelineSums.find(({ stageId }) => stageId === stage.id)?.count ?? 0}
                />
              ))}
            </RowList>
            <AddStage />
          </Stack>
        )}
      </QueryState>
    </>
  );
}

type RowProps = { stage: Stage; at: number; stages: readonly Stage[]; count: number };

function StageRow({ stage, at, stages, count }: RowProps): ReactElement {
  const refusal = useRefusal('canAdminister');
  const [name, setName] = useState(stage.name);
  const [isRetiring, setRetiring] = useState(false);
  const [renaming, rename] = useMutation(RenameStageMutation);
  const [moving, reorder] = useMutation(ReorderStagesMutation);
  const save = async (): Promise<void> => {
    const answer = await rename({ id: stage.id, name }, context);
    if (!told(answer.error, answer.data?.renamePipelineStage.problems, `Renamed to "${name.trim()}".`))
      setName(stage.name);
  };
  const move = async (by: -1 | 1): Promise<void> => {
    const ids = stages.map(({ id }) => id);
    ids.splice(at, 1);
    ids.splice(at + by, 0, stage.id);
    const answer = await reorder({ ids }, context);
    told(answer.error, answer.data?.reorderPipelineStages.problems, 'Order saved.');
  };
  return (
    <Group component="li" px="md" py="xs" gap="sm">
      <Group gap={2} wrap="nowrap">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Move ${stage.name} up`}
          disabled={refusal !== null || at === 0 || moving.fetching}
          onClick={() => void move(-1)}
        >
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`Move ${stage.name} down`}
          disabled={refusal !== null || at === stages.length - 1 || moving.fetching}
          onClick={() => void move(1)}
        >
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <TextInput
        aria-label={`Name of ${stage.name}`}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={60}
        disabled={refusal !== null}
        style={{ flex: '1 1 12rem' }}
      />
      {name !== stage.name && (
        <Button size="compact-sm" loading={renaming.fetching} onClick={() => void save()}>
          Save name
        </Button>
      )}
      <Badge variant="default" radius="sm">
        {kindWords[stage.kind]}
      </Badge>
      <Text size="sm" c="dimmed" w={130}>
        {formatCount(count)} {count === 1 ? 'opportunity' : 'opportunities'}
      </Text>
      <GuardedButton
        needs="canAdminister"
        size="compact-sm"
        variant="default"
        aria-label={`Retire ${stage.name}`}
        onClick={() => setRetiring(true)}
      >
        Retire
      </GuardedButton>
      {isRetiring && <RetireDialog stage={stage} stages={stages} count={count} onClose={() => setRetiring(false)} />}
    </Group>
  );
}

type RetireProps = { stage: Stage; stages: readonly Stage[]; count: number; onClose: () => void };

function RetireDialog({ stage, stages, count, onClose }: RetireProps): ReactElement {
  const [moveTo, setMoveTo] = useState<string | null>(null);
  const [{ fetching }, retire] = useMutation(RetireStageMutation);
  const targets = stages
    .filter(({ id, kind }) => id !== stage.id && kind === stage.kind)
    .map(({ id, name }) => ({ value: id, label: name }));
  const confirm = async (): Promise<void> => {
    const answer = await retire({ id: stage.id, moveTo }, context);
    if (told(answer.error, answer.data?.retirePipelineStage.problems, `"${stage.name}" is retired.`)) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Retire the stage ${stage.name}?`}
      centered
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Stack>
        <Text size="sm">
          It disappears from the pipeline and from the mapping to ConnectWise. What was said of it stays in the
          histories.
        </Text>
        {count > 0 && (
          <Select
            label={`Where its ${formatCount(count)} ${count === 1 ? 'opportunity goes' : 'opportunities go'}`}
            description="Each is moved like by hand: it stands in its history and goes out as the sync mode says."
            data={targets}
            value={moveTo}
            onChange={setMoveTo}
            required
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            color="red.8"
            loading={fetching}
            disabled={count > 0 && moveTo === null}
            onClick={() => void confirm()}
          >
            Retire stage
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function AddStage(): ReactElement {
  const [name, setName] = useState('');
  const [kind, setKind] = useState<StageKind>('OPEN');
  const [{ fetching }, add] = useMutation(AddStageMutation);
  const submit = async (): Promise<void> => {
    const answer = await add({ name, kind }, context);
    if (told(answer.error, answer.data?.addPipelineStage.problems, `Stage "${name.trim()}" added.`)) setName('');
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Group align="flex-end" gap="sm">
        <TextInput
          label="New stage"
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={60}
          style={{ flex: '1 1 12rem' }}
        />
        <Select
          label="Kind"
          data={kinds}
          value={kind}
          onChange={(picked) => setKind(kinds.find(({ value }) => value === picked)?.value ?? 'OPEN')}
          allowDeselect={false}
          w={120}
        />
        <GuardedButton needs="canAdminister" type="submit" loading={fetching} disabled={name.trim() === ''}>
          Add stage
        </GuardedButton>
      </Group>
    </form>
  );
}
