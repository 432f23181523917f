import { t } from '@lingui/core/macro';
import { Button, Group, Menu, Progress, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useRef, useState } from 'react';
import { downloadExport, type ExportProgress } from './download-export.ts';
import { notifyDone, notifyFailure } from './notify.ts';
import { formatCount } from './sync-words.ts';

type Props = {
  path: string;
  parameters: Record<string, unknown>;
  formats: readonly ('csv' | 'json')[];
  /** "Exported 5 entries." */
  done: (rows: number) => string;
};

/** All that matches as a file, with how far it is. */
export function ExportButton({ path, parameters, formats, done }: Props): ReactElement {
  const [progress, setProgress] = useState<ExportProgress | null>(null);
  const stop = useRef<AbortController>(undefined);
  const run = async (format: 'csv' | 'json'): Promise<void> => {
    const controller = new AbortController();
    stop.current = controller;
    setProgress({ rows: 0, total: null });
    try {
      const rows = await downloadExport({
        path,
        format,
        parameters,
        signal: controller.signal,
        onProgress: setProgress,
      });
      notifyDone(done(rows));
    } catch (error) {
      if (!controller.signal.aborted)
        notifyFailure(error instanceof Error ? error.message : t`The export broke off. Try again.`);
    } finally {
      setProgress(null);
    }
  };
  if (progress) return <Running progress={progress} onStop={() => stop.current?.abort()} />;
  const [only] = formats;
  if (formats.length === 1 && only)
    return (
      <Button
        size="compact-sm"
        variant="default"
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => void run(only)}
      >{t`Export as CSV`}</Button>
    );
  return (
    <Menu position="bottom-end" shadow="md">
      <Menu.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
        >{t`Export`}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void run('csv')}>{t`As CSV`}</Menu.Item>
        <Menu.Item onClick={() => void run('json')}>{t`As JSON`}</Menu.Item>
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
        aria-label={t`Export`}
      />
      <Text size="xs" c="dimmed">
        {formatCount(rows)}
        {total === null ? '' : t` of ${formatCount(total)}`}
      </Text>
      <Button size="compact-sm" variant="default" onClick={onStop}>{t`Cancel export`}</Button>
    </Group>
  );
}
