import type { Owner } from '@causeway/shared/forms/configuration/options';
import { agreedFields, type Base, isAgreedThere } from '../../src/modules/sync/conflicts/base.rules.ts';
import { readLocalRows } from '../../src/modules/sync/pull/decide/local-rows.queries.ts';
import { ownerIn } from '../../src/modules/sync/records/fields/derive.ts';
import type { FieldValue } from '../../src/modules/sync/records/fields/field-table.ts';
import { syncOf } from '../../src/modules/sync/registry.ts';
import { isSame } from '../../src/platform/is-same.ts';
import { type BothSides, type Said, untrueClaims } from '../support/claims.ts';
import { type Entity, entities, type Mode } from './words.ts';
import { type World } from './world.ts';

type Values = Readonly<Record<string, FieldValue>>;

/** A linked record as it stands on both sides. */
interface Standing {
  entity: Entity;
  localId: string;
  remoteId: string;
  base: Base | null;
  ours: Values;
  theirs: Values;
}

/** What people did to a field since both sides last agreed on it: the newest value of each side that was edited. */
interface Edited {
  here?: FieldValue;
  there?: FieldValue;
  /** What both had agreed on when the first of them was edited. */
  agreed?: FieldValue;
}

/**
 * Holds every exchange against the rule of owners. Between two exchanges people edit: what differs then on a side is its edit. Once both sides
 * agree, the value must be the one that was edited; where both were, the owner's. It knows nothing of how the engine merges.
 */
export class Agreement {
  readonly wrong: string[] = [];
  private before = new Map<string, Standing>();
  private since = '0';
  private readonly pending = new Map<string, Edited>();

  constructor(
    private readonly world: World,
    private readonly mode: Mode,
  ) {}

  /** One that goes on from here. */
  copy(): Agreement {
    const copy = new Agreement(this.world, this.mode);
    copy.wrong.push(...this.wrong);
    copy.before = new Map(this.before);
    copy.since = this.since;
    for (const [at, edited] of this.pending) copy.pending.set(at, edited);
    return copy;
  }

  /** Notes what people have edited, unless nobody had the time to, lets both systems exchange it, and looks at what became of it. */
  async over(work: () => Promise<void>, { isAtOnce = false } = {}): Promise<void> {
    const edited = isAtOnce ? this.before : await this.standing();
    if (!isAtOnce) this.note(edited);
    await work();
    const after = await this.standing();
    await this.holdClaims();
    if (this.mode === 'REAL_TIME') this.judge(after, { isOver: false });
    else this.judgeUntouched(edited, after);
    this.before = after;
  }

  /** No sentence of the log is untrue. */
  private async holdClaims(): Promise<void> {
    const { world } = this;
    // By the number: as text 99 would come after 100, and what was said in between would be held against what is so later.
    const said = await world.rows<Said & { seq: string }>(
      `select seq::text, description, entity, local_id as "localId", remote_id as "remoteId", coalesce(changes, '[]') as changes
       from audit_event e where e.seq > $1::bigint order by e.seq desc`,
      [this.since],
    );
    this.since = said[0]?.seq ?? this.since;
    const write: BothSides['write'] = (work) => world.app.database.inWorkspace(world.workspaceId, work);
    const { untrue } = await untrueClaims(
      {
        connectwise: world.connectwise,
        write,
        fieldsOf: (entity) => world.syncOf(entity).fields,
        ours: async (entity, localId) =>
          (await write((tx) => readLocalRows(tx, world.syncOf(entity).table, [localId]))).get(localId)?.fields ?? null,
        theirs: (entity, remoteId) => world.theirs(entity as Entity, remoteId), // All that is pulled.
      },
      said,
    );
    this.wrong.push(...untrue);
  }

  private note(now: ReadonlyMap<string, Standing>): void {
    for (const [key, { base, ours, theirs }] of now) {
      const known = this.before.get(key);
      if (!known) continue;
      for (const field of this.fieldsOf(known.entity)) {
        const at = `${key} ${field}`;
        const edited = { ...this.pending.get(at) };
        if (Object.keys(edited).length === 0 && base) edited.agreed = agreedFields(base)[field] ?? null;
        if (!isSame(known.ours[field] ?? null, ours[field] ?? null)) edited.here = ours[field] ?? null;
        if (!isSame(known.theirs[field] ?? null, theirs[field] ?? null)) edited.there = theirs[field] ?? null;
        // What was taken back is no edit any more.
        if (base && isSame(agreedFields(base)[field] ?? null, ours[field] ?? null)) delete edited.here;
        if (base && isAgreedThere(base, field, theirs[field] ?? null)) delete edited.there;
        this.pending.delete(at);
        if ('here' in edited || 'there' in edited) this.pending.set(at, edited);
      }
    }
    // A record that names one which is not known here yet cannot be read: whom it names is known once both sides agree.
    for (const [key, { entity }] of this.before)
      for (const field of now.has(key) ? [] : this.fieldsOf(entity).filter((one) => isReference(entity, one))) {
        const edited = this.pending.get(`${key} ${field}`);
        if (edited) this.pending.set(`${key} ${field}`, { ...edited, there: null });
      }
  }

  /** With nothing left to exchange, what is equal counts as agreed on. */
  async end(): Promise<string[]> {
    if (this.mode === 'REAL_TIME') this.judge(await this.standing(), { isOver: true });
    return this.wrong;
  }

