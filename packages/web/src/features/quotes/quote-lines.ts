import { quoteLineForm } from '@causeway/shared/forms/quote';
import { type Money, money } from '@causeway/shared/money';
import { lineTotal, type QuoteTotals, quoteTotals, recurringLineTotal } from '@causeway/shared/quote-totals';
import type { BillingKind } from '@causeway/shared/vocabulary';
import type { BillingKind as SentBillingKind } from '../../graphql/graphql.ts';
import { adopted, inSection } from './quote-sections.ts';

/** A line while it is edited. `key` stays with the line when it moves; amounts are what stands in the fields. */
export type EditedLine = {
  key: string;
  productId: string | null;
  productName: string | null;
  /** Null without a product. A line without a tax category bears tax as its product does. */
  isProductTaxable: boolean | null;
  description: string;
  quantity: string;
  price: string;
  cost: string;
  discountPercent: string;
  taxCategoryId: string | null;
  /** The heading that it stands under; empty while one is typed, null without one. */
  section: string | null;
  /** Offered, and in no total. */
  isOptional: boolean;
  billing: BillingKind;
  billingCycle: string;
  billingCycleId: string | null;
  billingCycles: string;
  recurringPrice: string;
  recurringCost: string;
};

export type TaxCategory = { id: string; name: string; rate: string };
export type TaxRegion = { id: string; name: string; categories: readonly TaxCategory[] };
export type ChosenProduct = {
  id: string;
  name: string;
  description?: string | null | undefined;
  price: string;
  cost: string;
  isTaxable: boolean;
} & ReadBilling;
/** How a product or a line is billed, as the API answers it. */
export type ReadBilling = {
  billing: SentBillingKind;
  billingCycle?: string | null | undefined;
  billingCycleId?: string | null | undefined;
  billingCycles?: number | null | undefined;
  recurringPrice: string;
  recurringCost: string;
};
export type TextField =
  | 'description'
  | 'quantity'
  | 'price'
  | 'cost'
  | 'discountPercent'
  | 'billingCycle'
  | 'billingCycles'
  | 'recurringPrice'
  | 'recurringCost';

export type QuoteDraft = {
  title: string;
  taxRegionId: string | null;
  lines: readonly EditedLine[];
  /** On the whole; one of the two. */
  discountPercent: string;
  discountAmount: string;
  /** A day, or empty. */
  validUntil: string;
  terms: string;
  nextKey: number;
};

export type DraftAction =
  | { type: 'start'; draft: QuoteDraft }
  | { type: 'title'; title: string }
  | { type: 'region'; taxRegionId: string | null; regions: readonly TaxRegion[] }
  | { type: 'discount'; field: 'discountPercent' | 'discountAmount'; value: string }
  | { type: 'words'; field: 'validUntil' | 'terms'; value: string }
  | { type: 'section'; key: string; section: string | null }
  | { type: 'optional'; key: string; isOptional: boolean }
  | { type: 'billing'; key: string; billing: BillingKind }
  | { type: 'add' }
  | { type: 'change'; key: string; field: TextField; value: string }
  | { type: 'taxCategory'; key: string; taxCategoryId: string | null }
  | { type: 'product'; key: string; product: ChosenProduct | null; categories: readonly TaxCategory[] }
  | { type: 'duplicate'; key: string }
  | { type: 'remove'; key: string }
  | { type: 'move'; key: string; by: 1 | -1 };

