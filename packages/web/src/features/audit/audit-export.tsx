import { Button, Group, Menu, Progress, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useRef, useState } from 'react';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { formatCount } from '../../components/sync-words.ts';
import type { AuditFilter } from '../../graphql/graphql.ts';
import { downloadExport, type ExportProgress } from './download-export.ts';

/** All that matches as a file, with how far it is. */
export function AuditExport({ filter }: { filter: AuditFilter }): ReactElement {
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const stop = useRef<AbortController>(undefined);
  const run = async (format: 'csv' | 'json'): Promise<void> => {
    const controller = new AbortController();
    stop.current = controller;
    setProgress({ rows: 0, total: null });
    try {
      const rows = await downloadExport({ format, filter, signal: controller.signal, onProgress: setProgress });
      notifyDone(`Exported ${formatCount(rows)} ${rows === 1 ? 'entry' : 'entries'}.`);
    } catch (error) {
      if (!controller.signal.aborted)
        notifyFailure(error instanceof Error ? error.message : 'The export broke off. Try again.');
    } finally {
      setProgress(null);
    }
  };
  if (progress) return <Running progress={progress} onStop={() => stop.current?.abort()} />;
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconDownload size={14} aria-hidden />}>
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void run('csv')}>As CSV</Menu.Item>
        <Menu.Item onClick={() => void run('json')}>As JSON</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Running({
  progress: { rows, total },
  onStop,
}: {
  progress: ExportProgress;
  onStop: () => void;
}): ReactElement {
  return (
    <Group gap="xs">
      <Progress
        w={90}
        value={total ? Math.min(100, (rows / total) * 100) : 100}
        animated={total === null}
        aria-label="Export"
      />
      <Text size="xs" c="dimmed">
        {formatCount(rows)}
        {total === null ? '' : ` of ${formatCount(total)}`}
      </Text>
      <Button size="compact-sm" variant="default" onClick={onStop}>
        Cancel export
      </Button>
    </Group>
  );
}
