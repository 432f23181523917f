import type { AuditOperation, AuditStatus, Direction, EntityType } from '@causeway/shared/vocabulary';
import { isSecretName, REDACTED, redactText } from '../../platform/secret-names.ts';
import type { FieldChange } from './diff.ts';
import type { KeptExchange } from './exchange.type.ts';

/** One attempt on a record, or one change of a setting, as it is handed to the log. */
export interface NewAuditEvent {
  direction?: Direction | null;
  entity?: EntityType | null;
  operation: AuditOperation;
  status: AuditStatus;
  name?: string | null;
  localId?: string | null;
  remoteId?: string | null;
  opportunityId?: string | null;
  description: string;
  code?: string | null;
  runId?: string | null;
  attempt?: number;
  requestId?: string | null;
  durationMs?: number | null;
  /** From the change on the other side to this row; for the figures, not stored with it. */
  lagMs?: number | null;
  actor?: string | null;
  changes?: FieldChange[];
  /** The requests to ConnectWise that the row tells of. */
  exchanges?: readonly KeptExchange[];
}

const MAX_NAME_LENGTH = 300;
const MAX_DESCRIPTION_LENGTH = 4_000;
const MAX_VALUE_LENGTH = 2_000;
const MAX_CHANGES_LENGTH = 64_000;
const MAX_ENTRIES = 200;

/** Text fit for a row and a screen: no control characters (tabs and line breaks stay), no half characters, no credentials, cut with "…". */
export function cleanText(text: string, longest: number): string {
  const cut = text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
  return redactText(cut.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, '').toWellFormed());
}

export const cleanName = (name: string): string => cleanText(name, MAX_NAME_LENGTH);
export const cleanDescription = (description: string): string => cleanText(description, MAX_DESCRIPTION_LENGTH);

/** Changes as they may be stored: secrets named but not shown, values cut, the whole bounded. */
export function cleanChanges(changes: readonly FieldChange[]): FieldChange[] {
  const clean = changes.slice(0, MAX_ENTRIES).map(({ field, from, to }) => {
    const hide = isSecretName(field);
    return {
      field: cleanText(field, MAX_NAME_LENGTH),
      from: hide && from !== null ? REDACTED : cleanValue(from, 0),
      to: hide && to !== null ? REDACTED : cleanValue(to, 0),
    };
  });
  while (clean.length > 1 && JSON.stringify(clean).length > MAX_CHANGES_LENGTH) clean.pop();
  return clean;
}

function cleanValue(value: unknown, depth: number): unknown {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string') return cleanText(value, MAX_VALUE_LENGTH);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'boolean') return value;
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object') return cleanText(String(value), MAX_VALUE_LENGTH);
  if (depth > 5) return '…';
  if (Array.isArray(value)) return value.slice(0, MAX_ENTRIES).map((item) => cleanValue(item, depth + 1));
  const entries = Object.entries(value).slice(0, MAX_ENTRIES);
  return Object.fromEntries(
    entries.map(([key, item]) => [
      cleanText(key, MAX_NAME_LENGTH),
      isSecretName(key) ? REDACTED : cleanValue(item, depth + 1),
    ]),
  );
}