/** Every change that the editor can make to a quote; the draft that it was given stays as it was. */
export function changeDraft(draft: QuoteDraft, action: DraftAction): QuoteDraft {
  switch (action.type) {
    case 'start':
      return action.draft;
    case 'title':
      return { ...draft, title: action.title };
    case 'region':
      return changeRegion(draft, action.taxRegionId, action.regions);
    case 'words':
    case 'discount':
      return { ...draft, [action.field]: action.value };
    case 'billing':
      return replace(draft, action.key, (line) => billed(line, action.billing));
    case 'add':
      return insert(draft, draft.lines.length, {
        ...emptyLine(draft.nextKey),
        section: draft.lines.at(-1)?.section ?? null,
      });
    case 'section':
      return { ...draft, lines: inSection(draft.lines, action.key, action.section) };
    case 'optional':
      return replace(draft, action.key, (line) => ({ ...line, isOptional: action.isOptional }));
    case 'change':
      return replace(draft, action.key, (line) => ({
        ...line,
        [action.field]: action.value,
        // A cycle that was renamed is no longer the one that ConnectWise knows.
        ...(action.field === 'billingCycle' ? { billingCycleId: null } : {}),
      }));
    case 'taxCategory':
      return replace(draft, action.key, (line) => ({ ...line, taxCategoryId: action.taxCategoryId }));
    case 'product':
      return replace(draft, action.key, (line) => withProduct(line, action.product, action.categories));
    case 'duplicate': {
      const at = draft.lines.findIndex((line) => line.key === action.key);
      const line = draft.lines[at];
      return line ? insert(draft, at + 1, { ...line, key: `line-${draft.nextKey}` }) : draft;
    }
    case 'remove':
      return { ...draft, lines: draft.lines.filter((line) => line.key !== action.key) };
    case 'move':
      return { ...draft, lines: adopted(moved(draft.lines, action.key, action.by), action.key) };
  }
}

const emptyLine = (key: number): EditedLine => ({
  key: `line-${key}`,
  productId: null,
  productName: null,
  isProductTaxable: null,
  description: '',
  quantity: '1',
  price: '',
  cost: '',
  discountPercent: '0',
  taxCategoryId: null,
  section: null,
  isOptional: false,
  ...paidOnce,
});

const paidOnce = {
  billing: 'one_time',
  billingCycle: '',
  billingCycleId: null,
  billingCycles: '',
  recurringPrice: '0',
  recurringCost: '0',
} as const;

/** A price that was entered for once becomes the one of each cycle, which is what is meant when a service turns out to be monthly. */
function billed(line: EditedLine, billing: BillingKind): EditedLine {
  if (billing === line.billing) return line;
  if (billing === 'one_time') return { ...line, ...paidOnce, price: line.recurringPrice, cost: line.recurringCost };
  const { price, cost } = line;
  return {
    ...line,
    billing,
    billingCycle: 'Monthly',
    recurringPrice: price,
    recurringCost: cost,
    price: '0',
    cost: '0',
  };
}

/** How something is billed, as the fields of a line hold it. */
export const editedBilling = (read: ReadBilling) => ({
  billing: read.billing === 'RECURRING' ? ('recurring' as const) : ('one_time' as const),
  billingCycle: read.billingCycle ?? '',
  billingCycleId: read.billingCycleId ?? null,
  billingCycles: read.billingCycles ? String(read.billingCycles) : '',
  recurringPrice: read.recurringPrice,
  recurringCost: read.recurringCost,
});

const insert = (draft: QuoteDraft, at: number, line: EditedLine): QuoteDraft => ({
  ...draft,
  lines: draft.lines.toSpliced(at, 0, line),
  nextKey: draft.nextKey + 1,
});

const replace = (draft: QuoteDraft, key: string, change: (line: EditedLine) => EditedLine): QuoteDraft => ({
  ...draft,
  lines: draft.lines.map((line) => (line.key === key ? change(line) : line)),
});

/** A product brings its words, price, cost and tax category; taking it away leaves them to be edited freely. */
function withProduct(line: EditedLine, product: ChosenProduct | null, categories: readonly TaxCategory[]): EditedLine {
  if (!product) return { ...line, productId: null, productName: null, isProductTaxable: null };
  return {
    ...line,
    productId: product.id,
    productName: product.name,
    isProductTaxable: product.isTaxable,
    ...editedBilling(product),
    description: product.name,
    price: product.price,
    cost: product.cost,
    taxCategoryId: categoryNamed(categories, product.isTaxable ? 'Taxable' : 'Non-taxable')?.id ?? null,
  };
}

const categoryNamed = (categories: readonly TaxCategory[], name: string): TaxCategory | undefined =>
  categories.find((category) => category.name === name);

/** Another region keeps each line's kind of tax: the category of the same name, there. */
function changeRegion(draft: QuoteDraft, taxRegionId: string | null, regions: readonly TaxRegion[]): QuoteDraft {
  const names = new Map(regions.flatMap(({ categories }) => categories.map(({ id, name }) => [id, name])));
  const categories = categoriesOf(regions, taxRegionId);
  const before = categoriesOf(regions, draft.taxRegionId);
  const lines = draft.lines.map((line) => {
    // Lines that had no region to choose from and no product to follow are taken to be taxable; a category left empty stays empty.
    const isUndecided = before.length === 0 && line.isProductTaxable === null;
    const name = line.taxCategoryId ? names.get(line.taxCategoryId) : isUndecided ? 'Taxable' : undefined;
    return { ...line, taxCategoryId: name ? (categoryNamed(categories, name)?.id ?? null) : null };
  });
  return { ...draft, taxRegionId, lines };
}

