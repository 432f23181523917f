import { pullOutcome, pushOutcome } from '@causeway/shared/mapping/outcome.rules';
import type { RemoteOption, StageMapping } from '@causeway/shared/mapping/stage-mapping';
import { t } from '@lingui/core/macro';
import { Card, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { EnglishOnly } from '../../../components/language/english-only.tsx';

type Props = { mapping: StageMapping; isUnsaved: boolean };

/** Tries the mapping out in both directions, as it stands on the page, and names the rule that decided. */
export function MappingSimulator({ mapping, isUnsaved }: Props): ReactElement {
  return (
    <Card component="section" aria-label={t`Try it out`} mt="lg">
      <Title order={2}>{t`Try it out`}</Title>
      <Text size="sm" c="dimmed" mb="md">
        {isUnsaved ? t`With the changes above, which are not saved yet.` : t`With the saved settings.`}
        <EnglishOnly />
      </Text>
      <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
        <PushTrial mapping={mapping} />
        <PullTrial mapping={mapping} />
      </SimpleGrid>
    </Card>
  );
}

function PushTrial({ mapping }: { mapping: StageMapping }): ReactElement {
  const [stageId, setStageId] = useState<string | null>(null);
  const [cwStatus, setCwStatus] = useState<string | null>(null);
  const stage = mapping.stages.find((one) => one.id === stageId);
  const usesField = mapping.options.statusSource === 'custom_field';
  const labels = [...new Set(mapping.statuses.filter((s) => s.isActive).map((s) => s.label))];
  return (
    <Stack gap="sm">
      <Title order={3}>{t`To ConnectWise`}</Title>
      <Select
        label={t`An opportunity enters the stage`}
        placeholder={t`Choose a stage`}
        data={mapping.stages.map(({ id, name }) => ({ value: id, label: name }))}
        value={stageId}
        onChange={setStageId}
        searchable
      />
      {usesField && (
        <Select
          label={t`Its CW Status is`}
          placeholder={t`empty`}
          data={labels}
          value={cwStatus}
          onChange={setCwStatus}
          clearable
          clearButtonProps={{ 'aria-label': t`Clear CW Status` }}
        />
      )}
      <Outcome label={t`What ConnectWise gets`}>
        {stage
          ? pushOutcome({ stage, cwStatus: usesField ? cwStatus : null, isEntering: true }, mapping).sentence
          : t`Choose a stage to see what ConnectWise gets.`}
      </Outcome>
    </Stack>
  );
}

function PullTrial({ mapping }: { mapping: StageMapping }): ReactElement {
  const [remoteStageId, setStage] = useState<string | null>(null);
  const [remoteStatusId, setStatus] = useState<string | null>(null);
  const isAsked = remoteStageId !== null || remoteStatusId !== null;
  return (
    <Stack gap="sm">
      <Title order={3}>{t`From ConnectWise`}</Title>
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        <RemoteSelect
          label={t`Its stage is`}
          options={mapping.remoteStages}
          value={remoteStageId}
          onChange={setStage}
        />
        <RemoteSelect label={t`Its status is`} options={mapping.statuses} value={remoteStatusId} onChange={setStatus} />
      </SimpleGrid>
      <Outcome label={t`Where it arrives`}>
        {isAsked
          ? (pullOutcome({ remoteStageId, remoteStatusId }, mapping)?.sentence ??
            t`The pipeline has no open stage. Add one first.`)
          : t`Choose a stage or a status of ConnectWise to see where it arrives.`}
      </Outcome>
    </Stack>
  );
}

type RemoteSelectProps = {
  label: string;
  options: readonly RemoteOption[];
  value: string | null;
  onChange: (remoteId: string | null) => void;
};

function RemoteSelect({ label, options, value, onChange }: RemoteSelectProps): ReactElement {
  return (
    <Select
      label={label}
      placeholder={t`none`}
      data={options.map((option) => ({
        value: option.remoteId,
        label: option.isActive ? option.label : t`${option.label} (inactive)`,
      }))}
      value={value}
      onChange={onChange}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': t`Clear: ${label}` }}
    />
  );
}

function Outcome({ label, children }: { label: string; children: string }): ReactElement {
  return (
    <Text size="sm" role="status" aria-label={label}>
      {children}
    </Text>
  );
}
