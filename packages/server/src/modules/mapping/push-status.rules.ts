import type { StageKind } from '@causeway/shared/vocabulary';
import type { ReferenceItemRecord } from '../connection/connection.ports.ts';

export interface PushStatusQuestion {
  stage: { name: string; kind: StageKind };
  /** The status that the admin mapped this CRM stage to. */
  mappedStatusId: string | null;
  defaultStatusId: string | null;
  statuses: readonly ReferenceItemRecord[];
}

/** Which rule gave the answer; shown in the editor's effective result. */
type PushStatusRule = 'mapped' | 'won_flag' | 'lost_flag' | 'default';

export type PushStatusAnswer =
  | { statusId: string; rule: PushStatusRule }
  | { statusId: null; rule: null; reason: string };

/**
 * The status that an opportunity gets in ConnectWise (requirement R35): at a win or loss the mapped status, else the one that ConnectWise
 * flags as won or lost; for an open stage its mapped status, else the default, which is an open one.
 */
export function pushStatus({ stage, mappedStatusId, defaultStatusId, statuses }: PushStatusQuestion): PushStatusAnswer {
  if (mappedStatusId) return { statusId: mappedStatusId, rule: 'mapped' };
  if (stage.kind === 'open') {
    if (defaultStatusId) return { statusId: defaultStatusId, rule: 'default' };
    return none(
      `No open ConnectWise status is known for stage "${stage.name}". Refresh the lists, or choose a default status.`,
    );
  }
  const flag = stage.kind === 'won' ? 'wonFlag' : 'lostFlag';
  const flagged = statuses.filter((s) => s.isActive && s.flags[flag]);
  const chosen = flagged.find((s) => s.flags.closedFlag) ?? flagged[0];
  if (chosen) return { statusId: chosen.remoteId, rule: stage.kind === 'won' ? 'won_flag' : 'lost_flag' };
  return none(
    `No ConnectWise status is marked as ${stage.kind}. Map stage "${stage.name}" to a status in Settings, Opportunity mapping.`,
  );
}

const none = (reason: string): PushStatusAnswer => ({ statusId: null, rule: null, reason });
