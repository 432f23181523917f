import { Decimal } from 'decimal.js';
import { type Opportunity, opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import type { ProductItem } from '../../../../connectwise/wire/product-item.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import { linesIssue, linesLeftAsTheyAre } from '../../messages/line-drift.messages.ts';
import { linesDiffer } from '../../messages/not-sent.messages.ts';
import { differenceAcceptedBefore, differenceIssue, winHeld } from '../../messages/totals.messages.ts';
import { readCurrency } from '../attempt/crm-records.queries.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { keepPushedLines, noteLeft } from '../line-drift/line-drift.queries.ts';
import { type LineDrift, standingLine } from '../line-drift/line-drift.rules.ts';
import { digestOfLines } from '../line-drift/sent-lines.rules.ts';
import { type AcceptedDifference, acceptedDifference } from '../outbox/accepted-difference.queries.ts';
import { LINES_CHANGED, type LinesRemark } from '../outbox/changed-lines.queries.ts';
import { billCycleOf } from './billing-cycle.ts';
import { type CheckAnswer, checkTotals } from './check.rules.ts';
import type { RemoteLine } from './line-comparison.rules.ts';
import { type LinesResult, type LinesTarget, linesOf } from './lines.step.ts';

export interface CheckTarget extends LinesTarget {
  taxRegionName: string | null;
  isRegionMapped: boolean;
  /** A win is closed only where lines and totals agree, or a person accepted that they do not. */
  isWon: boolean;
}

/**
 * Compares lines, totals and tax before a win is closed, writes the result to the audit log, and keeps how the lines stand for reading A24.
 * Throws PushRefused: totals_differ.
 */
export async function checkOpportunity(
  attempt: PushAttempt,
  target: CheckTarget,
  pushed: Pick<LinesResult, 'remoteIds' | 'items'>,
): Promise<{ status: string; remark: LinesRemark | null }> {
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  const remoteLines = await linesOf(attempt, target.remoteOpportunityId);
  const remote = await attempt.client.get(opportunityWire, target.remoteOpportunityId);
  const found = await ask(attempt, target, pushed, { remote, remoteLines });
  const accepted = await attempt.read((tx) => acceptedDifference(tx, attempt.push.id));
  const isAccepted = found.difference !== null && accepted?.digest === found.difference.digest;
  const { difference, leftOut, ...answer } = isAccepted ? withAcceptance(found, accepted) : found;
  attempt.leave(leftOut);
  const { connectionId } = attempt;
  const { opportunityId, opportunityName } = target;
  const remoteId = String(target.remoteOpportunityId);
  const isHeld = difference !== null && target.isWon && !isClosedWon(attempt, remote);
  // Lines that somebody added there are theirs (reading A24); what differs of ours waits for a person.
  const ours = difference?.lines.some(({ differs, quote }) => differs && quote !== null) ? difference : null;
  const kept = {
    connectionId,
    opportunityId,
    remoteId,
    lines: remoteLines.map(standingLine),
    sent: digestOfLines(target),
    difference: ours && answer.description,
  };
  const { isNews } = await attempt.write(async (tx) => {
    const isNewlyTold = !isHeld && (await keepPushedLines(tx, kept));
    // What an open issue tells already is no error anew.
    const status = difference && !isHeld && !isNewlyTold ? 'info' : answer.status;
    const about = { entity: 'opportunity', name: opportunityName, localId: opportunityId, remoteId } as const;
    await attempt.tell(tx, { operation: 'check', ...about, ...answer, status });
    return { isNews: isNewlyTold };
  });
  if (isHeld) throw held(target, answer.description, difference);
  const remark = ours ? { isNews, ...differenceIssue(opportunityName, answer.description) } : null;
  return { status: answer.status, remark };
}

/** Tells of lines that this push left as somebody edited them in ConnectWise; once, until they are edited further. */
export async function tellLeft(
  attempt: PushAttempt,
  { opportunityId, opportunityName, remoteOpportunityId }: CheckTarget,
  left: LineDrift,
): Promise<{ status: string; remark: LinesRemark | null }> {
  attempt.at({ entity: 'opportunity', localId: opportunityId, name: opportunityName });
  attempt.leave([{ label: 'lines of the quote', because: linesDiffer() }]);
  const isNews = await attempt.write(async (tx) => {
    if (!(await noteLeft(tx, attempt.connectionId, opportunityId, left.message))) return false;
    await attempt.tell(tx, {
      operation: 'check',
      status: 'info',
      code: LINES_CHANGED,
      entity: 'opportunity',
      name: opportunityName,
      localId: opportunityId,
      remoteId: String(remoteOpportunityId),
      description: linesLeftAsTheyAre(left.message),
      changes: left.changes,
    });
    return true;
  });
  return { status: 'info', remark: { isNews, ...linesIssue(opportunityName, left.message) } };
}

async function ask(
  attempt: PushAttempt,
  target: CheckTarget,
  pushed: Pick<LinesResult, 'remoteIds' | 'items'>,
  { remote, remoteLines }: { remote: Opportunity | null; remoteLines: readonly ProductItem[] },
): Promise<CheckAnswer> {
  const code = findReference(attempt.setup.lists.tax_code, remote?.taxCode && String(remote.taxCode.id));
  return checkTotals({
    isWon: target.isWon,
    lines: target.quote?.lines ?? null,
    expected: target.planned.map((planned) => ({
      planned,
      billCycleId: billCycleOf(attempt, planned.line),
      remoteIds: pushed.remoteIds[planned.id] ?? [],
    })),
    remote: await withRecurring(attempt, target.remoteOpportunityId, remoteLines),
    assortment: target.assortment,
    items: pushed.items,
    remoteTax: remote?.taxCode ? (remote.totalSalesTax ?? 0) : null,
    currency: await attempt.read(readCurrency),
    taxRegionName: target.taxRegionName,
    taxCodeName: remote?.taxCode?.name ?? code?.label ?? null,
    isRegionMapped: target.isRegionMapped,
    isDefaultSent: target.isDefaultTax && target.taxCodeId !== null && String(remote?.taxCode?.id) === target.taxCodeId,
    codeRate: code?.flags.rate ?? null,
    notExpressed: code?.flags.notExpressed ?? [],
  });
}

/** A win that is closed there already cannot be held; lines that somebody adds to it later are theirs (reading A24). */
const isClosedWon = ({ setup }: PushAttempt, remote: Opportunity | null): boolean =>
  findReference(setup.lists.status, remote?.status && String(remote.status.id))?.flags.wonFlag === true;

/** What recurs by ConnectWise's own reckoning, which stands in the forecast; it is asked for only where something does. */
async function withRecurring(
  attempt: PushAttempt,
  remoteOpportunityId: number,
  lines: readonly ProductItem[],
): Promise<RemoteLine[]> {
  const forecast = lines.some((line) => line.recurring) ? await attempt.client.forecast(remoteOpportunityId) : null;
  const recurs = new Map(forecast?.forecastItems?.map((item) => [item.id, item.recurringRevenue]));
  return lines.map((line) => ({
    id: line.id,
    description: line.description ?? '',
    quantity: line.quantity ?? 0,
    catalogItemId: line.catalogItem?.id ?? null,
    extPrice: line.extPrice ?? 0,
    recurring: line.recurring ? (recurs.get(line.forecastDetailId ?? 0) ?? ownRecurring(line)) : 0,
    billCycleId: line.recurring?.billCycleId ?? line.recurring?.billCycle?.id ?? null,
    billCycle: line.recurring?.billCycle?.name ?? null,
    isCancelled: line.cancelledFlag === true,
  }));
}

const ownRecurring = ({ recurring, quantity }: ProductItem): number =>
  new Decimal(recurring?.recurringRevenue ?? 0).times(quantity ?? 0).toNumber();

const withAcceptance = (answer: CheckAnswer, { by, reason }: AcceptedDifference): CheckAnswer => ({
  ...answer,
  status: 'info',
  difference: null,
  description: differenceAcceptedBefore(answer.description, { by, reason }),
});

const whoseDiffer = (difference: CheckAnswer['difference']): { ours: boolean; foreign: boolean } => {
  const differing = difference?.lines.filter(({ differs }) => differs) ?? [];
  return {
    ours: differing.some(({ quote }) => quote !== null),
    foreign: differing.some(({ quote }) => quote === null),
  };
};

const held = (
  { opportunityName, quote }: CheckTarget,
  description: string,
  difference: CheckAnswer['difference'],
): PushRefused =>
  PushRefused.of('totals_differ', winHeld(opportunityName, description, whoseDiffer(difference)), {
    detail: { difference: { ...difference, quoteId: quote?.id ?? null } },
  });
