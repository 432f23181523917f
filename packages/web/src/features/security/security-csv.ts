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
  const rows = events.map((event) => columns.map((column) => cell(event[column] ?? '')).join(','));
  return `${[columns.join(','), ...rows].join('\r\n')}\r\n`;
}

const cell = (text: string): string => `"${text.replace(/^([=+\-@\t\r])/, "'$1").replaceAll('"', '""')}"`;
