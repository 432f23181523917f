import { msg } from '@lingui/core/macro';
import type { AuditOperation, AuditStatus, Direction, EntityType, RunKind, RunState } from '../graphql/graphql.ts';
import { groupDigits, perLanguage, words } from './language/language.ts';
import type { Tone } from './status-badge.tsx';

/** The CRM's word for each synced pair, one and many. */
export const entityWords: Record<EntityType, { one: string; many: string }> = words({
  COMPANY: { one: msg`Client`, many: msg`Clients` },
  CONTACT: { one: msg`Contact`, many: msg`Contacts` },
  PRODUCT: { one: msg`Product`, many: msg`Products` },
  OPPORTUNITY: { one: msg`Opportunity`, many: msg`Opportunities` },
  TAX_CODE: { one: msg`Tax region`, many: msg`Tax regions` },
  DOCUMENT: { one: msg`Document`, many: msg`Documents` },
});

export const directionWords: Record<Direction, string> = words({ IN: msg`From ConnectWise`, OUT: msg`To ConnectWise` });

/** The same within a sentence. */
export const directionInSentence: Record<Direction, string> = words({
  IN: msg`from ConnectWise`,
  OUT: msg`to ConnectWise`,
});

export const statusWords: Record<AuditStatus, { label: string; tone: Tone }> = words({
  SUCCESS: { label: msg`Success`, tone: 'ok' },
  ERROR: { label: msg`Error`, tone: 'stopped' },
  SKIPPED: { label: msg`Skipped`, tone: 'quiet' },
  INFO: { label: msg`Info`, tone: 'working' },
});

export const operationWords: Record<AuditOperation, string> = words({
  CREATE: msg`Created`,
  UPDATE: msg`Updated`,
  // Of a pause, a resume and the end of a link as well.
  LINK: msg`Link`,
  SKIP: msg`Skipped`,
  PUSH: msg`Pushed`,
  ATTACH: msg`Attached`,
  NOTE: msg`Noted`,
  CHECK: msg`Checked`,
  FAIL: msg`Failed`,
  SETTING: msg`Setting`,
});

export const runKindWords: Record<RunKind, string> = words({
  INITIAL: msg`First sync`,
  POLL: msg`Scheduled poll`,
  MANUAL: msg`Sync now`,
  PUSH: msg`Push`,
});

export const runStateWords: Record<RunState, { label: string; tone: Tone }> = words({
  RUNNING: { label: msg`Running`, tone: 'working' },
  DONE: { label: msg`Done`, tone: 'ok' },
  FAILED: { label: msg`Failed`, tone: 'stopped' },
  CANCELLED: { label: msg`Cancelled`, tone: 'quiet' },
});

