import { setImmediate as others } from 'node:timers/promises';
import type { ConnectWiseClient } from '../../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import type { WireRecord } from '../../../../connectwise/wire/wire.ts';
import type { Database, Tx } from '../../../../platform/database/database.ts';
import { type Id, newId } from '../../../../platform/ids.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../../connection/connection.ports.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import type { EntityFilters } from '../../../integration/filters/filters.rules.ts';
import type { PulledEntity } from '../../../links/link.ts';
import { errorActionOf } from '../../error-action.ts';
import { whileBeating } from '../../pull/poll/heartbeat.ts';
import { fetchEnrichments } from '../../pull/prepare/enrichment.ts';
import { readHome } from '../scoring/home.queries.ts';
import { findPairs, type PairingInput } from '../scoring/pairing.rules.ts';
import { type ComparedSync, comparedRecords, comparedSync, listedProperties } from './compared-records.ts';
import {
  excludeChildren,
  excludeDependents,
  forgetOldExcluded,
  readExcluded,
  storeExcluded,
} from './excluded.queries.ts';
import { readSettled, writePairs } from './match-pairs.queries.ts';
import {
  forgetUnseenRecords,
  readLinked,
  readLocalRecords,
  readParentsOf,
  readRemoteRecords,
  storeRemoteRecords,
} from './match-records.queries.ts';
import {
  analyzePairs,
  analyzeRead,
  finishMatchRun,
  type MatchLease,
  type MatchRunRow,
  noteCompared,
  noteExpected,
  noteRead,
  releaseMatchLease,
  renewMatchLease,
  takeMatchLease,
} from './match-runs.queries.ts';
import { excludedInCrm, type MatchScope, readMatchScope } from './match-scope.ts';

export interface MatchRunDeps {
  database: Database;
  connections: Connections;
  clients: Pick<ConnectWiseClients, 'clientFor'>;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'atRevision'>;
  /** How long a worker may be silent before another one takes over. */
  leaseMs?: number;
  pageSize?: number;
}

export interface MatchControl {
  signal: AbortSignal;
  touch(): Promise<void>;
}

interface Work {
  workspaceId: Id;
  run: MatchRunRow;
  lease: MatchLease;
  /** The filters of the settings that the run began with. */
  scope: MatchScope;
  signal: AbortSignal;
  control: MatchControl;
}

const SAY_EVERY = 1_000;
/** From so many rows on the planner is told. */
const MANY = 2_000;

/**
 * Compares the records of both sides. First everything that is compared is read from ConnectWise and kept, page by page, so that a worker that
 * was killed goes on where it stood; then both sides are scored in memory. Nothing is linked here: the result are proposals.
 */
export class MatchRunService {
  constructor(private readonly deps: MatchRunDeps) {}

  /** Goes on with the comparison of this connection, if there is one that nobody works on. Answers whether it was finished. */
  async run(workspaceId: Id, connectionId: Id, control: MatchControl): Promise<boolean> {
    const { database, leaseMs = 15_000 } = this.deps;
    const taken = await database.inWorkspace(workspaceId, async (tx) => {
      const connection = await this.deps.connections.byId(tx, connectionId);
      return connection?.state === 'connected' ? takeMatchLease(tx, connectionId, newId(), leaseMs) : null;
    });
    if (!taken) return false;
    const { run, lease } = taken;
    const beat = () => database.inWorkspace(workspaceId, (tx) => renewMatchLease(tx, lease));
    try {
      await whileBeating(beat, leaseMs / 3, control.signal, async (signal) => {
        const scope = await database.inWorkspace(workspaceId, (tx) => readMatchScope(tx, this.deps.settings, run));
        const work = { workspaceId, run, lease, scope, signal, control };
        await this.readAll(work);
        for (const { entity, isCompared } of run.entities) if (!isCompared) await this.compare(work, entity);
      });
      await database.inWorkspace(workspaceId, (tx) => finishMatchRun(tx, lease, 'done', null));
      return true;
    } catch (error) {
      await this.afterFailure({ workspaceId, connectionId, lease }, error, control.signal);
      return false;
    }
  }

  private async readAll(work: Work): Promise<void> {
    const { workspaceId, run, signal } = work;
    if (run.entities.every((one) => one.isRead)) return;
    const remote = await this.deps.clients.clientFor({ id: run.connectionId, workspaceId }, { signal });
    for (const sync of comparedRecords()) await this.read(work, remote, sync);
    await this.deps.health.reportSuccess({ id: run.connectionId, workspaceId });
  }

  private async read(work: Work, remote: ConnectWiseClient, sync: ComparedSync): Promise<void> {
    const { run, scope, signal } = work;
    const { entity, wire, comparison } = sync;
    const filters = scope.incoming(entity);
    const fields = listedProperties(sync);
    const state = run.entities.find((one) => one.entity === entity);
    if (!state || state.isRead) return;
    if (state.expected === null) {
      const expected = await remote.count(wire);
      await this.write(work, (tx) => noteExpected(tx, run.id, entity, expected));
    }
    let afterId = state.resumeAfterId;
    let read = state.read;
    for (let isLast = false; !isLast; ) {
      signal.throwIfAborted();
      const page = await remote.page(wire, { afterId, pageSize: this.deps.pageSize ?? 1_000, fields });
      const needs = await needsOf(remote, sync, page.records, filters);
      const records = page.records.map((record) => {
        const needed = needs.get(record) ?? [];
        return { ...comparison.there(record), ...(needed.length > 0 ? { needs: needed } : {}) };
      });
      const excludedHere = page.records.flatMap((record) => {
        const exclusion = sync.excluded(record, filters);
        return exclusion ? [{ recordId: String(record.id), ...exclusion }] : [];
      });
      isLast = page.done;
      read += page.records.length;
      await this.write(work, async (tx) => {
        await storeRemoteRecords(tx, run, entity, records);
        await storeExcluded(tx, run, entity, 'remote', excludedHere);
        if (page.done) await this.endListing(tx, run, sync);
        if (page.done && read >= MANY) await analyzeRead(tx);
        await noteRead(tx, run.id, entity, {
          count: page.records.length + page.invalid.length,
          lastId: page.lastId,
          isLast: page.done,
        });
      });
      afterId = page.lastId;
      await work.control.touch();
    }
  }

