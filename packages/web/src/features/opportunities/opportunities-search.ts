import { standings } from '../../components/standings.ts';
import { day, flag, oneOf, searchOf, text } from '../../components/url-search.ts';
import type { OpportunityOrder } from '../../graphql/graphql.ts';
import { closeDays, closeRanges } from './close-days.ts';

export const opportunityOrders = [
  'NAME',
  'CLIENT',
  'STAGE',
  'OWNER',
  'CLOSE_DATE',
  'VALUE',
] as const satisfies readonly OpportunityOrder[];

/** What the list and the board of opportunities have in the address. */
export const opportunitiesSearch = searchOf({
  search: text,
  stage: text,
  kind: oneOf('OPEN', 'WON', 'LOST'),
  client: text,
  owner: text,
  standing: oneOf(...standings),
  view: oneOf('board'),
  step: oneOf('none'),
  closes: oneOf(...closeRanges),
  closesFrom: day,
  closesTo: day,
  sort: oneOf(...opportunityOrders),
  desc: flag,
});

export type OpportunitiesSearch = ReturnType<typeof opportunitiesSearch>;

const narrowing = ({ search, client, owner, standing, step, ...closing }: OpportunitiesSearch) => ({
  ...closeDays(closing),
  search: search ?? null,
  clientId: client ?? null,
  ownerId: owner ?? null,
  standing: standing ?? null,
  hasNextStep: step === 'none' ? false : null,
});

/** How many of the folded filters narrow the list or the board. */
export const foldedFilters = ({
  client,
  owner,
  standing,
  step,
  closes,
  closesFrom,
  closesTo,
}: OpportunitiesSearch): number =>
  [client, owner, standing, step, closes ?? closesFrom ?? closesTo].filter(Boolean).length;

/** What the server is asked for the list; also by the export. */
export const opportunitiesFilter = (search: OpportunitiesSearch) => ({
  ...narrowing(search),
  stageId: search.stage ?? null,
  kind: search.kind ?? null,
  orderBy: search.sort ?? null,
  descending: search.desc ?? false,
});

/** By what the cards of a column are ordered; they are all in one stage. Unless said, what is to close next comes first. */
export const boardOrder = ({ sort }: OpportunitiesSearch): Exclude<OpportunityOrder, 'STAGE'> =>
  sort === undefined || sort === 'STAGE' ? 'CLOSE_DATE' : sort;

/** What a column of the board is asked for, beside its stage: the highest value or the next day first. */
export const columnFilter = (search: OpportunitiesSearch) => {
  const orderBy = boardOrder(search);
  return { ...narrowing(search), orderBy, descending: orderBy === 'VALUE' };
};

export const sumsFilter = narrowing;
