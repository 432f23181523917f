import { msg, t } from '@lingui/core/macro';
import { Anchor, Card, Group, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { words } from '../../../components/language/language.ts';
import type { PreviewState, PreviewSummaryFragment } from '../../../graphql/graphql.ts';
import { PreviewCounts } from '../preview/preview-counts.tsx';
import { StalePreview } from '../preview/stale-preview.tsx';

const endings: Partial<Record<PreviewState, string>> = words({
  FAILED: msg`The last preview failed.`,
  CANCELLED: msg`The last preview was cancelled.`,
});

/** What the start would do, by the newest preview. */
export function PreviewCard({ preview }: { preview: PreviewSummaryFragment | null }): ReactElement {
  const ending = preview ? endings[preview.state] : t`No preview was created yet.`;
  return (
    <Card component="section" aria-label={t`Preview`}>
      <Group justify="space-between" mb="sm" gap="xs">
        <Title order={3}>{t`What will happen`}</Title>
        <Anchor size="sm" renderRoot={(props) => <Link to="/integrations/setup/preview" {...props} />}>
          {preview ? t`Show the records` : t`Create preview`}
        </Anchor>
      </Group>
      {preview?.state === 'DONE' && <StalePreview changedSince={preview.changedSince} />}
      {preview && !ending ? (
        <PreviewCounts preview={preview} />
      ) : (
        <Text size="sm" c="dimmed">
          {ending}{' '}
          {t`The first start needs one: it shows what would be created, linked and skipped before anything is.`}
        </Text>
      )}
    </Card>
  );
}
