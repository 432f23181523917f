import type { Express } from 'express';
import type { Database, Tx } from '../../../platform/database/database.ts';
import type { Actor } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import type { RecordUrls } from '../../audit/audit.resolver.ts';
import { readMappedCustomFields } from '../../integration/mapping/mapped-custom-fields.queries.ts';
import type { PulledEntity } from '../../links/link.ts';
import { RemoteStates } from '../push/attempt/remote-states.ts';
import { configuredSync } from '../records/fields/configured-fields.ts';
import { heldFields } from '../records/fields/held-fields.ts';
import { records, syncOf } from '../registry.ts';
import { ConflictSettling } from './conflict-settling.ts';
import { ConflictsResolver } from './conflicts.resolver.ts';
import { anyLink, type LinkView, listLinks, type Syncs } from './entity-links.queries.ts';
import { EntityLinkPageResolver, EntityLinksResolver } from './entity-links.resolver.ts';
import { readFieldNames } from './field-names.ts';
import { LinkActionsResolver } from './link-actions.resolver.ts';
import { LinkActions } from './link-actions.service.ts';
import { LinkDesk } from './link-desk.ts';
import { linksExportRoute } from './links-export.ts';
import { RecordSearch } from './record-search.ts';
import { RecordSides, type SidesDeps } from './record-sides.ts';
import { Survivors } from './survivors.ts';
import type { ActionWriteDeps } from './writes/action-work.ts';

export interface RepairModuleDeps extends ActionWriteDeps, Omit<SidesDeps, 'states'> {
  database: Database;
  recordUrls: RecordUrls;
}

export interface RepairModule {
  /** As a person does who was asked whether the two are the same: the values of the owner stand. */
  relink(actor: Actor, pair: { entity: PulledEntity; localId: Id; remoteId: string }): Promise<unknown>;
  actions: LinkActions;
  conflicts: ConflictSettling;
  desk: LinkDesk;
  /** Which of these linked records have an edit that the settings send. */
  edited(tx: Tx, connectionId: Id, entity: PulledEntity, localIds: readonly Id[]): Promise<ReadonlySet<Id>>;
  search: RecordSearch;
  survivors: Survivors;
  resolvers: object[];
  routes: (app: Express) => void;
}

/** Links as people see and mend them. */
export function createRepair(deps: RepairModuleDeps): RepairModule {
  const sides = new RecordSides({ ...deps, states: new RemoteStates(deps.links, records) });
  const actions = new LinkActions({ ...deps, sides });
  const survivors = new Survivors(deps.database, sides);
  const search = new RecordSearch(deps.database, sides);
  const view = async (tx: Tx, connectionId: Id): Promise<LinkView> => {
    const { configuration } = await deps.settings.of(tx, connectionId);
    const mapped = await readMappedCustomFields(tx, connectionId, configuration);
    return {
      syncs: (entity) => configuredSync(syncOf(entity), { configuration, mapped }),
      fields: (entity) => configuredSync(syncOf(entity), { configuration: { fieldDirections: [] }, mapped }).fields,
      held: (entity) => heldFields(syncOf(entity), { configuration, mapped }),
    };
  };
  const syncs = async (tx: Tx, connectionId: Id): Promise<Syncs> => (await view(tx, connectionId)).syncs;
  const conflicts = new ConflictSettling({ ...deps, sides });
  const desk = new LinkDesk(deps.database, actions, sides, survivors);
  return {
    relink: (actor, pair) =>
      actions.carryOut(actor, { ...pair, kind: 'relink', reason: null, winner: null, fields: [], ifTaken: null }),
    actions,
    conflicts,
    desk,
    edited: async (tx, connectionId, entity, localIds) => {
      const page = { limit: localIds.length, after: null };
      const found = await listLinks(
        tx,
        connectionId,
        { ...anyLink, entity, localIds },
        page,
        await view(tx, connectionId),
      );
      const toSend = found.filter(({ differing, heldEdits }) => differing.some((field) => !heldEdits.includes(field)));
      return new Set(toSend.map(({ localId }) => localId));
    },
    search,
    survivors,
    resolvers: [
      new EntityLinksResolver(deps.connections, search, survivors, deps.recordUrls, view),
      new EntityLinkPageResolver(deps.connections, view),
      new LinkActionsResolver(actions, desk),
      new ConflictsResolver(conflicts, syncs, (tx, connectionId) => readFieldNames(tx, connectionId, deps.settings)),
    ],
    routes: linksExportRoute({ database: deps.database, connections: deps.connections, view }),
  };
}
