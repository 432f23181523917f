import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { regionOfCode } from '../../../integration/mapping/tax-map.rules.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import type { Draft, EntitySync, Fields } from '../../records/entity-sync.ts';
import { configuredSync } from '../../records/fields/configured-fields.ts';
import { loadOwners } from '../../records/owner-resolver.queries.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import type { Records } from '../../records/records.ts';
import { hashOf, lastUpdatedOf } from '../../records/remote-state.rules.ts';
import { loadStageResolver } from '../../records/stage-resolver.queries.ts';
import type { RemoteState } from './agreed-state.rules.ts';
import type { PushSetup } from './push-setup.ts';

/** As much of an attempt as is needed here. */
interface Asker {
  connectionId: Id;
  setup: Pick<PushSetup, 'configuration' | 'taxRegions' | 'mapped'>;
  client: ConnectWiseClient;
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

/** What a link remembers of a record that we have just written: the same that a pull of it would remember, so that our own write comes back as seen. */
export class RemoteStates {
  constructor(
    private readonly links: LinksService,
    readonly records: Records,
  ) {}

  async of(asker: Asker, entity: PulledEntity, record: WireRecord): Promise<RemoteState> {
    const sync = configuredSync(this.records.of(entity), asker.setup);
    const remoteUpdatedAt = lastUpdatedOf(record);
    let legible: Fields | undefined;
    try {
      const extra = sync.needsEnrichment?.(record) ? await sync.fetchEnrichment?.(asker.client, record) : undefined;
      const draft = sync.draft(record, extra);
      legible = plainFields(sync, draft);
      const fields = await asker.read((tx) => this.resolve(tx, asker, sync, draft, record));
      return { remoteUpdatedAt, remoteHash: hashOf(draft), fields, items: sync.itemIds?.(record) };
    } catch (error) {
      // A record that cannot be taken in is the pull's to report; without a hash it will look at it.
      if (!(error instanceof RecordProblem)) throw error;
      const unread = { remoteUpdatedAt, remoteHash: null, fields: null };
      return legible ? { ...unread, legible, items: sync.itemIds?.(record) } : { ...unread, items: undefined };
    }
  }

  private async resolve(
    tx: Tx,
    { connectionId, setup }: Asker,
    sync: EntitySync,
    draft: Draft,
    record: WireRecord,
  ): Promise<Fields> {
    const found = new Map<string, Id>();
    for (const reference of sync.references(draft)) {
      const links = await this.links.byRemote(tx, reference.entity, [reference.remoteId], connectionId);
      if (links[0]) found.set(`${reference.entity}:${reference.remoteId}`, links[0].localId);
    }
    const stages = await loadStageResolver(tx, connectionId, setup.configuration);
    const { configuration, taxRegions } = setup;
    return sync.resolve(
      draft,
      {
        configuration,
        stages,
        ownerOf: await loadOwners(tx, connectionId),
        localIdOf: (entity, remoteId) => found.get(`${entity}:${remoteId}`),
        taxRegionIdOf: (taxCodeId) => regionOfCode(taxCodeId, taxRegions),
      },
      record,
    );
  }
}

/** The fields that a record says by itself: no other record has to be known for them. */
const plainFields = ({ fields }: EntitySync, draft: Draft): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, { in: way, place }]) =>
      'read' in way && place.kind !== 'reference' && field in draft ? [[field, draft[field] ?? null]] : [],
    ),
  );
