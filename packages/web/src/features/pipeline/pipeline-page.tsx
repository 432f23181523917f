import { msg, plural, t } from '@lingui/core/macro';
import { ActionIcon, Badge, Button, Group, Modal, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { words } from '../../components/language/language.ts';
import { told } from '../../components/notify.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { QueryState } from '../../components/query-state.tsx';
import { RowList } from '../../components/row-list.tsx';
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

const kindWords: Record<StageKind, string> = words({ OPEN: msg`Open`, WON: msg`Won`, LOST: msg`Lost` });
const kinds = (Object.keys(kindWords) as StageKind[]).map((value) => ({
  value,
  get label() {
    return kindWords[value];
  },
}));

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
        title={t`Pipeline stages`}
        back={{ to: '/opportunities', label: t`Opportunities` }}
        description={t`Names and order may change at any time: opportunities and the mapping to ConnectWise follow. Map a new stage on the mapping page.`}
      />
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ pipelineStages, pipelineSums }) => (
          <Stack maw={760}>
            <RowList label={t`Stages`}>
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
    if (!told(answer.error, answer.data?.renamePipelineStage.problems, t`Renamed to "${name.trim()}".`))
      setName(stage.name);
  };
  const move = async (by: -1 | 1): Promise<void> => {
    const ids = stages.map(({ id }) => id);
    ids.splice(at, 1);
    ids.splice(at + by, 0, stage.id);
    const answer = await reorder({ ids }, context);
    told(answer.error, answer.data?.reorderPipelineStages.problems, t`Order saved.`);
  };
  return (
    <Group component="li" px="md" py="xs" gap="sm">
      <Group gap={2} wrap="nowrap">
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t`Move ${stage.name} up`}
          disabled={refusal !== null || at === 0 || moving.fetching}
          onClick={() => void move(-1)}
        >
          <IconArrowUp size={16} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t`Move ${stage.name} down`}
          disabled={refusal !== null || at === stages.length - 1 || moving.fetching}
          onClick={() => void move(1)}
        >
          <IconArrowDown size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <TextInput
        aria-label={t`Name of ${stage.name}`}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
        maxLength={60}
        disabled={refusal !== null}
        style={{ flex: '1 1 12rem' }}
      />
      {name !== stage.name && (
        <Button size="compact-sm" loading={renaming.fetching} onClick={() => void save()}>{t`Save name`}</Button>
      )}
      <Badge variant="default" radius="sm">
        {kindWords[stage.kind]}
      </Badge>
      <Text size="sm" c="dimmed" w={130}>
        {plural(count, { one: '# opportunity', other: '# opportunities' })}
      </Text>
      <GuardedButton
        needs="canAdminister"
        size="compact-sm"
        variant="default"
        aria-label={t`Retire ${stage.name}`}
        onClick={() => setRetiring(true)}
      >{t`Retire`}</GuardedButton>
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
    if (told(answer.error, answer.data?.retirePipelineStage.problems, t`"${stage.name}" is retired.`)) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Retire the stage ${stage.name}?`}
      centered
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Stack>
        <Text size="sm">{t`It disappears from the pipeline and from the mapping to ConnectWise. Histories keep what they say of it.`}</Text>
        {count > 0 && (
          <Select
            label={plural(count, { one: 'Where its # opportunity goes', other: 'Where its # opportunities go' })}
            description={t`Each is moved as if by hand: its history shows it, and it is pushed as the sync mode says.`}
            data={targets}
            value={moveTo}
            onChange={setMoveTo}
            required
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onClose}>{t`Cancel`}</Button>
          <Button
            color="red.8"
            loading={fetching}
            disabled={count > 0 && moveTo === null}
            onClick={() => void confirm()}
          >{t`Retire stage`}</Button>
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
    if (told(answer.error, answer.data?.addPipelineStage.problems, t`Stage "${name.trim()}" added.`)) setName('');
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
          label={t`New stage`}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
          maxLength={60}
          style={{ flex: '1 1 12rem' }}
        />
        <Select
          label={t`Kind`}
          data={kinds}
          value={kind}
          onChange={(picked) => setKind(kinds.find(({ value }) => value === picked)?.value ?? 'OPEN')}
          allowDeselect={false}
          w={120}
        />
        <GuardedButton
          needs="canAdminister"
          type="submit"
          loading={fetching}
          disabled={name.trim() === ''}
        >{t`Add stage`}</GuardedButton>
      </Group>
    </form>
  );
}
