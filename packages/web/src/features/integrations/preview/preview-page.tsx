import { counted } from '@causeway/shared/counted';
import { Alert, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconCircleX, IconEye } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { EmptyState, QueryState } from '../../../components/query-state.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { asSentence } from '../../../components/sync-words.ts';
import type { PreviewSummaryFragment } from '../../../graphql/graphql.ts';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { useStepsAgain } from '../setup/use-steps-again.ts';
import { CancelPreviewButton } from './cancel-preview-button.tsx';
import { PreviewCounts } from './preview-counts.tsx';
import { PreviewRecords } from './preview-records.tsx';
import { StalePreview } from './stale-preview.tsx';
import { StartPreviewButton } from './start-preview-button.tsx';
import { useLatestPreview } from './use-latest-preview.ts';

/** What the first sync would do, record by record, before it does anything. */
export function PreviewPage(): ReactElement {
  const result = useLatestPreview();
  const preview = result.data?.preview ?? null;
  useStepsAgain(preview && `${preview.id} ${preview.state}`);
  return (
    <SetupLayout step="PREVIEW">
      <StepHeader
        title="Preview"
        actions={
          preview && (
            <StartPreviewButton label="Make a new one" variant="default" isRunning={preview.state === 'RUNNING'} />
          )
        }
      >
        The first sync is tried on a copy: the same rules, the same decisions, and nothing is written, here or in
        ConnectWise.
      </StepHeader>
      <QueryState result={result} onRetry={result.reload} skeleton={<Skeleton h={320} />}>
        {(data) => (data.preview ? <Preview preview={data.preview} /> : <NoPreview />)}
      </QueryState>
    </SetupLayout>
  );
}

function NoPreview(): ReactElement {
  return (
    <EmptyState
      title="No preview yet"
      icon={<IconEye size={24} aria-hidden />}
      action={<StartPreviewButton label="Make the preview" />}
    >
      It reads ConnectWise once and tells what would be created, linked, skipped, or need a person.
    </EmptyState>
  );
}

function Preview({ preview }: { preview: PreviewSummaryFragment }): ReactElement {
  const search = useSearch({ from: '/app/integrations/setup/preview' });
  switch (preview.state) {
    case 'RUNNING':
      return <BeingMade preview={preview} />;
    case 'FAILED':
      return (
        <Alert color="red" icon={<IconAlertTriangle size={18} aria-hidden />} title="The preview failed" role="alert">
          <Stack gap="sm" align="flex-start">
            <Text size="sm">{asSentence(preview.error ?? 'It ended early')} Nothing was written.</Text>
            <StartPreviewButton label="Try again" variant="default" />
          </Stack>
        </Alert>
      );
    case 'CANCELLED':
      return <Cancelled preview={preview} />;
    case 'DONE':
      return (
        <Stack>
          <StalePreview changedSince={preview.changedSince} />
          <Card component="section" aria-label="Result">
            <Result preview={preview} />
            <PreviewCounts preview={preview} shown={search} />
          </Card>
          <PreviewRecords previewId={preview.id} search={search} />
        </Stack>
      );
    default:
      return preview.state satisfies never;
  }
}

function BeingMade({ preview }: { preview: PreviewSummaryFragment }): ReactElement {
  const seen = preview.entities.reduce((sum, one) => sum + one.processed, 0);
  return (
    <Card component="section" aria-label="Result">
      <Group justify="space-between" align="flex-start" gap="sm" mb="md">
        <div style={{ flex: '1 1 16rem' }}>
          <Title order={3} mb={4}>
            The preview is being made
          </Title>
          <Text size="sm" c="dimmed" role="status">
            {seen > 0 ? `${counted(seen, 'record')} looked at so far.` : 'It begins in a moment.'} You can leave this
            page; it goes on.
          </Text>
        </div>
        <CancelPreviewButton id={preview.id} />
      </Group>
      <PreviewCounts preview={preview} />
    </Card>
  );
}

function Cancelled({ preview }: { preview: PreviewSummaryFragment }): ReactElement {
  return (
    <EmptyState
      title="The preview was cancelled"
      icon={<IconCircleX size={24} aria-hidden />}
      action={<StartPreviewButton label="Make the preview" />}
    >
      {preview.cancelledBy ?? 'Somebody'} ended it <RelativeTime at={preview.finishedAt ?? preview.startedAt} />.
      Nothing was written, and a sync cannot be started by it.
    </EmptyState>
  );
}

function Result({ preview }: { preview: PreviewSummaryFragment }): ReactElement {
  const needPerson = preview.entities.reduce((sum, one) => sum + one.failed, 0);
  return (
    <Group justify="space-between" align="flex-start" gap="sm" mb="md">
      <div style={{ flex: '1 1 16rem' }}>
        <Title order={3} mb={4}>
          What the first sync would do
        </Title>
        <Text size="sm" c="dimmed">
          Made <RelativeTime at={preview.finishedAt ?? preview.startedAt} />
          {preview.requestedBy && ` for ${preview.requestedBy}`}, by the settings of revision {preview.settingsRevision}
          .{needPerson > 0 && ' What needs a person waits in Issues; the others go on.'}
        </Text>
      </div>
      {preview.changedSince.length === 0 && (
        <Button
          rightSection={<IconArrowRight size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/integrations/setup/start" {...props} />}
        >
          Continue to the start
        </Button>
      )}
    </Group>
  );
}
