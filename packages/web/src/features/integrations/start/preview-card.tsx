import { Anchor, Card, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { PreviewSummaryFragment } from '../../../graphql/graphql.ts';
import { PreviewCounts } from '../preview/preview-counts.tsx';
import { StalePreview } from '../preview/stale-preview.tsx';

/** What the start would do, by the newest preview. */
export function PreviewCard({ preview }: { preview: PreviewSummaryFragment | null }): ReactElement {
  return (
    <Card component="section" aria-label="Preview">
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={3}>What will happen</Title>
        <Anchor size="sm" renderRoot={(props) => <Link to="/integrations/setup/preview" {...props} />}>
          {preview ? 'Look at the records' : 'Make the preview'}
        </Anchor>
      </Group>
      {preview?.state === 'DONE' && <StalePreview changedSince={preview.changedSince} />}
      {preview && preview.state !== 'FAILED' ? (
        <PreviewCounts preview={preview} />
      ) : (
        <Text size="sm" c="dimmed">
          {preview ? 'The last preview failed.' : 'No preview was made yet.'} The first start wants one: it tells what
          would be created, linked and left out, before anything is.
        </Text>
      )}
    </Card>
  );
}
