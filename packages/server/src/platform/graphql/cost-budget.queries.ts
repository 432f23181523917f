import type { Tx } from '../database/database.ts';

export interface CostAsked {
  key: string;
  /** Taken when there is so much; less, down to what is needed, when there is not. */
  wanted: number;
  needed: number;
  limit: number;
  windowMs: number;
}

export interface CostTaken {
  /** Nothing where less is left than what is needed: what is refused is not charged. */
  taken: number;
  /** Of the window, for all processes. */
  remaining: number;
  msLeft: number;
}

const NOW_MS = `(extract(epoch from clock_timestamp()) * 1000)::bigint`;

/** Takes cost out of a window. The row stays locked until the transaction ends, so that processes take one after the other. */
export async function takeCost(tx: Tx, { key, wanted, needed, limit, windowMs }: CostAsked): Promise<CostTaken> {
  const [row] = await tx.query<{ points: number; msLeft: number }>(
    `insert into query_cost as c (key, points, expire) values ($1, 0, ${NOW_MS} + $2::int)
     on conflict (key) do update set
       points = case when coalesce(c.expire, 0) <= ${NOW_MS} then 0 else c.points end,
       expire = case when coalesce(c.expire, 0) <= ${NOW_MS} then excluded.expire else c.expire end
     returning points, (expire - ${NOW_MS})::int as "msLeft"`,
    [key, windowMs],
  );
  const { points, msLeft } = row ?? { points: 0, msLeft: windowMs };
  const free = Math.max(0, limit - points);
  const taken = free < needed ? 0 : Math.min(wanted, free);
  if (taken > 0) await tx.query(`update query_cost set points = points + $2::int where key = $1`, [key, taken]);
  return { taken, remaining: free - taken, msLeft };
}
