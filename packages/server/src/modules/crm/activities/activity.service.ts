import { activityForm } from '@causeway/shared/forms/activity';
import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Origin } from '../../audit/origin.ts';
import { keepUnsent, parseEdit, parseForm, refuseAll } from '../form.ts';
import type { CrmChanges } from '../history/crm-changes.ts';
import { missingReferences } from '../references.ts';
import { assertSameVersion } from '../stored-record.ts';
import {
  activityToChange,
  insertActivity,
  opportunityName,
  removeActivity,
  settleActivity,
  writeActivity,
} from './activity.queries.ts';
import type { Activity } from './activity.type.ts';

const kindWords = { task: 'Task', call: 'Call', note: 'Note' } as const;

/** What people plan and note for an opportunity. It is told in the opportunity's history, and to nobody outside: ConnectWise hears nothing of it. */
export class ActivityService {
  constructor(private readonly changes: Pick<CrmChanges, 'note'>) {}

  /** Owned by whoever makes it unless said. Throws ProblemsError: not_found, invalid_input. */
  async create(tx: Tx, opportunityId: Id, input: object, origin: Origin): Promise<Id> {
    const ownerId = origin.kind === 'user' ? origin.userId : null;
    const { version: _, ...fields } = parseForm(activityForm, keepUnsent({ ownerId }, input));
    if ((await opportunityName(tx, opportunityId)) === null)
      refuse('not_found', 'This opportunity does not exist any more. Go back to the list.', 'opportunityId');
    await this.requireOwner(tx, fields.ownerId);
    const id = await insertActivity(tx, opportunityId, fields, nameOf(origin));
    const due = fields.dueOn ? `, due on ${fields.dueOn}` : '';
    await this.tell(tx, { opportunityId, note: `${named(fields)} added${due}.` }, origin);
    return id;
  }

  /** Throws ProblemsError as `create`, and version_conflict. */
  async update(tx: Tx, id: Id, input: object, origin: Origin): Promise<Id> {
    const stored = await this.toChange(tx, id);
    const { kind, subject, details, dueOn, ownerId } = stored;
    const { version, ...fields } = parseEdit(activityForm, { kind, subject, details, dueOn, ownerId }, input);
    // A note that was a task, or that got a day: checked as a whole, since its fields depend on each other.
    parseForm(activityForm, fields);
    assertSameVersion(stored, version, 'activity');
    if (fields.ownerId !== ownerId) await this.requireOwner(tx, fields.ownerId);
    await writeActivity(tx, id, fields);
    await this.tell(tx, { ...stored, note: `${named(fields)} changed.` }, origin);
    return id;
  }

  /** Saying it twice is no fault. Throws ProblemsError: not_found, wrong_state. */
  async settle(tx: Tx, id: Id, isDone: boolean, origin: Origin): Promise<Id> {
    const stored = await this.toChange(tx, id);
    if (stored.kind === 'note')
      refuse('wrong_state', `"${stored.subject}" is a note, so there is nothing to be done about it.`, 'id');
    if ((stored.doneAt !== null) === isDone) return id;
    await settleActivity(tx, id, isDone ? (nameOf(origin) ?? 'Causeway') : null);
    await this.tell(tx, { ...stored, note: `${named(stored)} ${isDone ? 'done' : 'opened again'}.` }, origin);
    return id;
  }

  /** Throws ProblemsError: not_found. */
  async delete(tx: Tx, id: Id, origin: Origin): Promise<Id> {
    const stored = await this.toChange(tx, id);
    await removeActivity(tx, id);
    await this.tell(tx, { ...stored, note: `${named(stored)} deleted.` }, origin);
    return id;
  }

  private async toChange(tx: Tx, id: Id): Promise<Activity> {
    const found = await activityToChange(tx, id);
    return found ?? refuse('not_found', 'This activity does not exist any more. Load the page again.', 'id');
  }

  private async requireOwner(tx: Tx, ownerId: Id | null): Promise<void> {
    refuseAll(await missingReferences(tx, [{ to: 'user', id: ownerId, field: 'ownerId' }]));
  }

  private async tell(tx: Tx, { opportunityId, note }: { opportunityId: Id; note: string }, origin: Origin) {
    const name = (await opportunityName(tx, opportunityId)) ?? '';
    await this.changes.note(tx, { entity: 'opportunity', id: opportunityId, kind: 'updated', origin }, { name, note });
  }
}

const named = ({ kind, subject }: Pick<Activity, 'kind' | 'subject'>): string => `${kindWords[kind]} "${subject}"`;

const nameOf = (origin: Origin): string | null => ('name' in origin ? origin.name : null);
