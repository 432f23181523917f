import { plural, t } from '@lingui/core/macro';
import { Button, Checkbox, Group, Popover, SegmentedControl, Stack, Text } from '@mantine/core';
import { IconColumns } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { memo, type ReactElement } from 'react';
import { useQuery } from 'urql';
import { ExportButton } from '../../components/export-button.tsx';
import { SavedViews } from '../../components/saved-views.tsx';
import type { AuditFilter } from '../../graphql/graphql.ts';
import { columnNames } from './audit-columns.tsx';
import { AuditCountQuery } from './audit-page.graphql.ts';
import { type AuditSearch, auditSearch } from './audit-search.ts';
import { type ColumnKey, fixedColumn, keepShown, type Shown } from './column-choice.ts';

type Props = { search: AuditSearch; filter: AuditFilter; shown: Shown };

/** Between filters and rows: how many match, kept views, what is shown, and the way out as a file. Rendered when these change, not when rows come. */
export const AuditToolbar = memo(function AuditToolbar({ search, filter, shown }: Props): ReactElement {
  const navigate = useNavigate({ from: '/audit' });
  const { event: _open, ...kept } = auditSearch(search);
  return (
    <Group justify="space-between" gap="xs" mb="xs">
      <Matches filter={filter} />
      <Group gap="xs">
        <SavedViews
          page="audit"
          search={kept}
          read={auditSearch}
          onOpen={(view) => void navigate({ search: view, replace: false })}
          keeps={t`Keeps the filters, the columns and the density.`}
        />
        <Columns shown={shown} />
        <ExportButton
          path="/api/audit/export"
          parameters={{ filter }}
          formats={['csv', 'json']}
          done={(rows) => plural(rows, { one: 'Exported # entry.', other: 'Exported # entries.' })}
        />
      </Group>
    </Group>
  );
});

function Matches({ filter }: { filter: AuditFilter }): ReactElement {
  const [{ data, stale }] = useQuery({
    query: AuditCountQuery,
    variables: { filter },
    requestPolicy: 'cache-and-network',
  });
  const counted = data?.auditEvents;
  const total = counted?.totalCount ?? 0;
  return (
    <Text size="sm" c="dimmed" role="status" style={{ opacity: stale ? 0.6 : 1 }}>
      {counted &&
        (counted.totalCountKind === 'AT_LEAST'
          ? plural(total, { one: '# or more entry', other: '# or more entries' })
          : plural(total, { one: '# entry', other: '# entries' }))}
    </Text>
  );
}

function Columns({ shown }: { shown: Shown }): ReactElement {
  const navigate = useNavigate({ from: '/audit' });
  const show = (next: Shown): void => {
    keepShown(next);
    void navigate({
      search: (before) => ({ ...before, columns: [...next.columns], density: next.density }),
      replace: true,
      resetScroll: false,
    });
  };
  const toggle = (key: ColumnKey, isOn: boolean): void =>
    show({
      ...shown,
      columns: isOn ? [...shown.columns, key] : shown.columns.filter((one) => one !== key),
    });
  return (
    <Popover position="bottom-end" shadow="md" trapFocus>
      <Popover.Target>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconColumns size={14} aria-hidden />}
        >{t`Columns`}</Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <SegmentedControl
            size="xs"
            aria-label={t`Density`}
            value={shown.density}
            onChange={(density) => show({ ...shown, density: density === 'compact' ? 'compact' : 'comfortable' })}
            data={[
              { value: 'comfortable', label: t`Comfortable` },
              { value: 'compact', label: t`Compact` },
            ]}
          />
          {columnNames().map(({ key, header }) => (
            <Checkbox
              key={key}
              size="xs"
              label={header}
              checked={shown.columns.includes(key)}
              disabled={key === fixedColumn}
              onChange={({ currentTarget }) => toggle(key, currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
