import { ask } from './crm.ts';
import { pick } from './values.ts';
import type { World } from './world.ts';

interface Wish {
  record: number;
  lines: number;
  /** 1: the last line recurs, 2: it is a credit, 3: the quote has a discount. */
  shape: number;
}

/** Makes a quote of an opportunity, or writes its newest one anew; answers what was done. */
export async function writeQuote(world: World, wish: Wish, title: string): Promise<string | null> {
  const { record, lines, shape } = wish;
  const id = pick(await world.here('opportunity'), record);
  if (!id) return null;
  const products = await world.here('product');
  // Every third quote names no product, or names one on some of its lines only.
  const productOf = (at: number) => ((record + at) % 3 === 0 ? null : (pick(products, record + at) ?? null));
  const [newest] = await world.rows<{ id: string; version: number }>(
    `select id, version from document where opportunity_id = $1 and kind = 'quote' and state = 'draft' order by created_at desc limit 1`,
    [id],
  );
  const isEdit = newest !== undefined && lines !== 1;
  const input = {
    title,
    ...(shape === 3 ? { discountPercent: '5' } : { discountPercent: '0' }),
    ...(isEdit ? { version: newest.version } : {}),
    lines: Array.from({ length: lines + 1 }, (_none, at) => ({
      description: `Line ${at + 1}`,
      quantity: String(at + 1),
      price: shape === 2 && at === lines && at > 0 ? '-4.35' : '19.9',
      cost: '7',
      productId: productOf(at),
      ...(shape === 1 && at === lines
        ? {
            billing: 'RECURRING',
            billingCycle: 'Monthly',
            billingCycles: 12,
            recurringPrice: '3.3',
            recurringCost: '1',
          }
        : {}),
    })),
  };
  const refused = isEdit
    ? await ask(world, 'updateQuote(id: $id, input: $input)', { id: newest.id, input }, '$id: ID!, $input: QuoteInput!')
    : await ask(
        world,
        'createQuote(opportunityId: $id, input: $input)',
        { id, input },
        '$id: ID!, $input: QuoteInput!',
      );
  if (refused) return null;
  const what = ['', ', the last recurring', ', the last a credit', ', with a discount'][shape] ?? '';
  return isEdit
    ? `Here the quote of opportunity ${id} is written anew, with ${lines + 1} lines${what}.`
    : `Here opportunity ${id} gets a quote of ${lines + 1} lines${what}.`;
}
