import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Button, Card, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconCircleX, IconEye } from '@tabler/icons-react';
import { Link, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { EnglishOnly } from '../../../components/language/english-only.tsx';
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
        title={t`Preview`}
        actions={
          preview && (
            <StartPreviewButton
              label={t`Create new preview`}
              variant="default"
              isRunning={preview.state === 'RUNNING'}
            />
          )
        }
      >
        {t`The first sync is tried on a copy: the same rules, the same decisions, and nothing is written, here or in ConnectWise.`}
        <EnglishOnly />
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
      title={t`No preview yet`}
      icon={<IconEye size={24} aria-hidden />}
      action={<StartPreviewButton label={t`Create preview`} />}
    >{t`It reads ConnectWise once and shows what would be created, linked or skipped, or would need a person.`}</EmptyState>
  );
}

function Preview({ preview }: { preview: PreviewSummaryFragment }): ReactElement {
  const search = useSearch({ from: '/app/integrations/setup/preview' });
  switch (preview.state) {
    case 'RUNNING':
      return <BeingMade preview={preview} />;
    case 'FAILED':
      return (
        <Alert
          color="red"
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={t`The preview failed`}
          role="alert"
        >
          <Stack gap="sm" align="flex-start">
            <Text size="sm">
              <Trans>{asSentence(preview.error ?? t`It ended early`)} Nothing was written.</Trans>
            </Text>
            <StartPreviewButton label={t`Try again`} variant="default" />
          </Stack>
        </Alert>
      );
    case 'CANCELLED':
      return <Cancelled preview={preview} />;
    case 'DONE':
      return (
        <Stack>
          <StalePreview changedSince={preview.changedSince} />
          <Card component="section" aria-label={t`Result`}>
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
    <Card component="section" aria-label={t`Result`}>
      <Group justify="space-between" align="flex-start" gap="sm" mb="md">
        <div style={{ flex: '1 1 16rem' }}>
          <Title order={3} mb={4}>{t`The preview is being created`}</Title>
          <Text size="sm" c="dimmed" role="status">
            {seen > 0
              ? plural(seen, { one: '# record looked at so far.', other: '# records looked at so far.' })
              : t`It begins in a moment.`}{' '}
            {t`You can leave this page, it continues.`}
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
      title={t`The preview was cancelled`}
      icon={<IconCircleX size={24} aria-hidden />}
      action={<StartPreviewButton label={t`Create preview`} />}
    >
      <Trans>
        {preview.cancelledBy ?? t`Somebody`} ended it <RelativeTime at={preview.finishedAt ?? preview.startedAt} />.
        Nothing was written, and it cannot be used to start a sync.
      </Trans>
    </EmptyState>
  );
}

function Result({ preview }: { preview: PreviewSummaryFragment }): ReactElement {
  const needPerson = preview.entities.reduce((sum, one) => sum + one.failed, 0);
  return (
    <Group justify="space-between" align="flex-start" gap="sm" mb="md">
      <div style={{ flex: '1 1 16rem' }}>
        <Title order={3} mb={4}>{t`What the first sync would do`}</Title>
        <Text size="sm" c="dimmed">
          {preview.requestedBy ? (
            <Trans>
              Created <RelativeTime at={preview.finishedAt ?? preview.startedAt} /> for {preview.requestedBy}, by the
              settings of revision {preview.settingsRevision}.
            </Trans>
          ) : (
            <Trans>
              Created <RelativeTime at={preview.finishedAt ?? preview.startedAt} />, by the settings of revision{' '}
              {preview.settingsRevision}.
            </Trans>
          )}
          {needPerson > 0 && <> {t`What needs a person waits in Issues. The others continue.`}</>}
        </Text>
      </div>
      {preview.changedSince.length === 0 && (
        <Button
          rightSection={<IconArrowRight size={16} aria-hidden />}
          renderRoot={(props) => <Link to="/integrations/setup/start" {...props} />}
        >{t`Continue to start`}</Button>
      )}
    </Group>
  );
}
