import { Table, Text } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { FieldNotes } from './record-fields.ts';
import classes from './sync-notes.module.css';

type Field = { name: string; label: string };
type Props = {
  title: string;
  /** Stands before the fields. */
  intro?: string;
  fields: readonly Field[];
  notes: FieldNotes;
};

/** How each field of a form passes to ConnectWise, and why: one calm line below the form until it is opened. */
export function SyncNotes({ title, intro, fields, notes }: Props): ReactElement | null {
  const told = fields.filter(({ name }) => notes[name]?.note);
  if (told.length === 0) return null;
  return (
    <details className={classes.notes}>
      <summary>
        {title}
        <IconChevronDown size={16} aria-hidden />
      </summary>
      {intro && (
        <Text size="sm" c="dimmed" mb="sm">
          {intro}
        </Text>
      )}
      <Table aria-label={title} verticalSpacing={6}>
        <Table.Tbody>
          {told.map(({ name, label }) => (
            <Table.Tr key={name}>
              <Table.Th scope="row" fw={500} w="30%" style={{ verticalAlign: 'top' }}>
                {label}
              </Table.Th>
              <Table.Td>{[notes[name]?.note, notes[name]?.detail].filter(Boolean).join(' ')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </details>
  );
}
