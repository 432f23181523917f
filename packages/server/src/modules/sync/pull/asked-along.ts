import { batchesOf, canExpress, every, oneOf } from '../../../connectwise/client/conditions.ts';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Tx } from '../../../platform/database/database.ts';
import type { EntitySync, RemoteReader } from '../records/entity-sync.ts';
import type { PullContext } from './context/pull-context.ts';
import type { Decided } from './decide/decision.ts';
import type { PreparedPage } from './prepare/prepare-page.ts';
import { type SameNamed, withoutCompared } from './replaced-records.queries.ts';
import { mayBeReplaced } from './replaced-records.ts';

/** Thrown out of the transaction of a page: ConnectWise is asked about these before the page is decided anew. */
export class OthersToAsk extends Error {
  constructor(
    /** Linked records of which one of this page has the name. */
    readonly sameNamed: readonly SameNamed[],
    /** Records of this page that would be linked to a row of the CRM: another one of their name may be it as well. */
    readonly matched: readonly WireRecord[],
  ) {
    super('others to ask');
    this.name = 'OthersToAsk';
  }
}

/** More than anybody renames, or deletes and makes anew, between two looks; the others are found by the comparison of both sides. */
const MAX_ASKED = 100;

const MAX_NAMES_AT_ONCE = 40;

const NOTHING: ReadonlySet<string> = new Set();

/** What else ConnectWise must be asked of before this page can be written; null for nothing. */
export async function othersToAsk(
  tx: Tx,
  pullContext: PullContext,
  sync: EntitySync,
  decided: readonly Decided[],
  { askedAbout = NOTHING, batch }: Pick<PreparedPage, 'askedAbout' | 'batch'>,
): Promise<OthersToAsk | null> {
  const sameNamed = (await mayBeReplaced(tx, pullContext, sync, decided, batch.besides ?? new Set()))
    .filter(({ remoteId }) => !askedAbout.has(remoteId))
    .slice(0, Math.max(0, MAX_ASKED - askedAbout.size));
  const matched = await withoutCompared(tx, pullContext, sync.entity, matchedIn(decided, askedAbout));
  return sameNamed.length + matched.length > 0 ? new OthersToAsk(sameNamed, matched) : null;
}

const matchedIn = (decided: readonly Decided[], askedAbout: ReadonlySet<string>): WireRecord[] =>
  decided.flatMap(({ parsed: { record, remoteId }, decision }) =>
    decision.kind === 'link' && record && !askedAbout.has(remoteId) ? [record] : [],
  );

/** Records of ConnectWise that have the names of these, on whatever page of its listing. */
export async function twinsOf(
  remote: Pick<RemoteReader, 'find'>,
  { wire, namedThere, nameOf }: EntitySync,
  matched: readonly WireRecord[],
): Promise<WireRecord[]> {
  if (!namedThere || matched.length === 0) return [];
  const { property, parent } = namedThere;
  const parentOf = (record: WireRecord): number | null => {
    const id: unknown = parent ? Reflect.get(Object(Reflect.get(record, parent)), 'id') : null;
    return typeof id === 'number' ? id : null;
  };
  const keyOf = (record: WireRecord) => `${parentOf(record)} ${nameOf(record).toLowerCase()}`;
  const wanted = new Set(matched.map(keyOf));
  const own = new Set(matched.map(({ id }) => id));
  const named = Map.groupBy(matched, (record) => String(Reflect.get(record, property) ?? ''));
  const names = [...named.keys()].filter((name) => name !== '' && canExpress(name));
  const found: WireRecord[] = [];
  for (const batch of batchesOf(names, MAX_NAMES_AT_ONCE)) {
    const parents = batch.flatMap((name) => named.get(name)?.flatMap((record) => parentOf(record) ?? []) ?? []);
    const within = parent && parents.length > 0 ? oneOf(`${parent}/id`, [...new Set(parents)]) : undefined;
    const conditions = every(within, oneOf(property, batch));
    if (conditions) found.push(...(await remote.find(wire, { conditions })));
  }
  return found.filter((record) => !own.has(record.id) && wanted.has(keyOf(record)));
}
