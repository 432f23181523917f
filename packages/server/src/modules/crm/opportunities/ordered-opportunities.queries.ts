import { money, roundMoney } from '@causeway/shared/money';
import type { Tx } from '../../../platform/database/database.ts';
import { firstOf, isIdValue, pageOf, placeAfter } from '../../../platform/graphql/pagination.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Page } from '../keyset-page.queries.ts';
import type { SqlFilter } from '../sql-filter.ts';
import type { Opportunity } from './opportunity.type.ts';
import { amountsByOpportunity, type OpportunityAmounts } from './opportunity-amount.queries.ts';
import type { OpportunityOrder, OpportunityRequest } from './opportunity-request.ts';

interface Placed {
  id: Id;
  stageId: Id;
  closesOn: string | null;
}

const CHUNK = 1_000;

/** All opportunities that pass; a pipeline holds thousands at most, and what they are worth is made of their quotes. */
const placed = (tx: Tx, filter: SqlFilter): Promise<Placed[]> =>
  tx.query<Placed>(
    `select o.id, o.stage_id as "stageId", o.expected_close_date::text as "closesOn" from opportunity o ${filter.where}`,
    filter.params,
  );

/** What each is worth, by the one definition of it. */
async function amountsOf(tx: Tx, ids: readonly Id[]): Promise<Map<Id, OpportunityAmounts>> {
  const found = new Map<Id, OpportunityAmounts>();
  for (let at = 0; at < ids.length; at += CHUNK)
    for (const [id, amounts] of await amountsByOpportunity(tx, ids.slice(at, at + CHUNK))) found.set(id, amounts);
  return found;
}

/** A page by close date or by value; its cursor names the last one, and how many came before it should that one be gone. */
export async function orderedPage(
  tx: Tx,
  filter: SqlFilter,
  request: OpportunityRequest & { orderBy: OpportunityOrder },
  readById: (tx: Tx, ids: readonly Id[]) => Promise<Map<Id, Opportunity>>,
): Promise<Page<Opportunity>> {
  const first = firstOf(request.first);
  const after = placeAfter(request.after, 2, ([place, id]) =>
    typeof place === 'number' && isIdValue(id) ? { place, id } : null,
  );
  const all = await placed(tx, filter);
  const ids =
    request.orderBy === 'value'
      ? byValue(
          all,
          await amountsOf(
            tx,
            all.map(({ id }) => id),
          ),
        )
      : all.sort(byCloseDate).map(({ id }) => id);
  const last = after ? ids.indexOf(after.id) : -1;
  const from = after ? (last >= 0 ? last + 1 : after.place) : 0;
  const wanted = ids.slice(from, from + first + 1);
  const byId = await readById(tx, wanted);
  const rows = wanted.flatMap((id, at) => {
    const row = byId.get(id);
    return row ? [{ row, place: from + at + 1 }] : [];
  });
  const page = pageOf(rows, first, ({ row, place }) => [place, row.id]);
  return { ...page, items: page.items.map(({ row }) => row), filter };
}

function byCloseDate(a: Placed, b: Placed): number {
  if (a.closesOn !== b.closesOn) {
    if (a.closesOn === null) return 1;
    if (b.closesOn === null) return -1;
    return a.closesOn < b.closesOn ? -1 : 1;
  }
  return a.id < b.id ? -1 : 1;
}

const byValue = (all: readonly Placed[], amounts: ReadonlyMap<Id, OpportunityAmounts>): Id[] =>
  all
    .map(({ id }) => ({ id, amount: money(amounts.get(id)?.amount ?? 0) }))
    .sort((a, b) => b.amount.comparedTo(a.amount) || (a.id < b.id ? -1 : 1))
    .map(({ id }) => id);

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
