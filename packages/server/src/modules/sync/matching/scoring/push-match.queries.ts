import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Rivalry } from './clear-pair.rules.ts';
import { isOutshone } from './match-buckets.ts';
import type { MatchedEntity } from './match-record.ts';
import { everyWordCounts } from './names.rules.ts';
import { readHolders } from './page-rarity.queries.ts';
import type { PushMatchContext } from './push-match.ts';

type Row = Rivalry & { remoteId: string; state: 'proposed' | 'later' | 'rejected' | 'create' };

/** What the review of matches says of one CRM record. */
export async function readPushMatch(
  tx: Tx,
  connectionId: Id,
  entity: MatchedEntity,
  localId: Id,
  threshold: number,
): Promise<Pick<PushMatchContext, 'known' | 'rejected'>> {
  const rows = await tx.query<Row>(
    `select p.remote_id as "remoteId", p.score, p.rival, p.veto, p.state from match_pair p
     left join entity_link l on l.connection_id = p.connection_id and l.entity = p.entity and l.remote_id = p.remote_id
     where p.connection_id = $1 and p.entity = $2 and p.local_id = $3 and p.state <> 'linked'
       and (p.state in ('rejected', 'create') or (l.id is null and not ${isOutshone('$4')}))`,
    [connectionId, entity, localId, threshold],
  );
  const known: [string, Rivalry & { state: 'proposed' | 'later' }][] = [];
  const rejected = new Set<string>();
  for (const { remoteId, state, ...pair } of rows) {
    if (state === 'rejected' || state === 'create') rejected.add(remoteId);
    else known.push([remoteId, { ...pair, state }]);
  }
  return { known: new Map(known), rejected };
}

/** How many companies share the domains and phone numbers that are about to decide. */
export async function readCompanyRarity(
  tx: Tx,
  connectionId: Id,
  values: readonly { attribute: 'domain' | 'phone'; value: string | null }[],
): Promise<PushMatchContext['rarity']> {
  const asked = values.flatMap(({ attribute, value }) => (value === null ? [] : [{ attribute, value }]));
  const holders = await readHolders(tx, connectionId, asked);
  return { of: (attribute, value) => holders.get(`${attribute}:${value}`) ?? 1, word: everyWordCounts };
}
