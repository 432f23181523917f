import type { Id } from '../../../../platform/ids.ts';
import { inSpan } from '../../../../platform/tracing/tracing.ts';
import {
  lossStands,
  type PushSummary,
  pushedLoss,
  pushedNothing,
  pushedOpportunity,
} from '../../messages/push-description.messages.ts';
import { lossWithoutLink } from '../../messages/push-reason.messages.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { planLines } from '../../records/quote-line/bundle-lines.rules.ts';
import { BY_MODE } from '../../records/skip-codes.ts';
import {
  type DocumentRow,
  type QuoteRow,
  readOpportunity,
  readProducts,
  readQuote,
  readQuoteTitles,
  readWonDocuments,
} from '../attempt/crm-records.queries.ts';
import type { DocumentBytes } from '../attempt/document-bytes.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import type { PushOutcome } from '../attempt/push-outcome.ts';
import type { PushStep, PushSteps, StepResult } from '../attempt/push-steps.queries.ts';
import { checkOpportunity, tellLeft } from './check.step.ts';
import { closeOpportunity } from './close-opportunity.step.ts';
import { ensureCompany } from './company.step.ts';
import { contactFor } from './contact.step.ts';
import { pushDocuments } from './documents.step.ts';
import { pushLines } from './lines.step.ts';
import { goneHere, usableLink } from './linked-record.ts';
import { holdBackForLostOption } from './lost-option.step.ts';
import { type DocumentUrl, pushNotes } from './notes.step.ts';
import { ensureOpportunity } from './opportunity.step.ts';
import { ensureItemsOf } from './product.step.ts';
import { newStagePlan } from './stage-plan.ts';
import { taxFor } from './tax.step.ts';
import { type ToldOpportunity, tellNothingSent, tellOpportunity } from './tell-opportunity.ts';

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
  const row = await attempt.read((tx) => readOpportunity(tx, attempt.push.localId, attempt.fieldsOf('opportunity')));
  if (!row) throw goneHere('opportunity');
  attempt.at({ entity: 'opportunity', localId: row.id, name: row.name });
  if (onlyItsLoss(attempt, row)) return pushLoss(attempt, tools, row);
  const isWon = row.stageKind === 'won';

  await holdBackForLostOption(attempt, row);
  const quote = await quoteFor(attempt, row);
  const productIds = [...new Set(quote?.lines.flatMap((l) => (l.productId ? [l.productId] : [])))];
  const assortment = await attempt.read((tx) => readProducts(tx, productIds, attempt.fieldsOf('product')));
  const planned = planLines(quote?.lines ?? [], assortment, attempt.setup.configuration.bundleMode);
  const step = <R extends StepResult>(name: PushStep, work: () => Promise<R>) => {
    // What fails before another record is at hand is the opportunity's own.
    attempt.at({ entity: 'opportunity', localId: row.id, name: row.name });
    return runStep(attempt, tools, name, work);
  };

  const { companyId } = await step('company', async () => ({ companyId: await ensureCompany(attempt, row.clientId) }));
  const { contactId } = await step('contact', async () => ({ contactId: await contactFor(attempt, row, companyId) }));
  const { items } = await step('products', async () => ({ items: await ensureItemsOf(attempt, planned) }));
  const tax = taxFor(attempt, row, quote);
  const ensured = await step('opportunity', () => ensureOpportunity(attempt, row, { companyId, contactId }, tax));
  const { remoteId } = ensured;
  const target = {
    isWon,
    closes: isWon && ensured.status === 'entering',
    assortment,
    products: assortment.products,
    opportunityId: row.id,
    opportunityName: row.name,
    remoteOpportunityId: remoteId,
    quote,
    planned,
    items,
    taxCodeId: tax.taxCodeId,
    isDefaultTax: !tax.ownsTaxCode,
    taxRegionName: tax.regionName,
    isRegionMapped: tax.ownsTaxCode,
    goneTaxCodes: ensured.goneTaxCodes ?? [],
  };
  const lines = await step('lines', () => pushLines(attempt, target));
  const documents = isWon ? await attempt.read((tx) => readWonDocuments(tx, row.id)) : [];
  const { attached } = await step('documents', () =>
    pushDocuments(attempt, { ...target, documents }, tools.documentBytes),
  );
  const { noted } = await step('notes', () => pushNotes(attempt, { ...target, documents }, tools.documentUrl));
  const { remark } = await step('check', () =>
    lines.left ? tellLeft(attempt, target, lines.left) : checkOpportunity(attempt, target, lines),
  );
  await step('close', async () => {
    await closeOpportunity(attempt, row, ensured);
    return {};
  });
  const { added, changed, removed } = lines;
  const linesInPlace = lines.left ? 0 : planned.length - added - changed;
  const replaced = isWon ? await replacedQuotes(attempt, row.id, documents) : [];
  const summary = {
    replaced,
    ...{ isWon, added, changed, removed, attached, noted },
    ...{ linesInPlace, documentsInPlace: documents.length - attached, linesLeft: lines.left !== null },
  };
  await tellEnd(attempt, { ...row, remoteId }, summary);
  return remark ? { kind: 'pushed', lines: remark } : { kind: 'pushed' };
}

