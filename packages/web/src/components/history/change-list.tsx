import { t } from '@lingui/core/macro';
import { Button, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { itemText } from '../change-text.ts';
import { localTime } from '../relative-time.tsx';

type Change = { field: string; label: string; from?: unknown; to?: unknown };

const AT_FIRST = 4;

/** Field changes as "Stage: Proposal → Won": the first few, and the others when asked for. */
export function ChangeList({ changes }: { changes: readonly Change[] }): ReactElement | null {
  const [isOpen, setOpen] = useState(false);
  if (changes.length === 0) return null;
  const shown = isOpen ? changes : changes.slice(0, AT_FIRST);
  return (
    <Text size="xs" c="dimmed" component="div">
      {shown.map((change) => (
        <div key={change.field}>
          {change.label}: {valueText(change.from)} → {valueText(change.to)}
        </div>
      ))}
      {changes.length > AT_FIRST && (
        <Button variant="subtle" size="compact-xs" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? t`Show fewer` : t`and ${changes.length - AT_FIRST} more`}
        </Button>
      )}
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
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return itemText(value);
  const { name, identifier, id, ...more } = value as Record<string, unknown>;
  const word = name ?? identifier ?? (id === undefined ? undefined : t`no. ${String(id)}`);
  return word === undefined || Object.keys(more).some((key) => key !== '_info') ? itemText(value) : String(word);
}
