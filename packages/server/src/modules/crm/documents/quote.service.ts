import { type QuoteForm, quoteForm, quoteWhole } from '@causeway/shared/forms/quote';
import { type DocumentState, documentStates } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { type Problem, ProblemsError, refuse } from '../../../platform/errors.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { Storage } from '../../../platform/storage.ts';
import type { Origin } from '../../audit/origin.ts';
import { keepUnsent, parseEdit, parseForm, refuseAll } from '../form.ts';
import type { CrmChanges } from '../history/crm-changes.ts';
import { type PersonChange, sameLines } from '../history/person-event.rules.ts';
import { isOpportunityWon } from '../opportunities/opportunity-stage.queries.ts';
import { assertSameVersion, flush, loadToChange, newRecord } from '../stored-record.ts';
import { DocumentEntity } from './document.entity.ts';
import { linesByDocument } from './document.queries.ts';
import { type DocumentStanding, deleteProblem, editProblem, stateProblem } from './document-state.rules.ts';
import { nextQuoteNumber, otherAcceptedQuote, taxRegionOfClient } from './quote.queries.ts';
import { formLineOf, quoteProblems, replaceLines } from './quote-lines.ts';
import { keepAsSent } from './revisions/keep-as-sent.ts';
import { clearAcceptance, isKept, noteAcceptance } from './revisions/quote-revision.queries.ts';

type Happened = Pick<PersonChange, 'kind' | 'before' | 'after' | 'note'>;

/** Makes and edits quotes, moves them between their states, and deletes documents. A change of a quote is a change of its opportunity. */
export class QuoteService {
  constructor(
    private readonly storage: Storage,
    private readonly changes: CrmChanges,
  ) {}

  /** Takes the client's tax region when none is sent. Throws ProblemsError: not_found, invalid_input, tax_category_of_other_region. */
  async create(tx: Tx, opportunityId: Id, input: object, origin: Origin): Promise<Id> {
    const clientRegion = await this.taxRegionOfClient(tx, opportunityId);
    const { version: _, lines, ...fields } = parseForm(quoteForm, keepUnsent({ taxRegionId: clientRegion }, input));
    refuseAll(await quoteProblems(tx, { ...fields, lines }));
    const number = await nextQuoteNumber(tx);
    const quote = newRecord(tx, DocumentEntity, {
      ...fields,
      opportunityId,
      number,
      kind: 'quote',
      state: 'draft',
      revision: 1,
      fileName: fileNameOf(number, 1),
      contentType: 'application/pdf',
      storageKey: null,
      sizeBytes: null,
    });
    await flush(tx, {});
    await replaceLines(tx, quote.id, { ...fields, lines });
    await this.tell(tx, quote, { kind: 'created', note: `Quote ${number}, ${countOf(lines)}.` }, origin);
    return quote.id;
  }

  /**
   * Drafts and sent quotes only. What was sent stays as it was: changing it makes the next revision, a draft. Lines that stand already are not checked again.
   * Throws ProblemsError as `create`, wrong_state, not_a_quote and version_conflict.
   */
  async update(tx: Tx, id: Id, input: object, origin: Origin): Promise<Id> {
    const quote = await loadToChange(tx, DocumentEntity, id, 'quote');
    refuseWhen(editProblem(standingOf(quote)));
    const { title, taxRegionId, discountPercent, discountAmount, validUntil, terms } = quote;
    const fieldsBefore = { title, taxRegionId, discountPercent, discountAmount, validUntil, terms };
    const stored = { ...fieldsBefore, lines: await this.storedLines(tx, quote.id) };
    const { version, lines, ...fields } = parseEdit(quoteForm, stored, input, quoteWhole);
    assertSameVersion(quote, version, 'quote');
    refuseAll(await quoteProblems(tx, { ...fields, lines }));
    const wasSent = quote.state === 'sent' || (await isKept(tx, quote.id, quote.revision));
    if (wasSent && sameLines(stored.lines, lines) && sameLines([fieldsBefore], [fields])) return quote.id;
    const revised = wasSent ? await this.nextRevision(tx, quote) : null;
    // Set by hand, so that a change of the lines alone is a new version too.
    tx.em.assign(quote, { ...fields, ...revised?.fields, updatedAt: new Date() });
    await flush(tx, {});
    await replaceLines(tx, quote.id, { ...fields, lines });
    const before = stored.lines;
    const notes = [
      ...(revised ? [revised.note] : []),
      ...(sameLines(before, lines) ? [] : [`Lines changed: ${countOf(before)} before, ${countOf(lines)} now.`]),
    ];
    const note = notes.length > 0 ? { note: notes.join(' ') } : {};
    await this.tell(tx, quote, { kind: 'updated', before: fieldsBefore, after: fields, ...note }, origin);
    return quote.id;
  }

