import { t } from '@lingui/core/macro';
import { Drawer, Group, Stack, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { ChangesTable } from '../../../components/changes-table.tsx';
import { ExternalLink } from '../../../components/external-link.tsx';
import { RecordLink } from '../../../components/record-link.tsx';
import { StatusBadge } from '../../../components/status-badge.tsx';
import { causeWords, entityWords } from '../../../components/sync-words.ts';
import type { PreviewRecordRowFragment } from '../../../graphql/graphql.ts';
import { previewWords } from './preview-words.ts';

type Props = { record: PreviewRecordRowFragment | undefined; onClose: () => void };

/** One record of a preview: what would happen to it, why, and field by field what it would hold. */
export function PreviewDrawer({ record, onClose }: Props): ReactElement {
  return (
    <Drawer
      opened={record !== undefined}
      onClose={onClose}
      position="right"
      size="lg"
      title={t`What would happen`}
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      {record && <Details record={record} />}
    </Drawer>
  );
}

function Details({ record }: { record: PreviewRecordRowFragment }): ReactElement {
  const { tone, one } = previewWords[record.operation];
  return (
    <Stack gap="lg">
      <div>
        <Group gap="sm" mb={4}>
          <StatusBadge tone={tone}>{one}</StatusBadge>
          <Text size="sm" c="dimmed">
            {entityWords[record.entity].one}
            {record.code && ` · ${causeWords(record.code)}`}
          </Text>
        </Group>
        <Title order={3}>{record.name}</Title>
        <Text size="sm" mt="xs">
          {record.reason}
        </Text>
        <Group gap="md" mt="xs">
          {record.localId && (
            <Text size="sm" component="span">
              <RecordLink entity={record.entity} localId={record.localId}>{t`Open it in the CRM`}</RecordLink>
            </Text>
          )}
          {record.remoteUrl && <ExternalLink href={record.remoteUrl}>{t`View in ConnectWise`}</ExternalLink>}
        </Group>
      </div>
      {record.changes.length > 0 && <ChangesTable changes={record.changes} />}
    </Stack>
  );
}