  /** Forgets what this run did not meet any more. */
  private async endListing(tx: Tx, run: MatchRunRow, sync: ComparedSync): Promise<void> {
    const { entity, comparison } = sync;
    await forgetUnseenRecords(tx, run, entity);
    if (comparison.parent) await excludeChildren(tx, run, entity, comparedSync(comparison.parent.entity));
    if (sync.needsEnrichment) await excludeDependents(tx, run, sync);
    await forgetOldExcluded(tx, run, entity, 'remote');
  }

  private async compare(work: Work, entity: PulledEntity): Promise<void> {
    const { workspaceId, run, scope, signal } = work;
    const { input, excludedHere } = await this.deps.database.inWorkspace(
      workspaceId,
      async (tx) => ({
        input: await readSides(tx, run.connectionId, entity),
        excludedHere: await excludedInCrm(tx, scope, entity),
      }),
      { readOnly: true },
    );
    const steps = findPairs(input);
    let said = 0;
    for (let step = steps.next(); ; step = steps.next()) {
      // Others of this process, the heartbeat among them, get their turn.
      await others();
      signal.throwIfAborted();
      if (step.done) {
        const pairs = step.value;
        await this.write(work, async (tx) => {
          await writePairs(tx, { run, entity, pairs, local: input.local, remote: input.remote });
          await storeExcluded(tx, run, entity, 'local', excludedHere);
          await forgetOldExcluded(tx, run, entity, 'local');
          await noteCompared(tx, run.id, entity, { compared: input.remote.length, pairs: pairs.length });
        });
        if (pairs.length >= MANY) await this.deps.database.inWorkspace(workspaceId, analyzePairs);
        return;
      }
      const compared = step.value;
      if (compared - said >= SAY_EVERY) {
        said = compared;
        await this.write(work, (tx) => noteCompared(tx, run.id, entity, { compared, pairs: null }));
        await work.control.touch();
      }
    }
  }

  private write(work: Work, write: (tx: Tx) => Promise<void>): Promise<void> {
    return this.deps.database.inWorkspace(work.workspaceId, async (tx) => {
      await renewMatchLease(tx, work.lease);
      await write(tx);
    });
  }

  /** What may pass leaves the run for the sweep to go on with; what needs a person ends it with the reason. */
  private async afterFailure(
    { workspaceId, connectionId, lease }: { workspaceId: Id; connectionId: Id; lease: MatchLease },
    error: unknown,
    signal: AbortSignal,
  ): Promise<void> {
    const errorAction = errorActionOf(error);
    if (errorAction === 'yield') return;
    if (error instanceof ConnectWiseError)
      await this.deps.health.reportFailure({ id: connectionId, workspaceId }, error);
    const message = signal.aborted ? null : error instanceof Error ? error.message : String(error);
    const isOver = !signal.aborted && errorAction !== 'retry';
    await this.deps.database
      .inWorkspace(workspaceId, (tx) =>
        isOver ? finishMatchRun(tx, lease, 'failed', message) : releaseMatchLease(tx, lease, message),
      )
      .catch(() => undefined);
  }
}

/** Both sides of one kind of record; a fixed number of statements. */
async function readSides(tx: Tx, connectionId: Id, entity: PulledEntity): Promise<PairingInput> {
  const sync = comparedSync(entity);
  const { parent } = sync.comparison;
  const linked = await readLinked(tx, connectionId, entity);
  return {
    rules: sync.matching.score,
    local: await readLocalRecords(tx, connectionId, sync),
    remote: await readRemoteRecords(tx, connectionId, sync),
    home: await readHome(tx, null),
    linkedLocal: linked.local,
    linkedRemote: new Set([...linked.remote, ...(await readExcluded(tx, connectionId, entity))]),
    settled: await readSettled(tx, connectionId, entity),
    ...(parent ? { parentsOf: await readParentsOf(tx, connectionId, parent.entity) } : {}),
  };
}

/** What each record of a page does not come in without, of its own kind; looked up only where a filter may exclude some of it. */
async function needsOf(
  remote: ConnectWiseClient,
  sync: ComparedSync,
  records: readonly WireRecord[],
  filters: EntityFilters,
): Promise<Map<WireRecord, string[]>> {
  if (filters.chosen.length + filters.implied.length === 0) return new Map();
  const found = await fetchEnrichments(remote, sync, records);
  return new Map(
    [...found].map(([record, enrichment]) => {
      const references = 'value' in enrichment ? (sync.references?.(sync.draft(record, enrichment.value)) ?? []) : [];
      return [record, references.flatMap((one) => (one.required && one.entity === sync.entity ? [one.remoteId] : []))];
    }),
  );
}