  /** Throws ProblemsError: not_found, not_a_quote, wrong_state, opportunity_won, other_quote_accepted. */
  async setState(tx: Tx, id: Id, state: DocumentState, origin: Origin): Promise<Id> {
    const document = await loadToChange(tx, DocumentEntity, id, 'document');
    if (!documentStates.includes(state)) refuse('invalid_input', `There is no state "${state}".`, 'state');
    refuseWhen(
      stateProblem(standingOf(document), state, { isWon: await isOpportunityWon(tx, document.opportunityId) }),
    );
    if (document.state === state) return document.id;
    if (state === 'accepted') await this.refuseSecondAccepted(tx, document);
    const before = { state: document.state };
    tx.em.assign(document, { state });
    await flush(tx, { document_one_accepted: () => otherAccepted('Another quote') });
    const isNew = before.state === 'draft' || before.state === 'declined';
    const sent = isNew ? { by: nameOf(origin) } : null;
    const isKept = state === 'sent' || state === 'accepted';
    const lastDay = isKept ? await keepAsSent(tx, this.storage, document.id, sent) : null;
    // Taken back, or accepted by hand: then nobody accepted it over the link.
    await clearAcceptance(tx, document.id);
    const note = lastDay ? { note: `Valid until ${lastDay}, as the profile of the workspace says of quotes.` } : {};
    await this.tell(tx, document, { kind: 'updated', before, after: { state }, ...note }, origin);
    return document.id;
  }

  /** The client's own word, over the link of a revision; whoever calls has looked whether it may be accepted. Throws ProblemsError as `setState`. */
  async acceptAsClient(tx: Tx, id: Id, by: { revision: number; name: string; from: string }): Promise<void> {
    const document = await loadToChange(tx, DocumentEntity, id, 'quote');
    // Two who accept at once come here one after the other.
    if (document.state !== 'sent' || document.revision !== by.revision)
      refuse('wrong_state', `"${document.title}" is ${document.state}, or was changed meanwhile.`);
    await this.refuseSecondAccepted(tx, document);
    tx.em.assign(document, { state: 'accepted' });
    await flush(tx, { document_one_accepted: () => otherAccepted('Another quote') });
    await noteAcceptance(tx, document.id, by);
    const note = `Accepted by ${by.name} over the link, from ${by.from}.`;
    const told = { kind: 'updated', entity: 'document', id: document.id, name: document.title, note } as const;
    const change = { entity: 'opportunity', id: document.opportunityId, kind: 'updated' } as const;
    await this.changes.tellFor(tx, { ...change, origin: { kind: 'system' } }, told, `${by.name} (client)`);
  }

  /** The file goes once the deletion is committed. Throws ProblemsError: not_found, wrong_state. */
  async delete(tx: Tx, id: Id, origin: Origin): Promise<Id> {
    const document = await loadToChange(tx, DocumentEntity, id, 'document');
    refuseWhen(deleteProblem(standingOf(document)));
    tx.em.remove(document);
    await flush(tx, {});
    const { storageKey } = document;
    if (storageKey) tx.afterCommit(() => this.storage.delete(storageKey));
    await this.tell(tx, document, { kind: 'deleted' }, origin);
    return document.id;
  }

  /** Keeps what was sent, should it have been sent before revisions were kept, and names the next revision. */
  private async nextRevision(tx: Tx, quote: DocumentEntity) {
    await keepAsSent(tx, this.storage, quote.id, null);
    const revision = quote.revision + 1;
    return {
      fields: { revision, state: 'draft' as const, fileName: fileNameOf(quote.number ?? 0, revision) },
      note: `Revision ${revision} begun; revision ${quote.revision} stays as it was sent.`,
    };
  }

  private async storedLines(tx: Tx, quoteId: Id): Promise<QuoteForm['lines']> {
    return ((await linesByDocument(tx, [quoteId])).get(quoteId) ?? []).map(formLineOf);
  }

  private async taxRegionOfClient(tx: Tx, opportunityId: Id): Promise<Id | null> {
    const taxRegionId = isId(opportunityId) ? await taxRegionOfClient(tx, opportunityId) : undefined;
    if (taxRegionId === undefined)
      return refuse('not_found', 'This opportunity does not exist any more. Go back to the list.', 'opportunityId');
    return taxRegionId;
  }

  private async refuseSecondAccepted(tx: Tx, quote: DocumentEntity): Promise<void> {
    const other = await otherAcceptedQuote(tx, quote);
    if (other !== null) otherAccepted(`"${other}"`);
  }

  private tell(tx: Tx, document: DocumentEntity, what: Happened, origin: Origin): Promise<void> {
    const told = { ...what, entity: 'document', id: document.id, name: document.title } as const;
    return this.changes.tell(tx, { entity: 'opportunity', id: document.opportunityId, kind: 'updated', origin }, told);
  }
}

const fileNameOf = (number: number, revision: number): string =>
  revision > 1 ? `Quote-${number}-revision-${revision}.pdf` : `Quote-${number}.pdf`;

const nameOf = (origin: Origin): string | null => ('name' in origin ? origin.name : null);

const countOf = (lines: readonly unknown[]): string => (lines.length === 1 ? 'one line' : `${lines.length} lines`);

const standingOf = ({ kind, title, state }: DocumentEntity): DocumentStanding => ({ kind, title, state });

function refuseWhen(problem: Problem | null): void {
  if (problem) throw new ProblemsError([problem]);
}

const otherAccepted = (which: string): never =>
  refuse('other_quote_accepted', `${which} of this opportunity is accepted already. Take that back first.`, 'state');
