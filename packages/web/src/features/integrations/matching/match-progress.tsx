import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Card, Group, Loader, Progress, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { entityWords, formatCount } from '../../../components/sync-words.ts';
import type { MatchRunFieldsFragment } from '../../../graphql/graphql.ts';

type Entity = MatchRunFieldsFragment['entities'][number];

/** How far a comparison is: each kind of record is read, then compared. */
export function MatchProgress({ run }: { run: MatchRunFieldsFragment }): ReactElement {
  return (
    <Card component="section" aria-label={t`Comparison`}>
      <Group gap="xs">
        <Loader size="xs" aria-hidden />
        <Title order={2}>{t`The records are being compared`}</Title>
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        <Trans>
          Started by {run.startedBy} <RelativeTime at={run.startedAt} />. You can leave this page, it continues.
        </Trans>
      </Text>
      {run.error && (
        <Alert
          color="yellow"
          icon={<IconAlertTriangle size={18} />}
          mb="sm"
          title={t`It is held up and tries again by itself`}
        >
          {run.error}
        </Alert>
      )}
      {run.entities.map((one) => (
        <Group key={one.entity} gap="sm" wrap="nowrap" mb={6}>
          <Text size="sm" w={84} style={{ flex: 'none' }}>
            {entityWords[one.entity].many}
          </Text>
          <Progress
            value={shareOf(one) * 100}
            style={{ flex: 1 }}
            aria-label={`${entityWords[one.entity].many}: ${textOf(one)}`}
          />
          <Text size="sm" c="dimmed" ta="right" w={150} style={{ flex: 'none' }} className="tabular">
            {textOf(one)}
          </Text>
        </Group>
      ))}
    </Card>
  );
}

/** Reading takes most of the time. */
function shareOf({ expected, read, compared, isRead, isCompared }: Entity): number {
  if (isCompared) return 1;
  if (!isRead) return expected ? Math.min(1, read / expected) * 0.8 : 0;
  return 0.8 + (read > 0 ? Math.min(1, compared / read) * 0.2 : 0);
}

function textOf({ expected, read, compared, pairs, isRead, isCompared }: Entity): string {
  if (isCompared) return plural(pairs ?? 0, { one: '# pair', other: '# pairs' });
  if (isRead) return compared > 0 ? t`${formatCount(compared)} compared` : t`${formatCount(read)} read`;
  if (expected == null) return t`waiting`;
  return t`${formatCount(read)} of ${formatCount(expected)} read`;
}
