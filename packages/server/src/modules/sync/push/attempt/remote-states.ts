import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { regionOfCode } from '../../../integration/mapping/tax-map.rules.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import { agreedFields, type Base, saidOfBase, unplacedOfBase } from '../../conflicts/base.rules.ts';
import { unknownReference } from '../../messages/pull-problem.messages.ts';
import { parentIsOut } from '../../messages/skip-reason.messages.ts';
import { readReferences } from '../../pull/prepare/references.queries.ts';
import type { Draft, EntitySync, Fields, Reference, ResolveContext } from '../../records/entity-sync.ts';
import { blankFields } from '../../records/fields/blank-fields.ts';
import { configuredSync } from '../../records/fields/configured-fields.ts';
import type { AnyField } from '../../records/fields/field-table.ts';
import { saidIn, unmovedIn } from '../../records/mapped-fields.rules.ts';
import { loadOwners } from '../../records/owner-resolver.queries.ts';
import { RecordProblem } from '../../records/record-problem.ts';
import type { Records } from '../../records/records.ts';
import { hashOf, isUnsettled, lastUpdatedOf } from '../../records/remote-state.rules.ts';
import { EXCLUDED, PARENT_EXCLUDED } from '../../records/skip-codes.ts';
import { loadStageResolver } from '../../records/stage-resolver.queries.ts';
import { unplacedIds, unplacedInNew } from '../../records/unplaced.ts';
import type { RemoteState } from './agreed-state.rules.ts';
import type { PushSetup } from './push-setup.ts';

/** As much of an attempt as is needed here. */
interface Asker {
  connectionId: Id;
  setup: Pick<PushSetup, 'configuration' | 'taxRegions' | 'mapped' | 'unfit'>;
  client: ConnectWiseClient;
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
}

const beforeOf = (base: Base | null) => ({ seen: unplacedOfBase(base), agreed: base && agreedFields(base) });

/** What a link remembers of a record that we have just written: the same that a pull of it would remember, so that our own write comes back as seen. */
export class RemoteStates {
  constructor(
    private readonly links: LinksService,
    readonly records: Records,
  ) {}

  async of(asker: Asker, entity: PulledEntity, record: WireRecord): Promise<RemoteState> {
    const sync = configuredSync(this.records.of(entity), asker.setup);
    const remoteUpdatedAt = lastUpdatedOf(record);
    const itemsOf = (agreed: Fields): object => sync.itemIds?.(record, agreed) ?? {};
    const blank = blankFields(sync.fields, record);
    let legible: Fields | undefined;
    try {
      const extra = sync.needsEnrichment?.(record) ? await sync.fetchEnrichment?.(asker.client, record) : undefined;
      const draft = sync.draft(record, extra);
      legible = withoutFields(plainFields(sync, draft), blank);
      const { context, link } = await asker.read(async (tx) => ({
        context: await this.resolveContextOf(tx, asker, sync, draft),
        link: sync.standsNoMore
          ? (await this.links.byRemote(tx, entity, [String(record.id)], asker.connectionId))[0]
          : undefined,
      }));
      const lapsed = sync.standsNoMore?.(draft, context, beforeOf(link?.base ?? null)) ?? [];
      const unsaid = [...blank, ...lapsed];
      const unplaced = sync.unplaced?.(record, context) ?? [];
      return {
        remoteUpdatedAt,
        remoteHash: hashOf(draft),
        isUnsettled: isUnsettled(sync, record),
        fields: withoutFields(sync.resolve(draft, context, record), unsaid),
        itemsOf,
        unfit: sync.unfit ?? [],
        unsent: Object.keys(sync.fields).filter((field) => isNeverMade(sync.fields[field])),
        silentOf: (agreed) => [...(sync.silentFields?.(draft, context, agreed) ?? []), ...unsaid],
        unplaced: unplacedIds(unplaced),
        hasMore: unplacedInNew(unplaced).length > 0,
        said: { fields: sync.mapped?.fields ?? [], words: saidIn(sync, draft) },
        unmovedOf: (base) => unmovedIn(sync, draft, context, saidOfBase(base)),
        lapsedOf: (agreed) => sync.lapsedStandIns?.(draft, context, agreed) ?? [],
        remarksOf: (local) => sync.remarks?.(draft, context, { fields: local, changes: [] }) ?? [],
      };
    } catch (error) {
      // A record that cannot be taken in is the pull's to report; without a hash it will look at it.
      if (!(error instanceof RecordProblem)) throw error;
      const parentSkipped = error instanceof ParentSkipped ? { parentSkipped: error.because } : {};
      const unread = { remoteUpdatedAt, remoteHash: null, fields: null, ...parentSkipped };
      return legible ? { ...unread, legible, itemsOf } : unread;
    }
  }

  private async resolveContextOf(
    tx: Tx,
    { connectionId, setup }: Asker,
    sync: EntitySync,
    draft: Draft,
  ): Promise<ResolveContext> {
    const found = new Map<string, Id>();
    for (const reference of sync.references(draft)) {
      const links = await this.links.byRemote(tx, reference.entity, [reference.remoteId], connectionId);
      if (links[0]) found.set(`${reference.entity}:${reference.remoteId}`, links[0].localId);
    }
    const lost = sync.references(draft).find((one) => one.required && !found.has(`${one.entity}:${one.remoteId}`));
    if (lost) {
      const reference = { role: lost.role, remoteId: lost.remoteId };
      const [state] = (await readReferences(tx, connectionId, [lost])).values();
      if (state?.skipReason)
        throw new ParentSkipped(
          lost,
          parentIsOut(lost, { isExcluded: isExclusion(state.skipCode), reason: state.skipReason }),
        );
      throw RecordProblem.of('unknown_reference', unknownReference(lost), { reference });
    }
    const { configuration, taxRegions } = setup;
    return {
      configuration,
      stages: await loadStageResolver(tx, connectionId, configuration),
      ownerOf: await loadOwners(tx, connectionId),
      localIdOf: (entity, remoteId) => found.get(`${entity}:${remoteId}`),
      taxRegionIdOf: (taxCodeId) => regionOfCode(taxCodeId, taxRegions),
    };
  }
}

/** Of what came blank nothing is known. */
const withoutFields = (fields: Fields, blank: readonly string[]): Fields =>
  blank.length === 0 ? fields : Object.fromEntries(Object.entries(fields).filter(([field]) => !blank.includes(field)));

/** The settings close the way out of it. */
const isNeverMade = (entry: AnyField | undefined): boolean => entry?.direction !== undefined && !entry.out.create;

const isExclusion = (code: string | null): boolean => code === EXCLUDED || code === PARENT_EXCLUDED;

/** What the record belongs to there is known, and excluded or skipped. */
class ParentSkipped extends RecordProblem {
  constructor(
    reference: Reference,
    readonly because: string,
  ) {
    const { message, advice } = unknownReference(reference);
    super('unknown_reference', message, advice, { reference });
  }
}

/** The fields that a record says by itself: no other record has to be known for them. */
const plainFields = ({ fields }: EntitySync, draft: Draft): Fields =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([field, { in: way, place }]) =>
      'read' in way && place.kind !== 'reference' && field in draft ? [[field, draft[field] ?? null]] : [],
    ),
  );
