import type { AuditOperation, AuditStatus, Direction, EntityType, RunKind, RunState } from '../graphql/graphql.ts';
import type { Tone } from './status-badge.tsx';

/** The CRM's word for each synced pair, one and many. */
export const entityWords: Record<EntityType, { one: string; many: string }> = {
  COMPANY: { one: 'Client', many: 'Clients' },
  CONTACT: { one: 'Contact', many: 'Contacts' },
  PRODUCT: { one: 'Product', many: 'Products' },
  OPPORTUNITY: { one: 'Opportunity', many: 'Opportunities' },
  TAX_CODE: { one: 'Tax region', many: 'Tax regions' },
  DOCUMENT: { one: 'Document', many: 'Documents' },
};

export const directionWords: Record<Direction, string> = { IN: 'From ConnectWise', OUT: 'To ConnectWise' };

export const statusWords: Record<AuditStatus, { label: string; tone: Tone }> = {
  SUCCESS: { label: 'Success', tone: 'ok' },
  ERROR: { label: 'Error', tone: 'stopped' },
  SKIPPED: { label: 'Skipped', tone: 'quiet' },
  INFO: { label: 'Info', tone: 'working' },
};

export const operationWords: Record<AuditOperation, string> = {
  CREATE: 'Created',
  UPDATE: 'Updated',
  LINK: 'Linked',
  SKIP: 'Skipped',
  PUSH: 'Pushed',
  ATTACH: 'Attached',
  NOTE: 'Noted',
  CHECK: 'Checked',
  FAIL: 'Failed',
  SETTING: 'Setting',
};

export const runKindWords: Record<RunKind, string> = {
  INITIAL: 'First sync',
  POLL: 'Scheduled poll',
  MANUAL: 'Sync now',
  PUSH: 'Push',
};

export const runStateWords: Record<RunState, { label: string; tone: Tone }> = {
  RUNNING: { label: 'Running', tone: 'working' },
  DONE: { label: 'Done', tone: 'ok' },
  FAILED: { label: 'Failed', tone: 'stopped' },
  CANCELLED: { label: 'Cancelled', tone: 'quiet' },
};

const causes: Record<string, string> = {
  possible_duplicate: 'May be a record that is here already',
  match_needed: 'Needs a person to match',
  missing_value: 'A required value is missing',
  missing_name: 'The name is missing',
  name_taken: 'The name belongs to another record',
  text_too_long: 'A text is too long',
  invalid_record: 'The record is not acceptable',
  refused_by_database: 'The database refused the record',
  remote_gone: 'Gone in ConnectWise',
  remote_deleted: 'Deleted in ConnectWise',
  local_missing: 'Gone in the CRM',
  link_broken: 'The link is broken',
  held: 'Paused, or never synced',
  never_synced: 'Set never to sync',
  link_relink: 'Relinked by a person',
  link_unlink: 'Unlinked by a person',
  link_pause: 'Paused by a person',
  link_resume: 'Resumed by a person',
  link_never_sync: 'Set never to sync',
  link_allow_sync: 'Allowed to sync again',
  link_recreate_there: 'Recreated in ConnectWise',
  link_recreate_here: 'Recreated in the CRM',
  link_undone: 'A change of a link was undone',
  client_merged: 'Moved with a merged client',
  primary_moved: 'Another contact is primary',
  link_kept: 'Not found in ConnectWise; the link was kept',
  many_removed: 'Many records are gone in ConnectWise at once',
  removal_held: 'Gone in ConnectWise, as many at once: somebody has to decide',
  no_stage: 'No stage fits',
  contact_missing: 'The contact is missing',
  parent_failed: 'Belongs to a record that has an issue',
  parent_excluded: 'Belongs to a record that is excluded or skipped',
  mode: 'Skipped by the sync mode',
  excluded: 'Excluded from the sync',
  invalid_value: 'A value is not acceptable',
  unknown_reference: 'Refers to something that is not known',
  parent_missing: 'Belongs to a record that is not synced',
  duplicate: 'Would be a duplicate',
  not_found: 'Not found in ConnectWise',
  rate_limited: 'ConnectWise asked to slow down',
  option_gone: 'An option that the settings use is gone in ConnectWise',
  option_inactive: 'An option that the settings use was deactivated in ConnectWise',
  lines_changed: 'Lines were edited in ConnectWise after the push',
  tax_rate_changed: 'A tax code says another rate in ConnectWise',
  custom_field_apart: 'A custom field is not kept in step any more',
  custom_field_default: 'ConnectWise does not take a default of a custom field any more',
  custom_field_options: 'A custom field has other options in ConnectWise',
  custom_field_required: 'ConnectWise requires a custom field that gets no value',
  forbidden: 'The API member lacks a permission',
  no_permission: 'The API member lacks a permission',
  wrong_keys: 'ConnectWise refused the keys',
  unavailable: 'ConnectWise could not be reached',
  timeout: 'ConnectWise did not answer in time',
  unreachable: 'ConnectWise could not be reached',
  wrong_address: 'The ConnectWise API was not found at its address',
  too_large: 'Too large',
  conflict: 'Changed on both sides',
  conflict_asked: 'Changed on both sides: a person is asked',
  conflict_dissolved: 'A question about a field is over',
  conflict_settled: 'A conflict was decided',
  conflict_restored: 'A losing value was restored',
  tax_differs: 'The taxes differ',
  totals_differ: 'A win is not closed in ConnectWise: lines or totals differ from the quote',
  line_refused: 'ConnectWise refused a line of the quote',
  billing_cycle_missing: 'Its billing cycle is not in ConnectWise',
  custom_field_empty: 'ConnectWise requires a custom field that is empty here',
  difference_accepted: 'A difference from the quote was accepted',
  tax_code_missing: 'Its tax code is not usable',
  line_item_missing: 'No catalog item for such lines',
  identifier_missing: 'No Product ID',
};

/** A cause's code as words: "match_needed" → "Needs a person to match"; an unknown code is spelled out. */
export function causeWords(code: string): string {
  const known = causes[code.toLowerCase()];
  if (known) return known;
  const spelled = code.toLowerCase().replace(/[_.-]+/g, ' ');
  return spelled.charAt(0).toUpperCase() + spelled.slice(1);
}

const grouped = new Intl.NumberFormat('en-US');
/** 1234567 → "1,234,567" */
export const formatCount = (count: number): string => grouped.format(count);

/** "850 ms", "4.2 s", "3 min 5 s", "1 h 4 min"; from milliseconds. */
export function formatDuration(durationMs: number): string {
  if (durationMs < 1000) return `${Math.round(durationMs)} ms`;
  const seconds = durationMs / 1000;
  if (seconds < 60) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return `${minutes} min ${Math.round(seconds % 60)} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** The text with a full stop at its end, unless it ends like a sentence already. */
export const asSentence = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
