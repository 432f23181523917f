import { type OpportunityForm, opportunityForm } from '@causeway/shared/forms/opportunity';
import type { Clock } from '../../../platform/clock.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { ProblemsError } from '../../../platform/errors.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import type { Storage } from '../../../platform/storage.ts';
import type { Origin } from '../../audit/origin.ts';
import { recordSecurityEvent } from '../../audit/security/security-event.queries.ts';
import { clientOfContact } from '../contacts/contact.queries.ts';
import type { CrmChange } from '../crm-change.ts';
import { changedCustomValues } from '../custom-fields/custom-values.ts';
import { keepAsSent } from '../documents/revisions/keep-as-sent.ts';
import { clearAcceptance } from '../documents/revisions/quote-revision.queries.ts';
import { parseEdit, parseForm, refuseAll } from '../form.ts';
import type { CrmChanges } from '../history/crm-changes.ts';
import { pipelineStages } from '../pipeline/pipeline.queries.ts';
import { missingReferences } from '../references.ts';
import { assertSameVersion, flush, loadToChange, newRecord } from '../stored-record.ts';
import { OpportunityEntity } from './opportunity.entity.ts';
import { lockQuotes, setQuoteState } from './opportunity-quotes.queries.ts';
import {
  type ClosingTimes,
  closingTimes,
  firstStage,
  type Move,
  moveBetween,
  type Stage,
  type StageDecision,
  stageToReopen,
} from './stage-move.rules.ts';
import { acceptedWords, winningQuote } from './winning-quote.rules.ts';

interface Happened {
  kind: CrmChange['kind'];
  /** The values before. */
  before?: ReturnType<typeof valuesOf>;
  /** A sentence of what its fields do not tell. */
  note?: string | null;
  /** When a reopened one had been closed: the row keeps it, the opportunity does not. */
  closed?: ClosingTimes;
}

type Fields = Omit<OpportunityForm, 'version' | 'customFields'>;

/** Makes, edits, wins, loses and reopens opportunities. Whichever way one is won, the same rules hold. */
export class OpportunityService {
  constructor(
    private readonly clock: Clock,
    private readonly storage: Pick<Storage, 'get'>,
    private readonly changes: CrmChanges,
  ) {}

  /** One that begins in a won or lost stage is won or lost at once. Throws ProblemsError: invalid_input, not_found, contact_of_other_client. */
  async create(tx: Tx, input: object, origin: Origin): Promise<Id> {
    const { version: _, customFields, ...fields } = parseForm(opportunityForm, input);
    const stage = await this.check(tx, fields, null);
    const opportunity = newRecord(tx, OpportunityEntity, {
      ...fields,
      customValues: await changedCustomValues(tx, 'opportunity', {}, customFields),
      wonAt: stage.kind === 'won' ? this.clock.now() : null,
      lostAt: stage.kind === 'lost' ? this.clock.now() : null,
    });
    await flush(tx, {});
    await this.tell(tx, opportunity, { kind: 'created', note: `In the stage "${stage.name}".` }, origin);
    if (stage.kind !== 'open')
      await this.changes.pass(tx, { entity: 'opportunity', id: opportunity.id, kind: stage.kind, origin });
    return opportunity.id;
  }

  /**
   * Fields that are not sent stay, and only changed ones are checked. A stage of another kind wins, loses or reopens it by the rules of `markWon`, `markLost` and `reopen`.
   * Throws ProblemsError as they and `create` do, and version_conflict.
   */
  async update(tx: Tx, id: Id, input: object, origin: Origin): Promise<Id> {
    const opportunity = await this.load(tx, id);
    const { version, customFields, ...fields } = parseEdit(opportunityForm, storedFields(opportunity), input);
    assertSameVersion(opportunity, version, 'opportunity');
    const stage = await this.check(tx, fields, opportunity);
    const customValues = await changedCustomValues(tx, 'opportunity', opportunity.customValues, customFields);
    const { stageId: _, ...rest } = fields;
    const before = valuesOf(opportunity);
    tx.em.assign(opportunity, { ...rest, customValues });
    const { move, ...moved } = await this.moveTo(tx, opportunity, stage, { quoteId: null });
    await flush(tx, {});
    await this.tell(tx, opportunity, { kind: kindOf(move), before, ...moved }, origin);
    return opportunity.id;
  }

