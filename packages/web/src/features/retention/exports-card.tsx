import { msg, plural, t } from '@lingui/core/macro';
import { Button, Card, Group, Text, Title } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { type Column, DataTable } from '../../components/data-table.tsx';
import { groupDigits, words } from '../../components/language/language.ts';
import { told } from '../../components/notify.ts';
import { RelativeTime } from '../../components/relative-time.tsx';
import { formatCount } from '../../components/sync-words.ts';
import type { RetentionQuery as RetentionData } from '../../graphql/graphql.ts';
import { DeleteExport, retentionContext } from './retention.graphql.ts';

type File = RetentionData['retentionExports'][number];

const kinds: Readonly<Record<string, string>> = words({
  AUDIT: msg`Audit log`,
  SECURITY: msg`Security log`,
  DELIVERIES: msg`Webhook deliveries`,
  ALERTS: msg`Alert history`,
  MAILS: msg`Mails`,
});

const columnsFor = (remove: (file: File) => void): Column<File>[] => [
  {
    key: 'file',
    header: t`File`,
    cell: (file) => (
      <a href={`/api/retention/exports/${file.id}`} download={file.fileName} title={`SHA-256: ${file.sha256}`}>
        {file.fileName}
      </a>
    ),
  },
  { key: 'kind', header: t`Of`, width: 150, onCard: true, cell: (file) => kinds[file.kind] ?? file.kind },
  {
    key: 'rows',
    header: t`Rows`,
    width: 170,
    onCard: true,
    cell: (file) => `${formatCount(file.rowCount)} (${sizeText(file.sizeBytes)})`,
  },
  { key: 'at', header: t`Exported`, width: 130, cell: (file) => <RelativeTime at={file.createdAt} /> },
  {
    key: 'delete',
    header: '',
    width: 60,
    cell: (file) => (
      <Button
        variant="subtle"
        color="red"
        size="compact-sm"
        aria-label={t`Delete ${file.fileName}`}
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
    return told(error, data?.deleteRetentionExport.problems, t`The file is deleted.`);
  };
  return (
    <Card component="section" aria-label={t`Exported rows`}>
      <Title order={2} mb="xs">{t`Exported rows`}</Title>
      <Text
        size="sm"
        c="dimmed"
        mb="sm"
      >{t`One line of JSON for each row, the oldest first, packed with gzip. Files stay until somebody deletes them. A person erased later is still in them.`}</Text>
      {files.length === 0 ? (
        <Text size="sm">{t`Nothing was old enough yet.`}</Text>
      ) : (
        <DataTable label={t`Exported rows`} columns={columnsFor(choose)} rows={files} rowKey={(file) => file.id} />
      )}
      <ConfirmDialog
        opened={chosen !== null}
        onClose={() => choose(null)}
        title={t`Delete this file?`}
        confirmLabel={t`Delete file`}
        danger
        onConfirm={confirm}
      >
        <Group>
          <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
            {t`${chosen?.fileName ?? ''} holds the only copy of ${plural(chosen?.rowCount ?? 0, { one: '# row', other: '# rows' })}. It cannot be brought back.`}
          </Text>
        </Group>
      </ConfirmDialog>
    </Card>
  );
}

const sizeText = (bytes: number): string =>
  bytes < 1_000_000
    ? `${Math.max(1, Math.round(bytes / 1_000))} kB`
    : `${groupDigits((bytes / 1_000_000).toFixed(1))} MB`;
