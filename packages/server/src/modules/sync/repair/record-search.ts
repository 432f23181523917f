import { canExpress, contains, equals, every, some } from '../../../connectwise/client/conditions.ts';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Database } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import type { PulledEntity } from '../../links/link.ts';
import { itemOf } from '../records/fields/communication.ts';
import { syncOf } from '../registry.ts';
import { type FoundLocal, holdersOf, searchHere } from './entity-links.queries.ts';
import type { RecordSides } from './record-sides.ts';

export interface FoundRemote {
  remoteId: string;
  name: string;
  detail: string | null;
  isDeleted: boolean;
  /** The record of the CRM that it is linked to. */
  linkedTo: { localId: Id; name: string | null; state: string } | null;
}

const MAX_FOUND = 50;

/** Looks for a record on either side, to link it. */
export class RecordSearch {
  constructor(
    private readonly database: Database,
    private readonly sides: RecordSides,
  ) {}

  async here({ workspaceId }: Actor, entity: PulledEntity, text: string, first: number): Promise<FoundLocal[]> {
    const { connectionId } = await this.sides.desk(workspaceId);
    return this.database.inWorkspace(
      workspaceId,
      (tx) => searchHere(tx, connectionId, entity, text, Math.min(first, MAX_FOUND)),
      { readOnly: true },
    );
  }

  /** By ConnectWise's own conditions: a part of a name, a number, or the ID itself. */
  async there({ workspaceId }: Actor, entity: PulledEntity, text: string, first: number): Promise<FoundRemote[]> {
    const conditions = conditionsFor(entity, text.trim());
    if (!conditions) return [];
    const desk = await this.sides.desk(workspaceId);
    const { wire, nameOf, isDeleted } = syncOf(entity);
    const pageSize = Math.min(first, MAX_FOUND);
    const { records } = await this.sides.asking(desk, () =>
      desk.client.page(wire, { afterId: 0, pageSize, conditions }),
    );
    const ids = records.map((record) => String(record.id));
    const holders = await this.database.inWorkspace(
      workspaceId,
      (tx) => holdersOf(tx, desk.connectionId, entity, ids),
      {
        readOnly: true,
      },
    );
    const byRemote = new Map(holders.map((holder) => [holder.remoteId, holder]));
    return records.map((record) => ({
      remoteId: String(record.id),
      name: nameOf(record),
      detail: detailOf(record),
      isDeleted: isDeleted(record),
      linkedTo: byRemote.get(String(record.id)) ?? null,
    }));
  }
}

/** Undefined for a text that nothing can be found by. */
function conditionsFor(entity: PulledEntity, text: string): string | undefined {
  if (text === '') return undefined;
  if (text.length > 200) return refuse('too_long', 'Search for at most 200 characters.', 'text');
  if (!canExpress(text))
    return refuse(
      'not_expressible',
      'ConnectWise cannot search for a text with both kinds of quotation marks.',
      'text',
    );
  const { search } = syncOf(entity);
  const words = text.split(/\s+/).slice(0, 4);
  const inOne = (word: string) => some(...search.there.map((field) => contains(field, word)));
  // The two names of a person stand apart; of other records the whole text is looked for.
  const named = search.hasSplitName ? every(...words.map(inOne)) : inOne(text);
  const byId = /^\d{1,9}$/.test(text) ? equals('id', Number(text)) : undefined;
  const byMail = search.hasSplitName && text.includes('@') ? undefined : named;
  return some(byId, byMail) ?? some(named);
}

/** What tells records of one name apart. */
function detailOf(record: WireRecord): string | null {
  const at = (path: string): string | null => {
    const value: unknown = Reflect.get(record, path);
    if (typeof value === 'string' || typeof value === 'number') return String(value);
    if (typeof value !== 'object' || value === null) return null;
    const name: unknown = Reflect.get(value, 'name');
    return typeof name === 'string' ? name : null;
  };
  const email = 'communicationItems' in record ? (itemOf(record, 'email')?.value ?? null) : null;
  const facts = [at('company'), at('identifier'), at('city'), at('phoneNumber'), email, at('stage'), at('status')];
  return facts.filter(Boolean).join(', ') || null;
}