  /**
   * Accepts the quote (the chosen one, or the only one that is not declined) and moves it to the first won stage. Won already: nothing happens.
   * Throws ProblemsError: no_won_stage, is_lost, choose_quote, not_found, quote_declined.
   */
  async markWon(tx: Tx, id: Id, options: { quoteId: Id | null }, origin: Origin): Promise<Id> {
    return this.close(tx, id, 'won', options, origin);
  }

  /** Moves it to the first lost stage. Lost already: nothing happens. Throws ProblemsError: no_lost_stage, is_won. */
  async markLost(tx: Tx, id: Id, origin: Origin): Promise<Id> {
    return this.close(tx, id, 'lost', { quoteId: null }, origin);
  }

  /** Back to the given or the first open stage. Open already: nothing happens. Throws ProblemsError: no_open_stage, not_found, stage_not_open. */
  async reopen(tx: Tx, id: Id, options: { stageId: Id | null }, origin: Origin): Promise<Id> {
    const opportunity = await this.load(tx, id);
    const stages = await pipelineStages(tx);
    const target = settled(stageToReopen(stages, options.stageId));
    if (stageIn(stages, opportunity.stageId).kind === 'open') return opportunity.id;
    return this.finishMove(tx, opportunity, target, { quoteId: null }, origin);
  }

  /** To another stage of the same kind, as one that is retired wants it. */
  async moveToStage(tx: Tx, id: Id, stage: Stage, origin: Origin): Promise<void> {
    await this.finishMove(tx, await this.load(tx, id), stage, { quoteId: null }, origin);
  }

  private async close(tx: Tx, id: Id, kind: 'won' | 'lost', options: { quoteId: Id | null }, origin: Origin) {
    const opportunity = await this.load(tx, id);
    const stages = await pipelineStages(tx);
    if (stageIn(stages, opportunity.stageId).kind === kind) {
      const accepted = options.quoteId && (await this.acceptQuote(tx, opportunity.id, options.quoteId));
      if (accepted) await this.tell(tx, opportunity, { kind: 'updated', note: accepted }, origin);
      return opportunity.id;
    }
    return this.finishMove(tx, opportunity, settled(firstStage(stages, kind)), options, origin);
  }

  private async finishMove(
    tx: Tx,
    opportunity: OpportunityEntity,
    stage: Stage,
    options: { quoteId: Id | null },
    origin: Origin,
  ): Promise<Id> {
    const before = valuesOf(opportunity);
    const { move, ...moved } = await this.moveTo(tx, opportunity, stage, options);
    await flush(tx, {});
    await this.tell(tx, opportunity, { kind: kindOf(move), before, ...moved }, origin);
    return opportunity.id;
  }

  /** The one place where an opportunity changes its stage. */
  private async moveTo(tx: Tx, opportunity: OpportunityEntity, to: Stage, options: { quoteId: Id | null }) {
    const from = stageIn(await pipelineStages(tx), opportunity.stageId);
    const move = settled(moveBetween(from.kind, to.kind));
    const accepted = move === 'won' ? await this.acceptQuote(tx, opportunity.id, options.quoteId) : null;
    const { wonAt, lostAt } = opportunity;
    tx.em.assign(opportunity, { ...closingTimes(move, this.clock.now(), { wonAt, lostAt }), stageId: to.id });
    if (move !== 'reopened') return { move, note: accepted };
    return { move, note: closedBefore({ wonAt, lostAt }), closed: { wonAt, lostAt } };
  }

  /** What to tell of it, or null where no quote changed. */
  private async acceptQuote(tx: Tx, opportunityId: Id, chosen: Id | null): Promise<string | null> {
    const quotes = await lockQuotes(tx, opportunityId);
    const winning = winningQuote(quotes, chosen);
    if (!winning.ok) throw new ProblemsError([winning.problem]);
    // Released first: only one quote of an opportunity can be accepted at any moment.
    if (winning.release) {
      await setQuoteState(tx, winning.release, 'sent');
      await clearAcceptance(tx, winning.release);
    }
    if (winning.accept) {
      await setQuoteState(tx, winning.accept, 'accepted');
      const isDraft = quotes.some(({ id, state }) => id === winning.accept && state === 'draft');
      await keepAsSent(tx, this.storage, winning.accept, isDraft ? { by: null } : null);
    }
    return acceptedWords(quotes, winning);
  }

