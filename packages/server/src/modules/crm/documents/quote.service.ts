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
import { assertSameVersion, flush, loadToChange, newRecord } from '../stored-record.ts';
import { DocumentEntity } from './document.entity.ts';
import { linesByDocument } from './document.queries.ts';
import { type DocumentStanding, deleteProblem, editProblem, stateProblem } from './document-state.rules.ts';
import { formLineOf, quoteProblems, replaceLines } from './quote-lines.ts';

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
      fileName: `Quote-${number}.pdf`,
      contentType: 'application/pdf',
      storageKey: null,
      sizeBytes: null,
    });
    await flush(tx, {});
    await replaceLines(tx, quote.id, { ...fields, lines });
    await this.tell(tx, quote, { kind: 'created', note: `Quote ${number}, ${countOf(lines)}.` }, origin);
    return quote.id;
  }

  /** Drafts and sent quotes only; lines that stand already are not checked again. Throws ProblemsError as `create`, wrong_state, not_a_quote and version_conflict. */
  async update(tx: Tx, id: Id, input: object, origin: Origin): Promise<Id> {
    const quote = await loadToChange(tx, DocumentEntity, id, 'quote');
    refuseWhen(editProblem(standingOf(quote)));
    const { title, taxRegionId, discountPercent, discountAmount } = quote;
    const stored = { title, taxRegionId, discountPercent, discountAmount, lines: await this.storedLines(tx, quote.id) };
    const { version, lines, ...fields } = parseEdit(quoteForm, stored, input, quoteWhole);
    assertSameVersion(quote, version, 'quote');
    refuseAll(await quoteProblems(tx, { ...fields, lines }));
    // Set by hand, so that a change of the lines alone is a new version too.
    tx.em.assign(quote, { ...fields, updatedAt: new Date() });
    await flush(tx, {});
    await replaceLines(tx, quote.id, { ...fields, lines });
    const { lines: before, ...former } = stored;
    const note = sameLines(before, lines)
      ? {}
      : { note: `Lines changed: ${countOf(before)} before, ${countOf(lines)} now.` };
    await this.tell(tx, quote, { kind: 'updated', before: former, after: fields, ...note }, origin);
    return quote.id;
  }

  /** Throws ProblemsError: not_found, not_a_quote, wrong_state, opportunity_won, other_quote_accepted. */
  async setState(tx: Tx, id: Id, state: DocumentState, origin: Origin): Promise<Id> {
    const document = await loadToChange(tx, DocumentEntity, id, 'document');
    if (!documentStates.includes(state)) refuse('invalid_input', `There is no state "${state}".`, 'state');
    refuseWhen(stateProblem(standingOf(document), state, { isWon: await this.isWon(tx, document.opportunityId) }));
    if (document.state === state) return document.id;
    if (state === 'accepted') await this.refuseSecondAccepted(tx, document);
    const before = { state: document.state };
    tx.em.assign(document, { state });
    await flush(tx, { document_one_accepted: () => otherAccepted('Another quote') });
    await this.tell(tx, document, { kind: 'updated', before, after: { state } }, origin);
    return document.id;
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

  private async storedLines(tx: Tx, quoteId: Id): Promise<QuoteForm['lines']> {
    return ((await linesByDocument(tx, [quoteId])).get(quoteId) ?? []).map(formLineOf);
  }

  private async taxRegionOfClient(tx: Tx, opportunityId: Id): Promise<Id | null> {
    const rows = isId(opportunityId)
      ? await tx.query<{ taxRegionId: Id | null }>(
          `select c.tax_region_id as "taxRegionId" from opportunity o join client c on c.id = o.client_id where o.id = $1`,
          [opportunityId],
        )
      : [];
    if (!rows[0])
      return refuse('not_found', 'This opportunity does not exist any more. Go back to the list.', 'opportunityId');
    return rows[0].taxRegionId;
  }

  private async isWon(tx: Tx, opportunityId: Id): Promise<boolean> {
    const rows = await tx.query(
      `select 1 from opportunity o join pipeline_stage s on s.id = o.stage_id where o.id = $1 and s.kind = 'won'`,
      [opportunityId],
    );
    return rows.length > 0;
  }

  private async refuseSecondAccepted(tx: Tx, { id, opportunityId }: DocumentEntity): Promise<void> {
    const [other] = await tx.query<{ title: string }>(
      `select title from document where opportunity_id = $1 and kind = 'quote' and state = 'accepted' and id <> $2`,
      [opportunityId, id],
    );
    if (other) otherAccepted(`"${other.title}"`);
  }

  private tell(tx: Tx, document: DocumentEntity, what: Happened, origin: Origin): Promise<void> {
    const told = { ...what, entity: 'document', id: document.id, name: document.title } as const;
    return this.changes.tell(tx, { entity: 'opportunity', id: document.opportunityId, kind: 'updated', origin }, told);
  }
}

const countOf = (lines: readonly unknown[]): string => (lines.length === 1 ? 'one line' : `${lines.length} lines`);

/** Without gaps, from 1001 on; two quotes made at once wait for each other. */
async function nextQuoteNumber(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ last: number }>(
    `insert into number_sequence (name, last) values ('quote', 1001)
     on conflict (workspace_id, name) do update set last = number_sequence.last + 1 returning last`,
  );
  if (!row) throw new Error('The sequence of quote numbers gave nothing.');
  return row.last;
}

const standingOf = ({ kind, title, state }: DocumentEntity): DocumentStanding => ({ kind, title, state });

function refuseWhen(problem: Problem | null): void {
  if (problem) throw new ProblemsError([problem]);
}

const otherAccepted = (which: string): never =>
  refuse('other_quote_accepted', `${which} of this opportunity is accepted already. Take that back first.`, 'state');
