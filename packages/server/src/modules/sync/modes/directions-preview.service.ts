import type { EntityType } from '@causeway/shared/vocabulary';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import { readMappedCustomFields } from '../../integration/mapping/mapped-custom-fields.queries.ts';
import type { SyncSettingsService } from '../../integration/settings/sync-settings.service.ts';
import type { FieldDirectionChange } from '../../integration/setup/section.ts';
import type { PulledEntity } from '../../links/link.ts';
import type { LinksService } from '../../links/links.service.ts';
import { saidOfBase } from '../conflicts/base.rules.ts';
import type { PullContext } from '../pull/context/pull-context.ts';
import type { Decision, OpenRecord } from '../pull/decide/decision.ts';
import { decideLinked, passedIn } from '../pull/decide/linked.rules.ts';
import { loadFacts } from '../pull/decide/load-facts.queries.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { resolveContextOf, resolveFields } from '../pull/decide/resolve.rules.ts';
import { type ParsedRecord, parseRecord } from '../pull/prepare/parsed-record.rules.ts';
import type { EntitySync, FieldValue } from '../records/entity-sync.ts';
import { configuredSync } from '../records/fields/configured-fields.ts';
import { isNothing } from '../records/fields/derive.ts';
import { unmovedIn } from '../records/mapped-fields.rules.ts';
import { syncOf } from '../registry.ts';
import { type ChangedField, lookedAt, readBasesAfter } from './changed-fields.queries.ts';
import { changedFields } from './changed-fields.ts';
import { directionSentences } from './directions-preview.messages.ts';

/** One record in which a change of directions will show. */
export interface DirectionSample {
  name: string;
  localId: Id;
  remoteId: string;
  here: FieldValue;
  there: FieldValue;
}

/** What the next cycle does with one field whose direction changes. */
export interface FieldForecast {
  record: EntityType;
  field: string;
  label: string;
  /** Records here that get ConnectWise's value. */
  taken: number;
  takenSamples: DirectionSample[];
  /** Records there that get the CRM's. */
  sent: number;
  sentSamples: DirectionSample[];
  /** Records there whose value is emptied, as it was here. */
  emptied: number;
  /** Records there that keep theirs although the field only goes out, since it is empty here. */
  kept: number;
}

export interface DirectionsPreview {
  fields: FieldForecast[];
  /** Linked records that were looked at. */
  lookedAt: number;
  /** Whether ConnectWise has more than were looked at. */
  isPartial: boolean;
  sentences: string[];
}

const PAGE_SIZE = 1_000;
const MAX_PAGES = 10;
const SAMPLES = 5;

export interface DirectionsPreviewDeps {
  database: Pick<Database, 'inWorkspace'>;
  connections: Connections;
  clients: ConnectWiseClients;
  links: Pick<LinksService, 'byRemote'>;
  syncSettings: Pick<SyncSettingsService, 'tried'>;
}

/** Says what the next cycle will do after a change of directions, by the very rules that it goes by; nothing is written. */
export class DirectionsPreviewService {
  constructor(private readonly deps: DirectionsPreviewDeps) {}

  /** Throws ProblemsError: not_connected, and what is wrong with the change. */
  async preview(workspaceId: Id, change: FieldDirectionChange[]): Promise<DirectionsPreview> {
    const { context, changed } = await this.deps.database.inWorkspace(workspaceId, (tx) =>
      this.load(tx, workspaceId, change),
    );
    const preview: DirectionsPreview = { fields: [], lookedAt: 0, isPartial: false, sentences: [] };
    for (const [entity, fields] of changed) await this.lookAt(preview, context, entity, fields);
    const may = modeCapabilities[context.configuration.mode];
    return { ...preview, sentences: directionSentences(preview, may) };
  }

