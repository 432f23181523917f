import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { KnownPair, MatchAnswer, MatchableKind, MatchKeys } from './match.rules.ts';
import { isOutshone } from './match-buckets.queries.ts';

/** What the review of matches says of one ConnectWise record. */
export interface KnownMatch {
  /** A person has said that it is a new one. */
  answer: MatchAnswer | undefined;
  /** Pairs that nobody has decided, with CRM records that are still free. */
  pairs: KnownPair[];
  rejected: ReadonlySet<Id>;
}

interface Row extends Omit<KnownPair, 'state'> {
  remoteId: string;
  localParentId: Id | null;
  state: KnownPair['state'] | 'rejected' | 'create';
  isTaken: boolean;
  isOutshone: boolean;
}

const nothing: KnownMatch = { answer: undefined, pairs: [], rejected: new Set() };

/** The pairs of the last comparison, and all decisions, about the records of a page. */
export class KnownMatches {
  constructor(private readonly rows: ReadonlyMap<string, readonly Row[]>) {}

  of(remoteId: string, keys: Pick<MatchKeys, 'withinId'>): KnownMatch {
    const rows = this.rows.get(remoteId);
    if (!rows) return nothing;
    return {
      answer: rows.some((row) => row.state === 'create') ? { kind: 'create' } : undefined,
      rejected: new Set(rows.flatMap((row) => (isRejected(row) ? [row.localId] : []))),
      pairs: rows.flatMap((row) => {
        const { state, isTaken, isOutshone: _, localParentId, ...pair } = row;
        // A contact can only be one of the client that its company turned out to be.
        if (isTaken || row.isOutshone || localParentId !== keys.withinId || state === 'rejected' || state === 'create')
          return [];
        return [{ ...pair, state }];
      }),
    };
  }
}

const isRejected = ({ state }: Row): boolean => state === 'rejected' || state === 'create';

/** One statement, and none for records that are never matched. */
export async function readKnownMatches(
  tx: Tx,
  connectionId: Id,
  { entity, matching }: MatchableKind,
  records: readonly { parsed: { remoteId: string } }[],
  threshold: number,
): Promise<KnownMatches> {
  if (records.length === 0 || matching === null) return new KnownMatches(new Map());
  const rows = await tx.query<Row>(
    `select p.remote_id as "remoteId", p.local_id as "localId", p.local_name as "localName", p.local_parent_id as "localParentId",
       p.score, p.rival, p.veto, p.breakdown, p.state, l.id is not null as "isTaken",
       ${isOutshone('$4')} as "isOutshone"
     from unnest($3::text[]) as k(id) join match_pair p on p.connection_id = $1 and p.entity = $2 and p.remote_id = k.id
     left join entity_link l on l.connection_id = p.connection_id and l.entity = p.entity and l.local_id = p.local_id
     where p.state <> 'linked'`,
    [connectionId, entity, records.map((one) => one.parsed.remoteId), threshold],
  );
  return new KnownMatches(Map.groupBy(rows, (row) => row.remoteId));
}
