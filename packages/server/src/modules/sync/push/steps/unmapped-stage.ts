import { pushStage, pushStatus } from '@causeway/shared/mapping/push-status.rules';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { isSame } from '../../../../platform/is-same.ts';
import type { EntityLink } from '../../../links/link.ts';
import { standInsOf, type Unmapped, unmappedOf, withoutStandIns, withUnmapped } from '../../conflicts/base.rules.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { type PushSetup, stageOf } from '../attempt/push-setup.ts';
import type { StagePlan } from './stage-plan.ts';

/**
 * An open stage that was mapped to none when it was left out goes out once it is mapped. Only where ConnectWise still has what stood there then: who
 * moved it since did so later than the move of here.
 */
interface DueStanding {
  stage: boolean;
  status: boolean;
}

export const nothingDue: DueStanding = { stage: false, status: false };

/** What of the standing of a linked opportunity is due because its stage was mapped since; ConnectWise is asked only where something may be. */
export async function dueStanding(attempt: PushAttempt, row: OpportunityRow, link: EntityLink): Promise<DueStanding> {
  const left = unmappedOf(link.base);
  if (left?.stageId !== row.stageId || link.base?.stageId !== row.stageId) return nothingDue;
  const lacks = lackedBy(attempt.setup, row);
  const may = { stage: left.stage !== null && !lacks.stage, status: left.status !== null && !lacks.status };
  if (!may.stage && !may.status) return nothingDue;
  const remote = await attempt.client.get(opportunityWire, link.remoteId);
  return {
    stage: may.stage && idOf(remote?.stage) === left.stage,
    status: may.status && idOf(remote?.status) === left.status,
  };
}

/** The plan with what is due: it is sent as after a move. */
export const withDue = (plan: StagePlan, due: DueStanding): StagePlan => ({
  ...plan,
  keepsStage: plan.keepsStage && !due.stage,
  status: due.status && plan.status === 'kept' ? 'entering' : plan.status,
});

/** The link by which the stage of here was not agreed on yet. */
export function withoutAgreedStage(link: EntityLink): EntityLink {
  const { base } = link;
  const standIns = standInsOf(base);
  if (!base || !('stageId' in standIns)) return link;
  return { ...link, base: { ...withoutStandIns(base, ['stageId']), stageId: standIns.stageId ?? null } };
}

/** Remembers what was left out of the standing with this push, or is still from one before; it is over once it went out, or somebody moved it. */
export async function rememberUnmapped(
  attempt: PushAttempt,
  row: OpportunityRow,
  remote: Opportunity,
  { isMoved }: { isMoved: boolean },
): Promise<void> {
  if (!attempt.setup.may.pushUpdate) return;
  const link = await attempt.links.of('opportunity', row.id);
  if (!link?.base) return;
  const before = unmappedOf(link.base);
  const next = nextOf(attempt.setup, row, remote, isMoved ? null : before, isMoved);
  if (isSame(before, next)) return;
  await attempt.commit({ ...link, base: withUnmapped(link.base, next) }, null);
}

function nextOf(
  setup: PushSetup,
  row: OpportunityRow,
  remote: Opportunity,
  before: Unmapped | null,
  isMoved: boolean,
): Unmapped | null {
  const lacks = lackedBy(setup, row);
  if (!lacks.stage && !lacks.status) return null;
  if (!isMoved && before?.stageId !== row.stageId) return null;
  const stage = isMoved ? idOf(remote.stage) : (before?.stage ?? null);
  const status = isMoved ? idOf(remote.status) : (before?.status ?? null);
  const left = { stageId: row.stageId, stage: lacks.stage ? stage : null, status: lacks.status ? status : null };
  return left.stage === null && left.status === null ? null : left;
}

/** What an open stage is mapped to none of. */
function lackedBy(setup: PushSetup, row: OpportunityRow): { stage: boolean; status: boolean } {
  const { mapping } = setup;
  const stage = stageOf(setup, row);
  if (stage.kind !== 'open') return { stage: false, status: false };
  const isByMap = mapping.options.statusSource === 'map';
  return {
    stage: pushStage(stage, mapping).rule !== 'mapped',
    status: isByMap && pushStatus({ stage, cwStatus: row.cwStatus, isEntering: true }, mapping).rule === 'default',
  };
}

const idOf = (reference: { id: number } | null | undefined): string | null => (reference ? String(reference.id) : null);