  private async load(tx: Tx, workspaceId: Id, change: FieldDirectionChange[]) {
    const connection =
      (await this.deps.connections.active(tx)) ??
      refuse('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
    const { before, next } = await this.deps.syncSettings.tried(tx, connection.id, { fieldDirections: change });
    const changed = changedFields(before, next, await readReferenceLists(tx, connection.id, ['custom_field']));
    const remote = await this.deps.clients.clientFor({ id: connection.id, workspaceId });
    const context: PullContext = {
      workspaceId,
      connectionId: connection.id,
      remote,
      configuration: next,
      capabilities: modeCapabilities[next.mode],
      runId: null,
    };
    return { context, changed };
  }

  private async lookAt(
    preview: DirectionsPreview,
    context: PullContext,
    entity: PulledEntity,
    fields: readonly ChangedField[],
  ): Promise<void> {
    const { workspaceId, connectionId, configuration } = context;
    const mapped = await this.deps.database.inWorkspace(
      workspaceId,
      (tx) => readMappedCustomFields(tx, connectionId, configuration),
      { readOnly: true },
    );
    const sync = configuredSync(syncOf(entity), { configuration, mapped });
    const forecasts = new Map(fields.map(({ field }) => [field, forecastOf(sync, field)]));
    let afterId = 0;
    for (let page = 1; page <= MAX_PAGES; page++) {
      const found = await context.remote.page(sync.wire, { afterId, pageSize: PAGE_SIZE });
      // What a bundle is made of is not looked at: no direction of a field hangs on it.
      const parsed = found.records.map((record) => parseRecord(sync, record, { value: [] }));
      // The rows are locked for as long as they are read, as in a pull.
      const decided = await this.deps.database.inWorkspace(workspaceId, (tx) =>
        this.decide(tx, context, sync, parsed, fields),
      );
      preview.lookedAt += decided.length;
      for (const one of decided) count(forecasts, one);
      if (found.done) break;
      afterId = found.lastId;
      preview.isPartial = page === MAX_PAGES;
    }
    preview.fields.push(...forecasts.values());
  }

  private async decide(
    tx: Tx,
    context: PullContext,
    sync: EntitySync,
    records: readonly ParsedRecord[],
    changed: readonly ChangedField[],
  ): Promise<Forecast[]> {
    const ids = records.map(({ remoteId }) => remoteId);
    const links = new Map(
      (await this.deps.links.byRemote(tx, sync.entity, ids, context.connectionId)).map((link) => [link.remoteId, link]),
    );
    const linked = records.filter(({ remoteId, draft }) => draft && links.get(remoteId)?.state === 'linked');
    const bases = new Map(
      (await readBasesAfter(tx, context.connectionId, sync.entity, { changed, remoteIds: ids })).map((one) => [
        one.remoteId,
        one.base,
      ]),
    );
    const facts = await loadFacts(tx, context, sync, linked);
    const resolve = resolveContextOf(facts, new Map());
    const open = linked.flatMap((parsed): OpenRecord[] => {
      const link = links.get(parsed.remoteId);
      const resolved = resolveFields(sync, parsed, resolve, () => undefined);
      const base = bases.get(parsed.remoteId);
      if (!link || !base || !('fields' in resolved)) return [];
      const lookAgainAt = [...new Set([...(link.lookAgainAt ?? []), ...lookedAt(changed)])];
      return [
        {
          parsed,
          link: { ...link, base, lookAgainAt },
          fields: resolved.fields,
          keys: noKeys,
          silent: sync.notTakenIn ?? [],
          lapsed: [],
          unmoved: unmovedIn(sync, parsed.draft, resolve, saidOfBase(base)),
          closed: {},
        },
      ];
    });
    const locals = await readLocalRows(
      tx,
      sync.table,
      open.flatMap(({ link }) => (link ? [link.localId] : [])),
    );
    const owner = context.configuration.options.owners[sync.entity];
    const { made } = decideLinked(
      { ...sync, keysOf: () => noKeys },
      owner,
      open.map((one) => ({ ...one, passed: passedIn(one) })),
      locals,
    );
    const readOf = new Map(open.map(({ parsed, fields: read }) => [parsed, read]));
    return made.flatMap(([parsed, decision]) => {
      const local = 'link' in decision ? locals.get(decision.link.localId) : undefined;
      return local
        ? [{ parsed, decision, localId: local.id, here: local.fields, there: readOf.get(parsed) ?? {} }]
        : [];
    });
  }
}

interface Forecast {
  parsed: ParsedRecord;
  decision: Decision;
  localId: Id;
  here: Readonly<Record<string, FieldValue>>;
  there: Readonly<Record<string, FieldValue>>;
}

const noKeys = { name: null, strong: null, website: null, phone: null, partNumber: null, withinId: null };

const forecastOf = (sync: EntitySync, field: string): FieldForecast => ({
  record: sync.entity,
  field,
  label: sync.fields[field]?.label ?? field,
  taken: 0,
  takenSamples: [],
  sent: 0,
  sentSamples: [],
  emptied: 0,
  kept: 0,
});

function count(
  forecasts: ReadonlyMap<string, FieldForecast>,
  { parsed, decision, localId, here, there }: Forecast,
): void {
  const taken = decision.kind === 'update' ? decision.changes.map(({ field }) => field) : [];
  const { goingOut: sent = [], keptThere = [] } =
    decision.kind === 'update' || decision.kind === 'seen' ? decision : {};
  const stands = decision.kind === 'update' ? decision.fields : here;
  for (const [field, forecast] of forecasts) {
    const sample = {
      name: parsed.name,
      localId,
      remoteId: parsed.remoteId,
      here: here[field] ?? null,
      there: there[field] ?? null,
    };
    if (keptThere.includes(field)) forecast.kept++;
    if (taken.includes(field)) {
      forecast.taken++;
      if (forecast.takenSamples.length < SAMPLES) forecast.takenSamples.push(sample);
    }
    if (sent.includes(field) && isNothing(stands[field])) forecast.emptied++;
    else if (sent.includes(field)) {
      forecast.sent++;
      if (forecast.sentSamples.length < SAMPLES) forecast.sentSamples.push(sample);
    }
  }
}
