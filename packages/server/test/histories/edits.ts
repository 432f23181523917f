import type { AnyField, FieldValue } from '../../src/modules/sync/records/fields/field-table.ts';
import { syncOf } from '../../src/modules/sync/registry.ts';
import { type EditingThere, editFieldThere } from '../support/field-samples.ts';
import { hasField, save } from './crm.ts';
import type { Operation } from './operation.ts';
import { linked } from './records.ts';
import type { Story } from './story.ts';
import { chosenValue, editable, pick } from './values.ts';
import { type Entity, remoteTable } from './words.ts';
import { type World } from './world.ts';

/** Edits of single fields, on either side; each answers what was done in words. */
export class Edits {
  constructor(
    private readonly world: World,
    private readonly story: Story,
  ) {}

  async edit({
    side,
    entity,
    record,
    field: at,
    value: n,
  }: Extract<Operation, { do: 'edit' }>): Promise<string | null> {
    const { world } = this;
    const known = await linked(this.world, this.story, entity);
    const localId = side === 'here' ? pick(await world.here(entity), record) : pick(known, record)?.localId;
    const found = pick(editable(world, entity), at);
    if (!localId || !found) return null;
    const [field, entry] = found;
    const value = await chosenValue(world, field, entry, n);
    if (value === undefined) return null;
    const what = `${field} of ${entity} ${localId} := ${JSON.stringify(value)}`;
    if (side === 'here') {
      if (!(await hasField(world, entity, field))) return null;
      if (known.some((one) => one.localId === localId)) this.story.touched.add(`${entity} ${localId}`);
      const refused = await save(world, entity, localId, { [field]: value });
      return refused ? null : `Here ${what}.`;
    }
    this.story.touched.add(`${entity} ${localId}`);
    if (
      entry.place.kind === 'reference' &&
      typeof value === 'string' &&
      !(await world.remoteIdOf(entry.place.to as Entity, value))
    )
      return null;
    const isDone =
      entry.place.kind === 'custom'
        ? await this.editCustomThere(entity, localId, entry, value)
        : await editFieldThere(this.editing(), entity, localId, { field, value });
    return isDone ? `In ConnectWise ${what}.` : null;
  }

  private async editCustomThere(
    entity: Entity,
    localId: string,
    { place }: AnyField,
    value: FieldValue,
  ): Promise<boolean> {
    const remoteId = await this.world.remoteIdOf(entity, localId);
    if (!remoteId || place.kind !== 'custom') return false;
    const { store } = this.world.app.sandbox;
    const entries = (store.get(remoteTable[entity], Number(remoteId))?.customFields ?? []) as { id: number }[];
    const written = {
      id: place.id,
      value: typeof value === 'string' && entity === 'opportunity' ? Number(value) : value,
    };
    store.patch(remoteTable[entity], Number(remoteId), {
      customFields: [...entries.filter(({ id }) => id !== place.id), written],
    });
    return true;
  }

  async editBoth({
    entity,
    record,
    field,
    here,
    there,
  }: Extract<Operation, { do: 'edit both' }>): Promise<string | null> {
    const known = pick(await linked(this.world, this.story, entity), record);
    if (!known) return null;
    const ids = await this.world.here(entity);
    const at = { do: 'edit', entity, field } as const;
    const said = [
      await this.edit({ ...at, side: 'here', record: ids.indexOf(known.localId), value: here }),
      await this.edit({ ...at, side: 'there', record, value: there }),
    ].filter((one) => one !== null);
    return said.length > 0 ? said.join(' ') : null;
  }

  async handOver({ side, entity, record, to }: Extract<Operation, { do: 'hand over' }>): Promise<string | null> {
    const field = editable(this.world, entity).findIndex(([name]) => name === 'clientId');
    return this.edit({ do: 'edit', side, entity, record, field, value: to + 1 });
  }

  /** What editing in ConnectWise needs; a record is read once a step. */
  private editing(): EditingThere {
    const { world } = this;
    const seen = new Map<string, Promise<Readonly<Record<string, FieldValue>> | null>>();
    const remoteIdOf = async (entity: string, localId: string) => {
      const id = await world.remoteIdOf(entity as Entity, localId); // Only the four are edited.
      if (!id) throw new Error(`${entity} ${localId} is not linked.`);
      return id;
    };
    return {
      rows: world.rows,
      write: (work) => world.app.database.inWorkspace(world.workspaceId, work),
      connectionId: world.connectionId,
      sandbox: world.app.sandbox,
      connectwise: world.connectwise,
      push: { settings: world.app.app.settings },
      there: async (entity, localId) => {
        const record = await world.connectwise.get(syncOf(entity).wire, await remoteIdOf(entity, localId));
        if (!record) throw new Error(`${entity} ${localId} is not in ConnectWise.`);
        return record as typeof record & Record<string, unknown>; // Everything that the wire has.
      },
      editThere: async (entity, localId, operations) => {
        await world.connectwise.patch(syncOf(entity).wire, await remoteIdOf(entity, localId), operations);
      },
      inOurWords: async (entity, localId, field) => {
        const key = `${entity} ${localId}`;
        const fields =
          seen.get(key) ?? remoteIdOf(entity, localId).then((remoteId) => world.theirs(entity as Entity, remoteId));
        seen.set(key, fields);
        return (await fields)?.[field] ?? null;
      },
    };
  }
}
