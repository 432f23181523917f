import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Group, Paper, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import type { ReactElement, ReactNode } from 'react';
import type { EntityType } from '../graphql/graphql.ts';
import { ExportButton } from './export-button.tsx';
import { GuardedButton } from './guarded-button.tsx';
import { useSyncRecords } from './sync-records.ts';

type BarProps = {
  label: string;
  count: number;
  /** What is synced now. */
  chosen: readonly { entity: EntityType; localId: string }[];
  /** What is exported: the list's word and its filter. */
  list: string;
  filter: Record<string, unknown>;
  onDone: () => void;
  /** What else can be done with them. */
  children?: ReactNode;
};

/** What can be done with the rows of a list that somebody chose. */
export function BulkBar({ label, count, chosen, list, filter, onDone, children }: BarProps): ReactElement {
  const { isSyncing, syncAll } = useSyncRecords();
  const sync = async (): Promise<void> => {
    if (await syncAll(chosen)) onDone();
  };
  return (
    <Paper withBorder p="xs" mb="sm" role="region" aria-label={label}>
      <Group gap="xs">
        <Text size="sm" fw={500}>
          <Trans>{count} selected</Trans>
        </Text>
        {chosen.length > 0 && (
          <GuardedButton
            needs="canRetry"
            size="compact-sm"
            variant="default"
            loading={isSyncing}
            leftSection={<IconRefresh size={14} aria-hidden />}
            onClick={() => void sync()}
          >{t`Sync now`}</GuardedButton>
        )}
        <ListExport list={list} filter={filter} />
        {children}
        <Button size="compact-sm" variant="subtle" onClick={onDone}>{t`Clear selection`}</Button>
      </Group>
    </Paper>
  );
}

/** Rows of a list as a file. */
export function ListExport({ list, filter }: Pick<BarProps, 'list' | 'filter'>): ReactElement {
  return (
    <ExportButton
      path={`/api/${list}/export`}
      parameters={{ filter }}
      formats={['csv']}
      done={(rows) => plural(rows, { one: 'Exported # row.', other: 'Exported # rows.' })}
    />
  );
}
