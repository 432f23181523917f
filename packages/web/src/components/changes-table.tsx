import { Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { changeText } from './change-text.ts';

type Change = { field: string; label: string; from?: unknown; to?: unknown };

/** Each field that changed: before and after; lists show what was added and removed. */
export function ChangesTable({ changes }: { changes: readonly Change[] }): ReactElement | null {
  if (changes.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={360}>
      <Table aria-label="Changes" verticalSpacing={7} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="28%">Field</Table.Th>
            <Table.Th>Before</Table.Th>
            <Table.Th>After</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {changes.map((change) => {
            const { before, after } = changeText(change.from, change.to);
            return (
              <Table.Tr key={change.field}>
                <Table.Td style={{ verticalAlign: 'top' }}>{change.label}</Table.Td>
                <Value text={before} />
                <Value text={after} />
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Value({ text }: { text: string | null }): ReactElement {
  return (
    <Table.Td style={{ verticalAlign: 'top', whiteSpace: 'pre-wrap' }}>
      {text ?? (
        <Text component="span" size="sm" c="dimmed" fs="italic">
          empty
        </Text>
      )}
    </Table.Td>
  );
}
