import { opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import type { PushAttempt } from '../push-attempt.ts';
import { checkTotals } from './check.rules.ts';
import { type LinesResult, type LinesTarget, linesOf } from './lines.step.ts';

/** Compares totals and tax after a push and writes the result to the audit log. */
export async function checkOpportunity(
  attempt: PushAttempt,
  target: LinesTarget,
  pushed: Pick<LinesResult, 'remoteLineIds'>,
): Promise<{ status: string }> {
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  const remoteLines = await linesOf(attempt, target.remoteOpportunityId);
  const remote = await attempt.client.get(opportunityWire, target.remoteOpportunityId);
  const answer = checkTotals({
    lines: target.quote?.lines ?? [],
    remote: remoteLines.map((line) => ({
      extPrice: line.extPrice ?? 0,
      isOurs: pushed.remoteLineIds.includes(line.id),
      isCancelled: line.cancelledFlag === true,
    })),
    remoteTax: remote?.taxCode ? (remote.totalSalesTax ?? 0) : null,
  });
  await attempt.report({
    operation: 'check',
    entity: 'opportunity',
    name: target.opportunityName,
    localId: target.opportunityId,
    remoteId: String(target.remoteOpportunityId),
    code: answer.status === 'error' ? 'totals_differ' : null,
    ...answer,
  });
  return { status: answer.status };
}
