import { lineTotal } from '@causeway/shared/quote-totals';
import { type BundleMode, bundleModes } from '@causeway/shared/vocabulary';
import { Decimal } from 'decimal.js';
import { bundleMayBeRefused } from '../../messages/preview.messages.ts';
import { type Assortment, type BundleProduct, planLines, shareOut } from './bundle-lines.rules.ts';
import { billedOnce, type QuoteLineRow } from './quote-line-row.ts';

/** A line of an opportunity as ConnectWise would show it. */
export interface PreviewLine {
  description: string;
  quantity: string;
  unitPrice: string;
  total: string;
  /** It hangs below the line before it. */
  isComponent: boolean;
}

export interface BundleInMode {
  mode: BundleMode;
  lines: PreviewLine[];
  total: string;
  note: string | null;
}

/** One bundle on a quote, in all three modes, by the very rules that a push goes by. */
export function previewBundle(bundle: BundleProduct, quantity: string, assortment: Assortment): BundleInMode[] {
  const line: QuoteLineRow = {
    id: bundle.id,
    position: 1,
    productId: bundle.id,
    description: bundle.name,
    quantity,
    price: bundle.price,
    cost: bundle.cost,
    discountPercent: '0',
    isTaxable: true,
    taxRate: null,
    ...billedOnce,
  };
  return bundleModes.map((mode) => {
    const lines = planLines([line], assortment, mode).flatMap((planned) =>
      planned.as === 'bundle' ? withComponents(line, assortment) : [shown(planned.line)],
    );
    return { mode, lines, total: sum(lines), note: noteOf(mode, bundle, assortment) };
  });
}

/** ConnectWise adds a line for each direct part; the bundle's own line is free, so that revenue counts once. */
function withComponents(line: QuoteLineRow, { products, parts }: Assortment): PreviewLine[] {
  const own = parts.flatMap((part) => {
    const product = part.bundleId === line.productId ? products.find((p) => p.id === part.productId) : undefined;
    return product ? [{ product, quantity: part.quantity }] : [];
  });
  const shares = shareOut(
    line,
    own.map(({ product, quantity }) => ({ quantity, price: product.price, cost: product.cost })),
  );
  return [
    { ...shown(line), unitPrice: '0.00', total: '0.00' },
    ...shares.map(({ quantity, price, total }, i) => ({
      description: own[i]?.product.name ?? '',
      quantity,
      unitPrice: amount(String(price)),
      total,
      isComponent: true,
    })),
  ];
}

const shown = (line: QuoteLineRow): PreviewLine => ({
  description: line.description,
  quantity: new Decimal(line.quantity).toString(),
  unitPrice: amount(line.price),
  total: lineTotal(line),
  isComponent: false,
});

/** At least two digits; more where the price of one needs them. */
const amount = (value: string): string => {
  const exact = new Decimal(value);
  return exact.decimalPlaces() > 2 ? exact.toString() : exact.toFixed(2);
};

const sum = (lines: readonly PreviewLine[]): string =>
  lines.reduce((all, line) => all.plus(line.total), new Decimal(0)).toFixed(2);

function noteOf(mode: BundleMode, bundle: BundleProduct, { products, parts }: Assortment): string | null {
  const inner = products.find(
    (p) => p.kind === 'bundle' && parts.some((part) => part.bundleId === bundle.id && part.productId === p.id),
  );
  if (!inner) return null;
  return mode === 'bundle' ? bundleMayBeRefused(inner.name) : null;
}
