import {
  type AuditOperation,
  type AuditStatus,
  auditOperations,
  auditStatuses,
  type Direction,
  directions,
  type EntityType,
  entityTypes,
} from '@causeway/shared/vocabulary';
import { z } from 'zod';
import { AppError } from '../../../platform/errors.ts';
import { filterInAddress, notUnderstood } from '../../../platform/graphql/filter-in-address.ts';
import { isId } from '../../../platform/ids.ts';
import type { AuditFilter } from '../audit-event.type.ts';

export const exportFormats = ['csv', 'json'] as const;
export type ExportFormat = (typeof exportFormats)[number];

export interface ExportRequest {
  format: ExportFormat;
  filter: AuditFilter;
}

/** A word of the API, upper case as GraphQL has it or lower case. */
const word = <const T extends string>(words: readonly T[]) =>
  z.string().transform((text, context): T => {
    const found = words.find((one) => one === text.toLowerCase());
    if (found) return found;
    context.addIssue(`is none of ${words.map((one) => one.toUpperCase()).join(', ')}`);
    return z.NEVER;
  });
const text = z.string().max(500);
const id = z.string().refine(isId, 'This is no ID of the CRM');
const moment = z.iso.datetime({ offset: true }).transform((at) => new Date(at));

const direction = word<Direction>(directions);
const entity = word<EntityType>(entityTypes);
const status = word<AuditStatus>(auditStatuses);
const operation = word<AuditOperation>(auditOperations);

const auditFilter = z
  .strictObject({
    direction,
    entity,
    status,
    operation,
    code: text,
    actor: text,
    directions: z.array(direction),
    entities: z.array(entity),
    statuses: z.array(status),
    operations: z.array(operation),
    codes: z.array(text).max(100),
    actors: z.array(text).max(100),
    runId: id,
    localId: id,
    remoteId: text,
    opportunityId: id,
    text,
    from: moment,
    to: moment,
  })
  .partial();

/** The address of an export: `format` and, as JSON, the `filter` of `auditEvents`. Throws AppError "invalid_input" with the part at fault. */
export function readExportRequest(query: Record<string, unknown>): ExportRequest {
  const format = exportFormats.find((one) => one === (query.format ?? 'csv'));
  if (!format) throw new AppError('invalid_input', 'Ask for "format=csv" or "format=json".', { field: 'format' });
  const parsed = auditFilter.safeParse(filterInAddress(query, ['format']));
  if (parsed.success) return { format, filter: definedParts(parsed.data) };
  throw notUnderstood(parsed.error.issues[0]);
}

/** A part that was sent as undefined is as if it had not been sent. */
const definedParts = (filter: z.infer<typeof auditFilter>): AuditFilter =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== undefined));
