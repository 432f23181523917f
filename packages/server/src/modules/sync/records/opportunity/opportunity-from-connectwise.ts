import type { Opportunity } from '../../../../connectwise/wire/opportunity.ts';
import {
  dateRemoved,
  stageApart,
  statusInFieldOnly,
  statusWithoutStage,
} from '../../messages/pull-description.messages.ts';
import { noStage } from '../../messages/pull-problem.messages.ts';
import { noStageForIt, noUserForMember, taxCodeOnlyGoesOut } from '../../messages/unplaced.messages.ts';
import type { Draft, Fields, Remark, ResolveContext, TakenIn } from '../entity-sync.ts';
import { reader, resolveReferences } from '../fields/derive.ts';
import { RecordProblem } from '../record-problem.ts';
import { type Unplaced, unplaced } from '../unplaced.ts';
import { opportunityFields } from './opportunity.fields.ts';
import { opportunityOptions } from './opportunity-options.ts';

const readFields = reader<Opportunity>(opportunityFields);
const references = resolveReferences(opportunityFields, 'opportunity');

/**
 * An opportunity in CRM words, with ConnectWise IDs. `closedAt` matters only when the
 * stage turns out won or lost: ConnectWise fills `closedDate` on open ones too (§3.4).
 */
export const opportunityFromConnectwise = (opportunity: Opportunity): Draft => ({
  ...readFields(opportunity),
  remoteStageId: idText(opportunity.stage),
  remoteStatusId: idText(opportunity.status),
  closedAt: opportunity.closedDate ?? null,
  salesRepId: idText(opportunity.primarySalesRep),
  taxCodeId: idText(opportunity.taxCode),
});

/** Puts the CRM's IDs and stage in. Throws RecordProblem "no_stage" when the pipeline has no stage that fits. */
export function resolveOpportunity(draft: Draft, context: ResolveContext, opportunity: Opportunity): Fields {
  const stage = standingOf(draft, context);
  if (!stage) throw RecordProblem.of('no_stage', noStage());
  const closedAt = instant(text(draft.closedAt) ?? opportunity._info?.lastUpdated ?? null);
  return {
    name: draft.name ?? null,
    ...references(draft, context.localIdOf),
    stageId: stage.stageId,
    ...(stage.cwStatus === undefined ? {} : { cwStatus: stage.cwStatus }),
    expectedCloseDate: draft.expectedCloseDate ?? null,
    ownerId: context.ownerOf(text(draft.salesRepId)) ?? null,
    notes: draft.notes ?? null,
    wonAt: stage.kind === 'won' ? closedAt : null,
    lostAt: stage.kind === 'lost' ? closedAt : null,
  };
}

/**
 * A status that an admin wants left as it is says nothing of the stage of a linked opportunity, nor of the dates that belong to it. Nor does a stage of
 * one that is over on both sides, whatever it is mapped to by now, as long as the status says so (reading A9 is about those that come in).
 */
export function silentInOpportunity(draft: Draft, context: ResolveContext, agreed: Fields | null): readonly string[] {
  const standing = standingOf(draft, context);
  if (!standing) return [];
  const stage = context.stages.stageOf(text(agreed?.stageId) ?? '');
  const isOver = stage && stage.kind !== 'open' && stage.kind === standing.statusKind && stage.kind !== standing.kind;
  return standing.leavesAsIs || isOver ? ['stageId', 'wonAt', 'lostAt'] : [];
}

/**
 * An opportunity that was won or lost here may keep a stage there that stands for an open one. It stands for the win as long as the status says so
 * too: reopened there, it is open.
 */
export function lapsedInOpportunity(draft: Draft, context: ResolveContext, agreed: Fields): readonly string[] {
  const stage = context.stages.stageOf(text(agreed.stageId) ?? '');
  const standing = standingOf(draft, context);
  if (!stage || !standing || standing.leavesAsIs || stage.kind === 'open') return [];
  return standing.statusKind === stage.kind ? [] : ['stageId'];
}

/** Who is told by the e-mail address may have another one by now: the sales representative is the one of before, and the owner stays. */
export const ownerStays = (
  { salesRepId }: Draft,
  context: ResolveContext,
  { seen, agreed }: { seen: Readonly<Record<string, string | null>>; agreed: Fields | null },
): readonly string[] => {
  const rep = text(salesRepId);
  const isSame = rep !== null && rep === seen.primarySalesRep && Boolean(agreed?.ownerId);
  return isSame && context.ownerOf(rep) === undefined ? ['ownerId'] : [];
};

