import { Decimal } from 'decimal.js';
import type { ProductItem } from '../../../../connectwise/wire/product-item.ts';
import type { FieldChange } from '../../../audit/diff.ts';

/** A line of an opportunity in ConnectWise, as far as an edit of it matters. */
export interface StandingLine {
  id: number;
  description: string;
  quantity: string;
  price: string;
  cost: string;
  isCancelled: boolean;
}

export interface LineDrift {
  /** One sentence; the same as long as nothing changes further. */
  message: string;
  changes: FieldChange[];
}

/** So many lines are named in the sentence; all of them stand in the changes. */
const MAX_NAMED = 5;

export const standingLine = (line: ProductItem): StandingLine => ({
  id: line.id,
  description: line.description ?? '',
  quantity: amount(line.quantity),
  price: amount(line.price),
  cost: amount(line.cost),
  isCancelled: line.cancelledFlag === true,
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
  const named = found.slice(0, MAX_NAMED).map((one) => one.words);
  const rest = found.length - named.length;
  return {
    message: `Edited in ConnectWise after the last push: ${named.join('; ')}${rest > 0 ? `; and ${rest} more lines` : ''}.`,
    changes: found.flatMap((one) => one.changes),
  };
}

interface Found {
  words: string;
  changes: FieldChange[];
}

const compared = ['description', 'quantity', 'price', 'cost'] as const;

function changeOf(line: StandingLine, now: StandingLine | undefined): Found[] {
  const name = `"${line.description}"`;
  const field = (key: string) => `${line.description}: ${key}`;
  if (!now) return [{ words: `${name} was removed`, changes: [{ field: field('line'), from: sold(line), to: null }] }];
  if (now.isCancelled && !line.isCancelled)
    return [{ words: `${name} was cancelled`, changes: [{ field: field('cancelled'), from: false, to: true }] }];
  const changes = compared.flatMap((key): FieldChange[] =>
    line[key] === now[key] ? [] : [{ field: field(key), from: line[key], to: now[key] }],
  );
  if (line.isCancelled && !now.isCancelled) changes.push({ field: field('cancelled'), from: true, to: false });
  if (changes.length === 0) return [];
  const words = changes.map(
    (change) => `${change.field.slice(line.description.length + 2)} ${change.from} → ${change.to}`,
  );
  return [{ words: `${name}: ${words.join(', ')}`, changes }];
}

const added = (line: StandingLine): Found => ({
  words: `"${line.description}" was added`,
  changes: [{ field: `${line.description}: line`, from: null, to: sold(line) }],
});

const sold = ({ quantity, price }: StandingLine): string => `${quantity} at ${price}`;

/** ConnectWise writes 2 and 2.00 for the same. */
const amount = (value: number | null | undefined): string => new Decimal(value ?? 0).toString();