/** What the push came to. Of one that sent nothing its own rows say why; what was in place is told beside them, and as nothing that was sent. */
async function tellEnd(attempt: PushAttempt, about: ToldOpportunity, summary: PushSummary): Promise<void> {
  if (attempt.hasSent) {
    const description = pushedOpportunity(about.name, summary);
    return tellOpportunity(attempt, about, { operation: 'push', description });
  }
  const { linesInPlace, documentsInPlace, linesLeft, replaced = [] } = summary;
  const hasMore = linesInPlace + documentsInPlace + replaced.length > 0 || linesLeft === true;
  if (attempt.outcome === 'skipped' && !hasMore) return;
  await tellNothingSent(attempt, about, pushedNothing(about.name, summary));
}

/** Quotes of earlier pushes that are not the accepted one any more: what is attached for them stays. */
async function replacedQuotes(attempt: PushAttempt, opportunityId: Id, now: readonly DocumentRow[]) {
  const attached = (await attempt.links.ofParts('document', opportunityId)).map(({ localId }) => localId);
  const others = attached.filter((id) => !now.some((document) => document.id === id));
  return others.length === 0 ? [] : attempt.read((tx) => readQuoteTitles(tx, others));
}

/**
 * A win counts by its accepted quote; one that nobody accepted goes out with an open opportunity only. Where its lines are out already, and
 * somebody in ConnectWise won the opportunity, they stay the lines of their quote.
 */
async function quoteFor(attempt: PushAttempt, { id, stageKind }: OpportunityRow): Promise<QuoteRow | null> {
  const orNewest = stageKind !== 'won' || (await attempt.links.ofParts('quote_line', id)).length > 0;
  return attempt.read((tx) => readQuote(tx, id, { orNewest }));
}

/** Reading A5: where only wins are sent, the loss of a linked opportunity may be sent too; its status alone, whatever else was edited. */
const onlyItsLoss = ({ setup }: PushAttempt, row: OpportunityRow): boolean =>
  row.stageKind === 'lost' && !setup.may.pushUpdate;

async function pushLoss(attempt: PushAttempt, tools: OpportunityTools, row: OpportunityRow): Promise<PushOutcome> {
  const link = await usableLink(attempt, 'opportunity', row.id, `opportunity "${row.name}"`);
  if (!link) return { kind: 'skipped', code: BY_MODE, reason: lossWithoutLink(row.name) };
  await runStep(attempt, tools, 'close', async () => {
    await closeOpportunity(attempt, row, { ...newStagePlan, remoteId: Number(link.remoteId) });
    return {};
  });
  const about = { ...row, remoteId: Number(link.remoteId) };
  if (attempt.hasSent) await tellOpportunity(attempt, about, { operation: 'push', description: pushedLoss(row.name) });
  else if (attempt.outcome !== 'skipped') await tellNothingSent(attempt, about, lossStands(row.name));
  return { kind: 'pushed' };
}

async function runStep<R extends StepResult>(
  attempt: PushAttempt,
  { steps }: OpportunityTools,
  name: PushStep,
  work: () => Promise<R>,
): Promise<R> {
  const known = await attempt.write(async (tx) => {
    const done = await steps.resultOf<R>(tx, attempt.push, name);
    if (!done) await steps.begin(tx, attempt.push, name);
    return done;
  });
  if (known) {
    attempt.leave(known.leftOut);
    attempt.lackStill(known.lacking);
    attempt.sentBefore(known.hasSent);
    return known.result;
  }
  attempt.step = name;
  const result = await inSpan({ name: `step ${name}`, facts: { 'causeway.step': name } }, work);
  await attempt.write((tx) =>
    steps.done(tx, attempt.push, name, {
      result,
      leftOut: attempt.left,
      lacking: attempt.lacking,
      hasSent: attempt.hasSent,
    }),
  );
  return result;
}
