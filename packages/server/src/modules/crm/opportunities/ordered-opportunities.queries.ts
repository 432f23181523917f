import { money, roundMoney } from '@causeway/shared/money';
import type { Tx } from '../../../platform/database/database.ts';
import { firstOf, isIdValue, pageOf, placeAfter } from '../../../platform/graphql/pagination.ts';
import type { Id } from '../../../platform/ids.ts';
import { type Jump, jumpOf, type Page } from '../keyset-page.queries.ts';
import type { SqlFilter } from '../sql-filter.ts';
import type { Opportunity } from './opportunity.type.ts';
import { amountsByOpportunity, type OpportunityAmounts } from './opportunity-amount.queries.ts';
import type { OpportunityRequest } from './opportunity-request.ts';

interface Placed {
  id: Id;
  stageId: Id;
}

const CHUNK = 1_000;

/** All opportunities that pass; a pipeline holds thousands at most, and what they are worth is made of their quotes. */
const placed = (tx: Tx, filter: SqlFilter): Promise<Placed[]> =>
  tx.query<Placed>(`select o.id, o.stage_id as "stageId" from opportunity o ${filter.where}`, filter.params);

/** What each is worth, by the one definition of it. */
async function amountsOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, OpportunityAmounts>> {
  const found = new Map<Id, OpportunityAmounts>();
  for (let at = 0; at < ids.length; at += CHUNK)
    for (const [id, amounts] of await amountsByOpportunity(tx, ids.slice(at, at + CHUNK))) found.set(id, amounts);
  return found;
}

/** A page by value, the highest first unless said; its cursor names the last one, and how many came before it should that one be gone. */
export async function pageByValue(
  tx: Tx,
  filter: SqlFilter,
  request: OpportunityRequest,
  readById: (tx: Tx, ids: readonly Id[]) => Promise<Map<Id, Opportunity>>,
): Promise<Page<Opportunity>> {
  const first = firstOf(request.first);
  const descending = request.descending ?? true;
  const tag = `value ${descending ? 'desc' : 'asc'}`;
  const after = placeAfter(request.after, 3, ([of, place, id]) =>
    of === tag && typeof place === 'number' && isIdValue(id) ? { place, id } : null,
  );
  const all = (await placed(tx, filter)).map(({ id }) => id);
  const ids = byValue(all, await amountsOf(tx, all), descending);
  const last = after ? ids.indexOf(after.id) : -1;
  const from = after ? (last >= 0 ? last + 1 : after.place) : startOf(jumpOf(request, first), ids.length);
  const wanted = ids.slice(Math.max(0, from), Math.max(0, from + first + 1));
  const byId = await readById(tx, wanted);
  const rows = wanted.flatMap((id, at) => {
    const row = byId.get(id);
    return row ? [{ row, place: from + at + 1 }] : [];
  });
  const page = pageOf(rows, first, ({ row, place }) => [tag, place, row.id]);
  return { ...page, items: page.items.map(({ row }) => row), filter };
}

function startOf(jump: Jump | null, length: number): number {
  if (!jump) return 0;
  return jump.isFromEnd ? length - jump.skipped - jump.count : jump.skipped;
}

/** Those that are worth nothing that is known come last, in either direction. */
function byValue(all: readonly Id[], amounts: ReadonlyMap<Id, OpportunityAmounts>, descending: boolean): Id[] {
  const sign = descending ? -1 : 1;
  return all.toSorted((a, b) => {
    const [one, other] = [amounts.get(a)?.amount, amounts.get(b)?.amount];
    if (one === undefined || other === undefined)
      return Number(one === undefined) - Number(other === undefined) || sign * (a < b ? -1 : 1);
    return sign * (money(one).comparedTo(other) || (a < b ? -1 : 1));
  });
}

export interface StageSumRow {
  stageId: Id;
  count: number;
  oneTime: string;
  monthly: string;
}

/** What the opportunities of each stage are worth together. */
export async function sumsByStage(tx: Tx, filter: SqlFilter): Promise<StageSumRow[]> {
  const all = await placed(tx, filter);
  const amounts = await amountsOf(
    tx,
    all.map(({ id }) => id),
  );
  return [...Map.groupBy(all, ({ stageId }) => stageId)].map(([stageId, inStage]) => {
    const total = (of: 'amount' | 'monthly'): string =>
      roundMoney(inStage.reduce((sum, { id }) => sum.plus(amounts.get(id)?.[of] ?? 0), money(0)));
    return { stageId, count: inStage.length, oneTime: total('amount'), monthly: total('monthly') };
  });
}
