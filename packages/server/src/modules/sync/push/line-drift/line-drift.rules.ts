import { Decimal } from 'decimal.js';
import type { ProductItem } from '../../../../connectwise/wire/product-item.ts';
import { keysOf } from '../../../../platform/typed-keys.ts';
import type { FieldChange } from '../../../audit/diff.ts';
import { type LineEdit, linesEdited } from '../../messages/line-drift.messages.ts';

/** A line of an opportunity in ConnectWise, as far as an edit of it matters. What is optional was not kept of lines from before. */
export interface StandingLine {
  id: number;
  description: string;
  quantity: string;
  price: string;
  cost: string;
  isCancelled: boolean;
  discount?: string;
  taxable?: string;
  recurringPrice?: string;
  recurringCost?: string;
  billingCycle?: string;
  cycles?: string;
}

export interface LineDrift {
  /** One sentence; the same as long as nothing changes further. */
  message: string;
  changes: FieldChange[];
}

export const standingLine = (line: ProductItem): StandingLine => ({
  id: line.id,
  description: line.description ?? '',
  quantity: amount(line.quantity),
  price: amount(line.price),
  cost: amount(line.cost),
  isCancelled: line.cancelledFlag === true,
  discount: amount(line.discount),
  taxable: line.taxableFlag === true ? 'yes' : 'no',
  recurringPrice: amount(line.recurring?.recurringRevenue),
  recurringCost: amount(line.recurring?.recurringCost),
  billingCycle: cycleOf(line),
  cycles: amount(line.recurring?.cycles),
});

/** What became of lines since they were pushed: edited, removed, added. Null while nothing did. */
export function lineDrift(pushed: readonly StandingLine[], present: readonly StandingLine[]): LineDrift | null {
  const now = new Map(present.map((line) => [line.id, line]));
  const before = new Set(pushed.map((line) => line.id));
  const found = [
    ...pushed.flatMap((line) => changeOf(line, now.get(line.id))),
    ...present.filter((line) => !before.has(line.id)).map(added),
  ];
  if (found.length === 0) return null;
  return {
    message: linesEdited(found.map((one) => one.edit)),
    changes: found.flatMap((one) => one.changes),
  };
}

interface Found {
  edit: LineEdit;
  changes: FieldChange[];
}

/** What is compared, and how it is called in the log. */
const words = {
  description: 'description',
  quantity: 'quantity',
  price: 'price',
  cost: 'cost',
  discount: 'discount',
  taxable: 'taxable',
  recurringPrice: 'recurring price',
  recurringCost: 'recurring cost',
  billingCycle: 'billing cycle',
  cycles: 'number of cycles',
} as const;

/** Fields of ConnectWise that are sent with a line and are called otherwise in the log. */
const sentWords: Readonly<Record<string, string>> = {
  customerDescription: 'description for the customer',
  taxableFlag: words.taxable,
  taxCode: 'tax code',
  sequenceNumber: 'place',
  cancelledFlag: 'cancelled',
};

/** A change that was sent, by the words of the log; `after` is the line as ConnectWise answered it. */
export const inLineWords = (change: FieldChange, after: ProductItem): FieldChange => ({
  ...change,
  field: sentWords[change.field] ?? change.field,
  ...(change.field === 'taxCode' ? { to: after.taxCode?.name ?? change.to } : {}),
});

/** What became of that which recurs. */
export function recurringEdits(before: ProductItem, after: ProductItem): FieldChange[] {
  const [from, to] = [standingLine(before), standingLine(after)];
  return (['recurringPrice', 'recurringCost', 'billingCycle', 'cycles'] as const).flatMap((key) =>
    from[key] === to[key] ? [] : [{ field: words[key], from: from[key], to: to[key] }],
  );
}

function changeOf(line: StandingLine, now: StandingLine | undefined): Found[] {
  const name = line.description;
  const field = (key: string) => `${line.description}: ${key}`;
  if (!now)
    return [{ edit: { name, did: 'removed' }, changes: [{ field: field('line'), from: sold(line), to: null }] }];
  if (now.isCancelled && !line.isCancelled)
    return [{ edit: { name, did: 'cancelled' }, changes: [{ field: field('cancelled'), from: false, to: true }] }];
  const changes = keysOf(words).flatMap((key): FieldChange[] =>
    line[key] === undefined || line[key] === now[key]
      ? []
      : [{ field: field(words[key]), from: line[key], to: now[key] }],
  );
  if (line.isCancelled && !now.isCancelled) changes.push({ field: field('cancelled'), from: true, to: false });
  if (changes.length === 0) return [];
  const values = changes.map((change) => ({
    word: change.field.slice(name.length + 2),
    from: String(change.from),
    to: String(change.to),
  }));
  return [{ edit: { name, did: 'changed', values }, changes }];
}

const added = (line: StandingLine): Found => ({
  edit: { name: line.description, did: 'added' },
  changes: [{ field: `${line.description}: line`, from: null, to: sold(line) }],
});

const sold = ({ quantity, price }: StandingLine): string => `${quantity} at ${price}`;

const cycleOf = ({ recurring }: ProductItem): string =>
  recurring?.billCycle?.name ?? String(recurring?.billCycleId ?? recurring?.billCycle?.id ?? 'none');

/** ConnectWise writes 2 and 2.00 for the same. */
const amount = (value: number | null | undefined): string => new Decimal(value ?? 0).toString();