export const categoriesOf = (regions: readonly TaxRegion[], regionId: string | null): readonly TaxCategory[] =>
  regions.find((region) => region.id === regionId)?.categories ?? [];

function moved(lines: readonly EditedLine[], key: string, by: 1 | -1): readonly EditedLine[] {
  const from = lines.findIndex((line) => line.key === key);
  const line = lines[from];
  const to = from + by;
  if (!line || to < 0 || to >= lines.length) return lines;
  return lines.toSpliced(from, 1).toSpliced(to, 0, line);
}

/** What is wrong with a line, by field; nothing when it can be saved. */
export function lineErrors(line: EditedLine): Partial<Record<keyof EditedLine, string>> {
  const result = quoteLineForm.safeParse(line);
  if (result.success) return {};
  return Object.fromEntries(result.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
}

const amount = /^-?\d{1,20}(\.\d{1,20})?$/;
const isPercent = (text: string): boolean => isAmount(text) && money(text.trim()).gte(0) && money(text.trim()).lte(100);
const isAmount = (text: string): boolean => amount.test(text.trim());

/** The amounts of a line once they are numbers; null while one of them is not. */
function amountsOf(line: EditedLine) {
  const discountPercent = line.discountPercent.trim() || '0';
  if (!isAmount(line.quantity) || !isAmount(line.price) || !isAmount(discountPercent)) return null;
  if (money(discountPercent).gt(100) || money(discountPercent).lt(0)) return null;
  const recurringPrice = line.recurringPrice.trim() || '0';
  if (!isAmount(recurringPrice)) return null;
  const { billing, billingCycle, isOptional } = line;
  return {
    isOptional,
    quantity: line.quantity.trim(),
    price: line.price.trim(),
    discountPercent,
    billing,
    billingCycle,
    recurringPrice,
  };
}

/** The printed total of a line; null while it cannot be told. */
export function editedLineTotal(line: EditedLine): Money | null {
  const amounts = amountsOf(line);
  return amounts && lineTotal(amounts);
}

/** What a line comes to each cycle; null while that cannot be told. */
export function editedRecurringTotal(line: EditedLine): Money | null {
  const amounts = amountsOf(line);
  return amounts && recurringLineTotal(amounts);
}

/** What taxes a line: its category, else the one that its product stands for in the region of the quote. */
export function taxOf(line: EditedLine, categories: readonly TaxCategory[]): TaxCategory | undefined {
  if (line.taxCategoryId) return categories.find(({ id }) => id === line.taxCategoryId);
  if (line.isProductTaxable === null) return undefined;
  return categoryNamed(categories, line.isProductTaxable ? 'Taxable' : 'Non-taxable');
}

export type DraftTotals = QuoteTotals & {
  /** What is paid once, less discount and cost. */
  margin: Money;
  /** Lines that are left out because an amount is not a number yet. */
  skipped: number;
};

/** The totals as the server will compute them, by the same function. */
export function draftTotals(
  { lines, discountPercent, discountAmount }: Pick<QuoteDraft, 'lines' | 'discountPercent' | 'discountAmount'>,
  categories: readonly TaxCategory[],
): DraftTotals {
  let cost = money(0);
  const counted = lines.flatMap((line) => {
    const amounts = amountsOf(line);
    if (!amounts) return [];
    if (isAmount(line.cost) && !line.isOptional) cost = cost.plus(money(line.cost.trim()).times(amounts.quantity));
    return [{ ...amounts, taxRate: taxOf(line, categories)?.rate ?? null }];
  });
  const totals = quoteTotals(counted, {
    discountPercent: isPercent(discountPercent) ? discountPercent.trim() : '0',
    discountAmount: isAmount(discountAmount) ? discountAmount.trim() : '0',
  });
  const margin = money(totals.subtotal).minus(totals.discount).minus(cost).toFixed(2);
  return { ...totals, margin, skipped: lines.length - counted.length };
}
