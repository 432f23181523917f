import type { RecordRules } from '../model/rules.ts';
import type { Draft } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';

/** Levels that each type can be subscribed at (callback page of the Developer Guide). */
export const CALLBACK_LEVELS: Readonly<Record<string, readonly string[]>> = {
  company: ['owner', 'status', 'type', 'territory', 'company', 'integratorTag'],
  contact: ['owner', 'type', 'territory', 'company', 'contact'],
  opportunity: ['owner', 'statusId', 'company', 'opportunity'],
  productcatalog: ['owner'],
  activity: ['owner', 'status', 'type', 'company', 'activity'],
  agreement: ['owner', 'type', 'company', 'agreement'],
  configuration: ['owner', 'type', 'status', 'configuration'],
  invoice: ['owner', 'status', 'company', 'invoice'],
  project: ['owner', 'status', 'board', 'project'],
  ticket: ['owner', 'board', 'project', 'phase', 'status', 'ticket', 'integratorTag'],
  member: ['owner', 'member'],
  schedule: ['owner', 'schedule'],
  time: ['owner', 'time'],
  expense: ['owner', 'expense'],
  purchaseorder: ['owner', 'purchaseorder'],
};

export const callbackRules: RecordRules = {
  defaults(draft, context) {
    draft.memberId = context.member.id;
    context.stampGuid(draft, 'connectWiseID');
  },
  beforeSave(draft, context, before) {
    const level = String(draft.level ?? '').toLowerCase();
    // Recorded: objectId 0 was stored as 1 for `owner`.
    if (level === 'owner' && draft.objectId === 0) draft.objectId = 1;
    if (draft.url !== undefined && !isAllowedUrl(String(draft.url), context)) {
      context.problem('InvalidField', 'Invalid URL', 'url');
    }
    checkLevel(draft, context);
    const reactivated = before?.inactiveFlag === true && draft.inactiveFlag !== true;
    if (reactivated) draft.$failedDays = undefined;
    const byObject = context.readings.callbackIdentity === 'url-type-level-object';
    for (const other of context.store.table('callbacks').all()) {
      const same = ['url', 'type', 'level', 'memberId', ...(byObject ? ['objectId'] : [])].every(
        (field) => other[field] === draft[field],
      );
      if (same && other.id !== draft.id) {
        context.problem('ObjectExists', 'A matching callback entry already exists', 'objectId');
        break;
      }
    }
  },
};

function checkLevel(draft: Draft, context: WriteContext): void {
  if (draft.type === undefined || draft.level === undefined) return;
  const levels = CALLBACK_LEVELS[String(draft.type).toLowerCase()];
  const known = levels?.some((level) => level.toLowerCase() === String(draft.level).toLowerCase());
  if (known) return;
  context.problem(
    'InvalidObject',
    'Unrecognized level for type, see documentation for supported levels for each type',
    'level',
  );
}

function isAllowedUrl(text: string, context: WriteContext): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) return false;
  const isLoopback = ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  return url.protocol === 'https:' || isLoopback || !context.readings.callbackNeedsHttps;
}
