import { findReference, type ReferenceLists } from '../connection/reference-lists.ts';
import { pushStatus } from './push-status.rules.ts';
import { type MappedStage, pushStage } from './stage.rules.ts';

/** The stage and status that unmapped rows fall back to. */
export interface StageDefaults {
  stageId: string | null;
  statusId: string | null;
}

/** What a push of this CRM stage will set, in one sentence: `stage 3.Quote, status Open (default)`. */
export function effectiveResult(row: MappedStage, defaults: StageDefaults, lists: ReferenceLists): string {
  return `${stageText(row, defaults, lists)}, ${statusText(row, defaults, lists)}`;
}

function stageText(row: MappedStage, defaults: StageDefaults, lists: ReferenceLists): string {
  const id = pushStage(row, defaults.stageId);
  if (!id) return 'no stage (none is known; refresh the lists)';
  return `stage ${labelOf(lists.stage, id)}${row.remoteStageId ? '' : ' (default)'}`;
}

function statusText(row: MappedStage, defaults: StageDefaults, lists: ReferenceLists): string {
  const answer = pushStatus({
    stage: row,
    mappedStatusId: row.remoteStatusId,
    defaultStatusId: defaults.statusId,
    statuses: lists.status ?? [],
  });
  if (answer.statusId === null) return `no status: ${answer.reason}`;
  const why = { mapped: '', won_flag: ' (marked as won)', lost_flag: ' (marked as lost)', default: ' (default)' };
  return `status ${labelOf(lists.status, answer.statusId)}${why[answer.rule]}`;
}

function labelOf(rows: ReferenceLists['stage'], remoteId: string): string {
  const row = findReference(rows, remoteId);
  if (!row) return `#${remoteId} (no longer in ConnectWise)`;
  return row.isActive ? row.label : `${row.label} (inactive in ConnectWise)`;
}
