import { mergeLists } from './merge-lists.rules.ts';

/** `a1 b2`: one of a, two of b. */
const list = (text: string) =>
  text
    .split(' ')
    .filter(Boolean)
    .map((part) => ({ productId: part.charAt(0), quantity: part.slice(1) }));
const text = (parts: readonly Readonly<Record<string, string>>[] | undefined) =>
  parts?.map(({ productId = '', quantity = '' }) => productId + quantity).join(' ');

describe('merging a list entry by entry', () => {
  // base, CRM, ConnectWise → when ConnectWise owns it, when the CRM owns it; both differ in what both had changed
  it.each([
    ['one came there', 'a1 b2', 'a1 b5', 'a1 b2 c3', 'a1 b5 c3', 'a1 b5 c3'],
    ['one came here', 'a1', 'a1 b2', 'a1', 'a1 b2', 'a1 b2'],
    ['one came on each side', 'a1', 'a1 b2', 'a1 c3', 'a1 c3 b2', 'a1 b2 c3'],
    ['one was removed here, another came there', 'a1 b2', 'b2', 'a1 b2 c3', 'b2 c3', 'b2 c3'],
    ['one was removed there, another was changed here', 'a1 b2', 'a1 b5', 'b2', 'b5', 'b5'],
    ['both changed one', 'a1 b2', 'a1 b5', 'a1 b4', 'a1 b4', 'a1 b5'],
    ['both added the same one otherwise', 'a1', 'a1 b5', 'a1 b4', 'a1 b4', 'a1 b5'],
    ['one was removed there and changed here', 'a1 b2', 'a1 b5', 'a1', 'a1', 'a1 b5'],
    ['one was removed here and changed there', 'a1 b2', 'a1', 'a1 b4', 'a1 b4', 'a1'],
    ['both changed one, and one came there', 'a1 b2', 'a1 b5 d6', 'a1 b4 c3', 'a1 b4 c3 d6', 'a1 b5 d6 c3'],
    ['both did the same', 'a1 b2', 'a1 b5', 'a1 b5', 'a1 b5', 'a1 b5'],
    ['put in another order there', 'a1 b2', 'a1 b5', 'b2 a1', 'b5 a1', 'b5 a1'],
    ['put in another order here', 'a1 b2', 'b2 a1', 'a1 b4', 'b4 a1', 'b4 a1'],
  ])('%s', (_case, base = '', crm = '', connectwise = '', there = '', here = '') => {
    const sides = { base: list(base), ours: list(crm), theirs: list(connectwise) };
    const [owned, own] = [mergeLists('productId', sides, 'connectwise'), mergeLists('productId', sides, 'crm')];
    expect([text(owned.merged), text(own.merged)]).toEqual([there, here]);
    const inOrder = (parts: string) => parts.split(' ').sort();
    const isContested = inOrder(there).join() !== inOrder(here).join();
    expect([owned.contested !== null, own.contested !== null]).toEqual([isContested, isContested]);
  });
});
