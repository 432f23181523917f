import { Anchor, Card, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PreviewState, PreviewSummaryFragment } from '../../../graphql/graphql.ts';
import { PreviewCounts } from '../preview/preview-counts.tsx';
import { StalePreview } from '../preview/stale-preview.tsx';

const endings: Partial<Record<PreviewState, string>> = {
  FAILED: 'The last preview failed.',
  CANCELLED: 'The last preview was cancelled.',
};

/** What the start would do, by the newest preview. */
export function PreviewCard({ preview }: { preview: PreviewSummaryFragment | null }): ReactElement {
  const ending = preview ? endings[preview.state] : 'No preview was made yet.';
  return (
    <Card component="section" aria-label="Preview">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={3}>What will happen</Title>
        <Anchor size="sm" renderRoot={(props) => <Link to="/integrations/setup/preview" {...props} />}>
          {preview ? 'Look at the records' : 'Make the preview'}
        </Anchor>
      </Group>
      {preview?.state === 'DONE' && <StalePreview changedSince={preview.changedSince} />}
      {preview && !ending ? (
        <PreviewCounts preview={preview} />
      ) : (
        <Text size="sm" c="dimmed">
          {ending} The first start wants one: it tells what would be created, linked and skipped, before anything is.
        </Text>
      )}
    </Card>
  );
}