/** An opportunity has no tax code here, the stage of an open one may be mapped to none, and a sales representative may be no user of the CRM. */
export function unplacedInOpportunity(opportunity: Opportunity, context: ResolveContext): Unplaced[] {
  const memberId = idText(opportunity.primarySalesRep);
  const isKnown = memberId === null || context.ownerOf(memberId) !== undefined;
  const one = (property: 'taxCode' | 'primarySalesRep', because: string | null, hasField: boolean): Unplaced => {
    const label = opportunityOptions[property]?.word ?? property;
    return unplaced(property, opportunity[property], { label, because, hasField });
  };
  const standing = context.stages.resolve({
    stageId: idText(opportunity.stage),
    statusId: idText(opportunity.status),
  });
  const isMapped = standing === null || standing.isStageMapped || standing.statusKind !== 'open';
  return [
    unplaced('stage', opportunity.stage, { label: 'stage', because: isMapped ? null : noStageForIt() }),
    one('taxCode', taxCodeOnlyGoesOut(), false),
    one('primarySalesRep', isKnown ? null : noUserForMember(), true),
  ];
}

/** A status that did not come through, told each time that the opportunity is taken in (reading A9); a won or lost date that goes. */
export function remarksOnOpportunity(
  draft: Draft,
  context: ResolveContext,
  { fields, changes, readAnew }: TakenIn,
): Remark[] {
  const apart = readAnew && readAnew.fields.length > 0 ? apartSince(draft, context, fields) : [];
  if (readAnew?.isAlone) return apart;
  const ignored = ignoredIn(draft, context, fields);
  const gone = (field: 'wonAt' | 'lostAt', was: 'won' | 'lost'): Remark[] =>
    changes.flatMap((change) =>
      change.field === field && typeof change.from === 'string' && change.to === null
        ? [{ code: 'reopened', description: dateRemoved({ was, at: change.from }), changes: [change] }]
        : [],
    );
  return [
    ...apart,
    ...(ignored === null ? [] : [{ code: 'status_ignored', description: ignored } as const]),
    ...gone('wonAt', 'won'),
    ...gone('lostAt', 'lost'),
  ];
}

/** Nobody moved it, and its stage there stands for another one since the map was changed. */
function apartSince(draft: Draft, context: ResolveContext, { stageId }: Fields): Remark[] {
  const [here, there] = [text(stageId), standingOf(draft, context)?.stageId ?? null].map((id) =>
    context.stages.stageOf(id ?? ''),
  );
  if (!here || !there || here === there) return [];
  return [{ code: 'stage_apart', description: stageApart({ here: here.name, there: there.name }) }];
}

/** What is true of the status where the opportunity stands now; null where it is over here as it is there. */
function ignoredIn(draft: Draft, context: ResolveContext, { stageId, cwStatus }: Fields): string | null {
  const standing = standingOf(draft, context);
  const stage = context.stages.stageOf(text(stageId) ?? '');
  if (!standing?.ignored || (standing.statusKind !== 'open' && stage?.kind === standing.statusKind)) return null;
  const { status, sentence } = standing.ignored;
  if (stage && !standing.leavesAsIs && stageId !== standing.stageId) return statusWithoutStage(status, stage.name);
  const isInField = standing.cwStatus !== undefined && cwStatus === standing.cwStatus;
  return stage && isInField ? statusInFieldOnly(status, stage.name) : sentence;
}

/** The stage that ConnectWise's stage and status stand for. */
export function stageIn(said: Draft, context: ResolveContext): Fields {
  const standing = standingOf(said, context);
  return standing && !standing.leavesAsIs ? { stageId: standing.stageId } : {};
}

const standingOf = (draft: Draft, context: ResolveContext) =>
  context.stages.resolve({ stageId: text(draft.remoteStageId), statusId: text(draft.remoteStatusId) });

const idText = (reference: { id: number } | null | undefined): string | null =>
  reference ? String(reference.id) : null;
const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);

/** In the form in which the engine reads timestamps from the database. */
const instant = (at: string | null): string | null => (at === null ? null : new Date(at).toISOString());
