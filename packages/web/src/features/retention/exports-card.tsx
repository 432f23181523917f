import { Button, Card, Group, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { told } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { formatCount } from '../../components/sync-words.ts';
import type { RetentionQuery as RetentionData } from '../../graphql/graphql.ts';
import { DeleteExport, retentionContext } from './retention.graphql.ts';

type File = RetentionData['retentionExports'][number];

const kinds: Readonly<Record<string, string>> = {
  AUDIT: 'Audit log',
  SECURITY: 'Security log',
  DELIVERIES: 'Webhook deliveries',
  ALERTS: 'Alert history',
  MAILS: 'Mails',
};

const columnsFor = (remove: (file: File) => void): Column<File>[] => [
  {
    key: 'file',
    header: 'File',
    cell: (file) => (
      <a href={`/api/retention/exports/${file.id}`} download={file.fileName} title={`SHA-256: ${file.sha256}`}>
        {file.fileName}
      </a>
    ),
  },
  { key: 'kind', header: 'Of', width: 150, onCard: true, cell: (file) => kinds[file.kind] ?? file.kind },
  {
    key: 'rows',
    header: 'Rows',
    width: 170,
    onCard: true,
    cell: (file) => `${formatCount(file.rowCount)} (${sizeText(file.sizeBytes)})`,
  },
  { key: 'at', header: 'Exported', width: 130, cell: (file) => <RelativeTime at={file.createdAt} /> },
  {
    key: 'delete',
    header: '',
    width: 60,
    cell: (file) => (
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        aria-label={`Delete ${file.fileName}`}
        onClick={() => remove(file)}
      >
        <IconTrash size={16} aria-hidden />
      </Button>
    ),
  },
];

/** The files of rows that were removed. */
export function ExportsCard({
  files,
  exportsFirst,
}: {
  files: readonly File[];
  exportsFirst: boolean;
}): ReactElement | null {
  const [chosen, choose] = useState<File | null>(null);
  const [, remove] = useMutation(DeleteExport);
  if (files.length === 0 && !exportsFirst) return null;
  const confirm = async (): Promise<boolean> => {
    const { data, error } = await remove({ id: chosen?.id ?? '' }, retentionContext);
    return told(error, data?.deleteRetentionExport.problems, 'The file is deleted.');
  };
  return (
    <Card component="section" aria-label="Exported rows">
      <Title order={2} mb="xs">
        Exported rows
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        One line of JSON for each row, the oldest first, packed with gzip. Files stay until somebody deletes them.
        Whoever is erased later still stands in them.
      </Text>
      {files.length === 0 ? (
        <Text size="sm">Nothing was old enough yet.</Text>
      ) : (
        <DataTable label="Exported rows" columns={columnsFor(choose)} rows={files} rowKey={(file) => file.id} />
      )}
      <ConfirmDialog
        opened={chosen !== null}
        onClose={() => choose(null)}
        title="Delete this file?"
        confirmLabel="Delete file"
        danger
        onConfirm={confirm}
      >
        <Group>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {chosen?.fileName} holds the only copy of {formatCount(chosen?.rowCount ?? 0)} rows. It cannot be brought
            back.
          </Text>
        </Group>
      </ConfirmDialog>
    </Card>
  );
}

const sizeText = (bytes: number): string =>
  bytes < 1_000_000 ? `${Math.max(1, Math.round(bytes / 1_000))} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
