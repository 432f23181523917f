import type { Id } from '../../../../platform/ids.ts';
import type { OpportunityRow } from '../../entities/opportunity/opportunity-to-connectwise.ts';
import type { PushOutcome } from '../../push-record.ts';
import { readOpportunity, readQuote, readWonDocuments } from '../crm-records.queries.ts';
import type { DocumentBytes } from '../document-bytes.ts';
import type { PushAttempt } from '../push-attempt.ts';
import type { PushStep, PushSteps, StepResult } from '../push-steps.service.ts';
import { checkOpportunity } from './check.step.ts';
import { ensureCompany } from './company.step.ts';
import { contactFor } from './contact.step.ts';
import { pushDocuments } from './documents.step.ts';
import { type LinesResult, pushLines } from './lines.step.ts';
import { gone } from './linked-record.ts';
import { type DocumentUrl, pushNotes } from './notes.step.ts';
import { closeOpportunity, ensureOpportunity } from './opportunity.step.ts';
import { ensureProducts } from './product.step.ts';

export interface OpportunityTools {
  steps: PushSteps;
  documentBytes: DocumentBytes;
  documentUrl: DocumentUrl;
}

/**
 * An opportunity with all that belongs to it, in steps that are remembered one by one: a retry goes on at the step that failed. Documents and
 * notes go along with a win only (reading A14).
 */
export async function pushOpportunity(attempt: PushAttempt, tools: OpportunityTools): Promise<PushOutcome> {
  const row = await attempt.read((tx) => readOpportunity(tx, attempt.push.localId));
  if (!row) throw gone('opportunity');
  attempt.at({ entity: 'opportunity', localId: row.id, name: row.name });
  const isWon = row.stageKind === 'won';
  const refusal = refusalOf(attempt, row, isWon);
  if (refusal) return { kind: 'skipped', reason: refusal };

  const quote = await attempt.read((tx) => readQuote(tx, row.id, { orNewest: !isWon }));
  const productIds = [...new Set(quote?.lines.flatMap((l) => (l.productId ? [l.productId] : [])))];
  const step = <R extends StepResult>(name: PushStep, work: () => Promise<R>) => runStep(attempt, tools, name, work);

  const { companyId } = await step('company', async () => ({ companyId: await ensureCompany(attempt, row.clientId) }));
  const { contactId } = await step('contact', async () => ({ contactId: await contactFor(attempt, row, companyId) }));
  const { items } = await step('products', async () => ({ items: await ensureProducts(attempt, productIds) }));
  const ensured = await step('opportunity', () => ensureOpportunity(attempt, row, { companyId, contactId }));
  const { remoteId } = ensured;
  const target = {
    opportunityId: row.id,
    opportunityName: row.name,
    remoteOpportunityId: remoteId,
    quote,
    items,
  };
  const lines = await step('lines', () => pushLines(attempt, target));
  const documents = isWon ? await attempt.read((tx) => readWonDocuments(tx, row.id)) : [];
  const { attached } = await step('documents', () =>
    pushDocuments(attempt, { ...target, documents }, tools.documentBytes),
  );
  const { noted } = await step('notes', () => pushNotes(attempt, { ...target, documents }, tools.documentUrl));
  await step('close', async () => {
    await closeOpportunity(attempt, row, ensured);
    return {};
  });
  await step('check', () => checkOpportunity(attempt, target, lines));
  await reportPush(attempt, row, remoteId, summary(row, isWon, lines, attached, noted));
  return { kind: 'pushed' };
}

/** Asked again here, because the opportunity or the settings may have changed since the push was requested. */
function refusalOf(attempt: PushAttempt, row: OpportunityRow, isWon: boolean): string | null {
  const { may } = attempt.setup;
  if (isWon) return may.pushWon ? null : 'The mode no longer pushes won opportunities.';
  if (may.pushOpen || may.pushUpdate) return null;
  return attempt.push.reason === 'won'
    ? `Opportunity "${row.name}" was reopened before it could be pushed, and the mode pushes won ones only.`
    : 'The mode pushes won opportunities only.';
}

async function runStep<R extends StepResult>(
  attempt: PushAttempt,
  { steps }: OpportunityTools,
  name: PushStep,
  work: () => Promise<R>,
): Promise<R> {
  const known = await attempt.write(async (tx) => {
    const result = await steps.resultOf<R>(tx, attempt.push, name);
    if (!result) await steps.begin(tx, attempt.push, name);
    return result;
  });
  if (known) return known;
  const result = await work();
  await attempt.write((tx) => steps.done(tx, attempt.push, name, result));
  return result;
}

const reportPush = (attempt: PushAttempt, row: { id: Id; name: string }, remoteId: number, description: string) =>
  attempt.report({
    operation: 'push',
    status: 'success',
    entity: 'opportunity',
    name: row.name,
    localId: row.id,
    remoteId: String(remoteId),
    description,
  });

function summary(row: OpportunityRow, isWon: boolean, lines: LinesResult, attached: number, noted: number): string {
  const done = [
    count(lines.added, 'line added', 'lines added'),
    count(lines.changed, 'line changed', 'lines changed'),
    count(lines.removed, 'line removed', 'lines removed'),
    count(attached, 'document attached', 'documents attached'),
    count(noted, 'note added', 'notes added'),
  ].filter(Boolean);
  const what = `Pushed ${isWon ? 'won ' : ''}opportunity "${row.name}"`;
  return done.length > 0 ? `${what}: ${done.join(', ')}.` : `${what}: lines, documents and notes were in place.`;
}

const count = (n: number, one: string, many: string): string | null =>
  n === 0 ? null : `${n} ${n === 1 ? one : many}`;