  private load(tx: Tx, id: Id): Promise<OpportunityEntity> {
    return loadToChange(tx, OpportunityEntity, id, 'opportunity');
  }

  /** Refuses references to what is not there and answers the stage. A contact of another client that came in by a sync stays. */
  private async check(
    tx: Tx,
    fields: Fields,
    stored: Pick<OpportunityEntity, 'clientId' | 'contactId'> | null,
  ): Promise<Stage> {
    const isSamePair = stored?.clientId === fields.clientId && stored.contactId === fields.contactId;
    refuseAll([
      ...(await missingReferences(tx, [
        { to: 'client', id: fields.clientId, field: 'clientId' },
        { to: 'stage', id: fields.stageId, field: 'stageId' },
        { to: 'user', id: fields.ownerId, field: 'ownerId' },
      ])),
      ...(isSamePair ? [] : await this.contactProblems(tx, fields)),
    ]);
    return stageIn(await pipelineStages(tx), fields.stageId);
  }

  private async contactProblems(tx: Tx, { contactId, clientId }: Fields) {
    if (contactId === null) return [];
    const itsClientId = await clientOfContact(tx, contactId);
    const field = 'contactId';
    if (itsClientId === null)
      return [{ code: 'not_found', field, message: 'This contact does not exist any more. Choose another one.' }];
    if (itsClientId === clientId.toLowerCase()) return [];
    const message = 'This contact belongs to another client. Choose one of this client, or leave it empty.';
    return [{ code: 'contact_of_other_client', field, message }];
  }

  private async tell(tx: Tx, opportunity: OpportunityEntity, what: Happened, origin: Origin): Promise<void> {
    const { kind, before, note, closed } = what;
    if (kind === 'won') await noteWon(tx, opportunity, origin);
    const told = {
      name: opportunity.name,
      ...(before
        ? { before: { ...before, ...closed }, after: { ...valuesOf(opportunity), ...(closed && never) } }
        : {}),
      ...(note ? { note } : {}),
    };
    await this.changes.tell(tx, { entity: 'opportunity', id: opportunity.id, kind, origin }, told);
  }
}

const storedFields = ({ id, version, updatedAt, customValues, wonAt, lostAt, ...fields }: OpportunityEntity) => fields;

const valuesOf = (opportunity: OpportunityEntity) => ({
  ...storedFields(opportunity),
  customValues: opportunity.customValues,
});

const never: ClosingTimes = { wonAt: null, lostAt: null };

/** `It had been won on 2026-02-07.` */
function closedBefore({ wonAt, lostAt }: ClosingTimes): string | null {
  const day = (at: Date) => at.toISOString().slice(0, 10);
  if (wonAt) return `It had been won on ${day(wonAt)}.`;
  return lostAt ? `It had been lost on ${day(lostAt)}.` : null;
}

const kindOf = (move: Move): CrmChange['kind'] => (move === 'stay' ? 'updated' : move);

function settled<T>(decision: StageDecision<T>): T {
  if (!decision.ok) throw new ProblemsError([decision.problem]);
  return decision.value;
}

/** The stage by ID; a foreign key holds it in place. */
function stageIn(stages: readonly Stage[], id: Id): Stage {
  const stage = isId(id) ? stages.find((s) => s.id === id.toLowerCase()) : undefined;
  if (!stage) throw new Error(`Stage ${id} is not in the pipeline.`);
  return stage;
}

/** A win orders in ConnectWise: who did it stands beside who changed roles and settings. */
async function noteWon(tx: Tx, { name }: OpportunityEntity, origin: Origin): Promise<void> {
  if (origin.kind !== 'user' && origin.kind !== 'token') return;
  const actorId = origin.kind === 'user' ? origin.userId : null;
  const description = `${origin.name} won opportunity "${name}".`;
  await recordSecurityEvent(tx, { kind: 'opportunity_won', actorId, actor: origin.name, subject: name, description });
}