const causes: Record<string, string> = words({
  possible_duplicate: msg`May be a record that is here already`,
  match_needed: msg`Needs a person to match`,
  missing_value: msg`A required value is missing`,
  missing_name: msg`The name is missing`,
  name_taken: msg`The name belongs to another record`,
  text_too_long: msg`A text is too long`,
  invalid: msg`ConnectWise refused a value`,
  invalid_record: msg`The record is not acceptable`,
  refused_by_database: msg`The database refused the record`,
  remote_gone: msg`Gone in ConnectWise`,
  remote_deleted: msg`Deleted in ConnectWise`,
  local_missing: msg`Gone in the CRM`,
  link_broken: msg`The link is broken`,
  held: msg`Paused, or never synced`,
  never_synced: msg`Set never to sync`,
  link_relink: msg`Relinked by a person`,
  link_unlink: msg`Unlinked by a person`,
  link_pause: msg`Paused by a person`,
  link_resume: msg`Resumed by a person`,
  link_never_sync: msg`Set never to sync`,
  link_allow_sync: msg`Allowed to sync again`,
  link_recreate_there: msg`Recreated in ConnectWise`,
  link_recreate_here: msg`Recreated in the CRM`,
  link_undone: msg`A change of a link was undone`,
  link_taken_over: msg`Another record took its link over`,
  client_merged: msg`Moved with a merged client`,
  client_merge_undone: msg`Moved back from a merged client`,
  contact_merged: msg`Moved with a merged contact`,
  contact_merge_undone: msg`Moved back from a merged contact`,
  record_asked: msg`Asked for, and no value passed`,
  primary_moved: msg`Another contact is primary`,
  link_kept: msg`Not found in ConnectWise; the link was kept`,
  many_removed: msg`Many records are gone in ConnectWise at once`,
  removal_held: msg`Gone in ConnectWise, as many at once: somebody has to decide`,
  no_stage: msg`No stage fits`,
  contact_missing: msg`The contact is missing`,
  name_awaited: msg`Has the name of a record whose link is broken`,
  parent_failed: msg`Belongs to a record that has an issue`,
  parent_excluded: msg`Belongs to a record that is excluded or skipped`,
  mode: msg`Skipped by the sync mode`,
  excluded: msg`Excluded from the sync`,
  invalid_value: msg`A value is not acceptable`,
  unknown_reference: msg`Refers to something that is not known`,
  parent_missing: msg`Belongs to a record that is not synced`,
  duplicate: msg`Would be a duplicate`,
  not_found: msg`Not found in ConnectWise`,
  rate_limited: msg`ConnectWise asked to slow down`,
  option_gone: msg`An option that the settings use is gone in ConnectWise`,
  option_inactive: msg`An option that the settings use was deactivated in ConnectWise`,
  forecast_unread: msg`The forecast could not be read`,
  lines_changed: msg`Lines were edited in ConnectWise after the push`,
  tax_rate_changed: msg`A tax code says another rate in ConnectWise`,
  custom_field_apart: msg`A custom field is not kept in step any more`,
  custom_field_default: msg`ConnectWise does not take a default of a custom field any more`,
  custom_field_options: msg`A custom field has other options in ConnectWise`,
  custom_field_required: msg`ConnectWise requires a custom field that gets no value`,
  forbidden: msg`The API member lacks a permission`,
  no_permission: msg`The API member lacks a permission`,
  wrong_keys: msg`ConnectWise refused the keys`,
  unavailable: msg`ConnectWise could not be reached`,
  timeout: msg`ConnectWise did not answer in time`,
  unreachable: msg`ConnectWise could not be reached`,
  wrong_address: msg`The ConnectWise API was not found at its address`,
  too_large: msg`Too large`,
  conflict: msg`Changed on both sides`,
  conflict_asked: msg`Changed on both sides: a person is asked`,
  conflict_dissolved: msg`A question about a field is over`,
  conflict_settled: msg`A conflict was decided`,
  conflict_restored: msg`A losing value was restored`,
  tax_differs: msg`The taxes differ`,
  totals_differ: msg`A win is not closed in ConnectWise: lines or totals differ from the quote`,
  line_refused: msg`ConnectWise refused a line of the quote`,
  billing_cycle_missing: msg`Its billing cycle is not in ConnectWise`,
  custom_field_empty: msg`ConnectWise requires a custom field that is empty here`,
  retry_asked: msg`Somebody asked for it again`,
  difference_accepted: msg`A difference from the quote was accepted`,
  tax_code_missing: msg`Its tax code is not usable`,
  line_item_missing: msg`No catalog item for such lines`,
  identifier_missing: msg`No Product ID`,
  identifier_taken: msg`The Product ID belongs to another product`,
  value_taken: msg`Another record of ConnectWise has the value`,
});

/** A cause's code as words: "match_needed" → "Needs a person to match"; an unknown code is spelled out. */
export function causeWords(code: string): string {
  const known = causes[code.toLowerCase()];
  if (known) return known;
  const spelled = code.toLowerCase().replace(/[_.-]+/g, ' ');
  return spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

const counts = perLanguage(({ numbers }) => new Intl.NumberFormat(numbers));
/** 1234567 → "1,234,567" */
export const formatCount = (count: number): string => counts().format(count);

/** "850 ms", "4.2 s", "3 min 5 s", "1 h 4 min"; from milliseconds. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  const seconds = durationMs / 1000;
  if (seconds < 59.5) return `${seconds < 10 ? groupDigits(seconds.toFixed(1)) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The text with a full stop at its end, unless it ends like a sentence already. */
export const asSentence = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
