import { opportunityWire } from '../../../../connectwise/wire/opportunity.ts';
import { findReference } from '../../../connection/reference-lists.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { keepPushedLines } from '../line-drift/line-drift.queries.ts';
import { standingLine } from '../line-drift/line-drift.rules.ts';
import { checkTotals } from './check.rules.ts';
import { type LinesResult, type LinesTarget, linesOf } from './lines.step.ts';

/** Compares totals and tax after a push, writes the result to the audit log, and keeps how the lines stand for reading A24. */
export async function checkOpportunity(
  attempt: PushAttempt,
  target: LinesTarget & { taxRegionName: string | null },
  pushed: Pick<LinesResult, 'remoteLineIds'>,
): Promise<{ status: string }> {
  attempt.at({ entity: 'opportunity', localId: target.opportunityId, name: target.opportunityName });
  const remoteLines = await linesOf(attempt, target.remoteOpportunityId);
  const remote = await attempt.client.get(opportunityWire, target.remoteOpportunityId);
  const code = findReference(attempt.setup.lists.tax_code, remote?.taxCode && String(remote.taxCode.id));
  const answer = checkTotals({
    lines: target.quote?.lines ?? [],
    remote: remoteLines.map((line) => ({
      extPrice: line.extPrice ?? 0,
      isOurs: pushed.remoteLineIds.includes(line.id),
      isCancelled: line.cancelledFlag === true,
    })),
    remoteTax: remote?.taxCode ? (remote.totalSalesTax ?? 0) : null,
    taxRegionName: target.taxRegionName,
    taxCodeName: remote?.taxCode?.name ?? code?.label ?? null,
    notExpressed: code?.flags.notExpressed ?? [],
  });
  const { connectionId } = attempt;
  const { opportunityId, opportunityName } = target;
  const remoteId = String(target.remoteOpportunityId);
  await attempt.commit(
    null,
    { operation: 'check', entity: 'opportunity', name: opportunityName, localId: opportunityId, remoteId, ...answer },
    (tx) => keepPushedLines(tx, { connectionId, opportunityId, remoteId, lines: remoteLines.map(standingLine) }),
  );
  return { status: answer.status };
}
