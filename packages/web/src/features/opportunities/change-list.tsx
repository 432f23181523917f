import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { fieldWords } from '../../components/change-text.ts';
import { localTime } from '../../components/relative-time.tsx';

type Change = { field: string; from?: unknown; to?: unknown };

/** Field changes as "Stage: Proposal → Won"; the first few, since the audit log has them all. */
export function ChangeList({ changes }: { changes: readonly Change[] }): ReactElement | null {
  if (changes.length === 0) return null;
  const shown = changes.slice(0, 4);
  return (
    <Text size="xs" c="dimmed" component="div">
      {shown.map((change) => (
        <div key={change.field}>
          {fieldWords(change.field)}: {valueText(change.from)} → {valueText(change.to)}
        </div>
      ))}
      {changes.length > shown.length && <div>and {changes.length - shown.length} more</div>}
    </Text>
  );
}

/** A value of any shape in a few words. */
export function valueText(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing';
  if (typeof value === 'string' && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(value)) return localTime(value);
  const text =
    typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? 'yes' : 'no') : referenceText(value);
  return text.length > 80 ? `${text.slice(0, 79)}…` : text;
}

/** ConnectWise's references to other records by their name, else by their number. */
function referenceText(value: unknown): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return JSON.stringify(value);
  const { name, identifier, id, ...more } = value as Record<string, unknown>;
  const word = name ?? identifier ?? (id === undefined ? undefined : `no. ${id}`);
  return word === undefined || Object.keys(more).some((key) => key !== '_info') ? JSON.stringify(value) : String(word);
}
