import { stringify } from 'csv-stringify/browser/esm/sync';

export interface ExportedEvent {
  at: string;
  kind: string;
  actor?: string | null | undefined;
  subject?: string | null | undefined;
  address?: string | null | undefined;
  description: string;
}

const columns = ['at', 'kind', 'actor', 'subject', 'address', 'description'] as const;

/** A sheet of the events; a cell that a spreadsheet would take for a formula is told as text. */
export function securityCsv(events: readonly ExportedEvent[]): string {
  const rows = events.map((event) => columns.map((column) => event[column] ?? ''));
  return stringify([[...columns], ...rows], {
    record_delimiter: 'windows',
    // Semicolons part cells in some countries, and a lone end of line ends one in all of them.
    quoted_match: /[;\r\n]/,
    escape_formulas: true,
  });
}