  private judge(after: ReadonlyMap<string, Standing>, { isOver }: { isOver: boolean }): void {
    for (const [key, standing] of after)
      for (const field of this.fieldsOf(standing.entity)) {
        const at = `${key} ${field}`;
        const edited = this.pending.get(at);
        if (!edited) continue;
        const value = standing.ours[field] ?? null;
        if (!isAgreed(standing, field) && !(isOver && isSame(value, standing.theirs[field] ?? null))) continue;
        this.pending.delete(at);
        const expected = this.expected(standing, field, edited);
        if (!isSame(inAnyOrder(value), inAnyOrder(expected)))
          this.wrong.push(
            `${at} is ${JSON.stringify(value)} on both sides, where the rule wants ${JSON.stringify(expected)}: edited ${JSON.stringify(edited)}.`,
          );
      }
  }

  private expected({ entity, ours, theirs }: Standing, field: string, edited: Edited): FieldValue {
    // A record that was not linked yet when somebody there named it has its ID here only now.
    const there = edited.there ?? (isReference(entity, field) ? theirs[field] : null) ?? null;
    if (!('here' in edited)) return there;
    if (!('there' in edited)) return edited.here ?? null;
    // Whose value stands hangs on what was edited: an emptied one that ConnectWise cannot do without does not stand against a newer one.
    const before = { ...ours, [field]: edited.here ?? null };
    const owner = this.ownerOf(entity, before, field);
    const ofEach = [edited.agreed, edited.here, there].map(entriesOf);
    const [agreed, here, others] = ofEach;
    if (agreed && here && others) return entryByEntry({ agreed, here, there: others }, owner);
    return owner === 'crm' ? (edited.here ?? null) : there;
  }

  private ownerOf(entity: Entity, ours: Values, field: string): Owner {
    return ownerIn(this.world.syncOf(entity).fields, this.world.owners[entity], ours)(field);
  }

  /** In the mode that takes in what is new and sends wins, a linked record keeps its own values on each side; a win alone has its stage sent. */
  private judgeUntouched(edited: ReadonlyMap<string, Standing>, after: ReadonlyMap<string, Standing>): void {
    for (const [key, { entity, ours, theirs }] of after) {
      const known = edited.get(key);
      if (!known) continue;
      for (const field of this.fieldsOf(entity)) {
        if (!isSame(known.ours[field] ?? null, ours[field] ?? null))
          this.wrong.push(`${key} ${field} was changed here by the sync, whose mode takes no changes in.`);
        const isStage = entity === 'opportunity' && field === 'stageId';
        // The record that a reference names may have come in just now.
        const isUnknown = isReference(entity, field) && known.theirs[field] === null;
        if (!isStage && !isUnknown && !isSame(known.theirs[field] ?? null, theirs[field] ?? null))
          this.wrong.push(`${key} ${field} was changed in ConnectWise by the sync, whose mode sends no edits.`);
      }
    }
  }

  /** Fields that both sides have and that people edit. */
  private fieldsOf(entity: Entity): string[] {
    return Object.entries(this.world.syncOf(entity).fields)
      .filter(([, entry]) => entry.derived !== true && !('not' in entry.in))
      .map(([field]) => field);
  }

  /** Every linked record that both sides have. */
  private async standing(): Promise<Map<string, Standing>> {
    const { world } = this;
    const found = new Map<string, Standing>();
    for (const entity of entities) {
      const links = await world.rows<{ localId: string; remoteId: string; base: Base | null }>(
        `select local_id as "localId", remote_id as "remoteId", base from entity_link where entity = $1 and state = 'linked'`,
        [entity],
      );
      const ids = links.map(({ localId }) => localId);
      const rows = await world.app.database.inWorkspace(world.workspaceId, (tx) =>
        readLocalRows(tx, world.syncOf(entity).table, ids),
      );
      const there = await world.allTheirs(
        entity,
        links.map(({ remoteId }) => remoteId),
      );
      for (const { localId, remoteId, base } of links) {
        const ours = rows.get(localId)?.fields;
        const theirs = there.get(remoteId);
        if (ours && theirs)
          found.set(`${entity} ${localId} ↔ ${remoteId}`, { entity, localId, remoteId, base, ours, theirs });
      }
    }
    return found;
  }
}

type Entries = ReadonlyMap<string, Readonly<Record<string, string>>>;

/** The parts of a bundle by their product; null of any other value. */
const entriesOf = (value: FieldValue | undefined): Entries | null =>
  Array.isArray(value) ? new Map(value.map((one) => [one.productId ?? '', one])) : null;

/** Each part goes by itself: whoever edited it; where both did, the owner. */
function entryByEntry({ agreed, here, there }: Record<'agreed' | 'here' | 'there', Entries>, owner: Owner): FieldValue {
  const all = new Set([...here.keys(), ...there.keys()]);
  return [...all].flatMap((key): Readonly<Record<string, string>>[] => {
    const [was, ours, theirs] = [agreed.get(key), here.get(key), there.get(key)];
    const isOurs = !isSame(ours, was) && (isSame(theirs, was) || owner === 'crm');
    const entry = isOurs ? ours : theirs;
    return entry ? [entry] : [];
  });
}

const inAnyOrder = (value: FieldValue): unknown =>
  Array.isArray(value) ? value.map((one) => JSON.stringify([one.productId, one.quantity])).sort() : value;

/** Both sides show the same, or ConnectWise shows what stands in for the agreed value. */
function isAgreed({ base, ours, theirs }: Standing, field: string): boolean {
  const value = ours[field] ?? null;
  if (base && isSame(agreedFields(base)[field] ?? null, value) && isAgreedThere(base, field, theirs[field] ?? null))
    return true;
  return base === null && isSame(value, theirs[field] ?? null);
}

const isReference = (entity: Entity, field: string): boolean =>
  syncOf(entity).fields[field]?.place.kind === 'reference';
