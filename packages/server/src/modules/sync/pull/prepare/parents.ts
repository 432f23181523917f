import { batchesOf, oneOf } from '../../../../connectwise/client/conditions.ts';
import type { Database } from '../../../../platform/database/database.ts';
import type { PulledEntity } from '../../../links/link.ts';
import type { Reference } from '../../records/entity-sync.ts';
import type { Records } from '../../records/records.ts';
import type { PullContext, RemoteBatch } from '../context/pull-context.ts';
import { keyOf } from './reference-state.ts';
import { readReferences } from './references.queries.ts';

/** Parents of parents of … a record; bundles in bundles are the only ones that could go deep. */
const MAX_DEPTH = 6;

/** A linked record that others hung on which hang on another one now. */
export type LeftRecord = Pick<Reference, 'entity' | 'remoteId'>;

/** How fetched parents come in: as every other page. */
export type TakeIn = (pullContext: PullContext, batch: RemoteBatch, depth: number) => Promise<unknown>;

/**
 * Fetches referenced records that are not here yet, by ID and in batches, and takes them in before the records that name them.
 * Runs outside any transaction. What is skipped already or has an issue is not fetched again: its own listing brings it when it changes.
 */
export class Parents {
  /** Asked for in this process lately and not found, or not taken in: asking again within one run would only repeat it. */
  private readonly asked = new WeakMap<PullContext['remote'], Set<string>>();

  constructor(
    private readonly database: Pick<Database, 'inWorkspace'>,
    private readonly records: Records,
    private readonly takeIn: TakeIn,
  ) {}

  async bring(pullContext: PullContext, references: readonly Reference[], depth: number): Promise<void> {
    if (references.length === 0 || depth >= MAX_DEPTH) return;
    const missing = await this.missing(pullContext, references);
    for (const { entity } of this.records.all) {
      const ids = missing.filter((r) => r.entity === entity).map((r) => Number(r.remoteId));
      for (const batch of batchesOf(ids)) await this.fetch(pullContext, entity, batch, depth);
    }
  }

  /**
   * Looks again at records that others moved away from. A merge moves what hung on a company, and neither moves the time of the company that is
   * gone nor tells of it: without this look, only the nightly comparison of both sides would notice.
   */
  async lookAgain(pullContext: PullContext, left: readonly LeftRecord[], depth: number): Promise<void> {
    if (left.length === 0 || depth >= MAX_DEPTH) return;
    for (const { entity } of this.records.all) {
      const ids = left.flatMap((one) => (one.entity === entity ? [Number(one.remoteId)] : []));
      for (const batch of batchesOf([...new Set(ids)])) await this.fetch(pullContext, entity, batch, depth);
    }
  }

  /** Fetches these records by ID, at most a batch, and takes them in. Answers which of them ConnectWise has. */
  async fetch(pullContext: PullContext, entity: PulledEntity, ids: readonly number[], depth = 0): Promise<Set<string>> {
    const sync = this.records.of(entity);
    const page = await pullContext.remote.page(sync.wire, {
      afterId: 0,
      pageSize: ids.length,
      conditions: oneOf('id', ids),
    });
    const found = new Set([...page.records.map((r) => String(r.id)), ...page.invalid.map((r) => String(r.id))]);
    if (found.size > 0) {
      const batch = { sync, records: page.records, invalid: page.invalid, requestId: page.requestId };
      await this.takeIn(pullContext, batch, depth + 1);
    }
    return found;
  }

  private async missing(pullContext: PullContext, references: readonly Reference[]): Promise<Reference[]> {
    const states = await this.database.inWorkspace(
      pullContext.workspaceId,
      (tx) => readReferences(tx, pullContext.connectionId, references),
      { readOnly: true },
    );
    const asked = this.askedBy(pullContext);
    const unique = new Map(references.map((r) => [keyOf(r.entity, r.remoteId), r]));
    return [...unique].flatMap(([key, reference]) => {
      const state = states.get(key);
      if (state?.localId || state?.skipReason || state?.issueMessage || asked.has(key)) return [];
      asked.add(key);
      return [reference];
    });
  }

  private askedBy(pullContext: PullContext): Set<string> {
    const known = this.asked.get(pullContext.remote) ?? new Set<string>();
    this.asked.set(pullContext.remote, known);
    return known;
  }
}
