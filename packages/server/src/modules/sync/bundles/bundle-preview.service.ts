import type { Tx } from '../../../platform/database/database.ts';
import { refuse } from '../../../platform/errors.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import { readProducts } from '../push/attempt/crm-records.queries.ts';
import { productFields } from '../records/product/product.fields.ts';
import { leavesOf } from '../records/quote-line/bundle-lines.rules.ts';
import { type BundleInMode, previewBundle } from '../records/quote-line/bundle-preview.rules.ts';
import { readSmallBundle } from './bundle-preview.queries.ts';

export interface BundlePreview {
  /** Null for the made-up example. */
  productId: Id | null;
  name: string;
  quantity: string;
  price: string;
  modes: BundleInMode[];
}

const QUANTITY = '2';

/** What stands in while the CRM has no bundle: three parts, one of them free. */
const example = {
  bundle: { id: 'example', name: 'Workplace bundle', kind: 'bundle' as const, price: '1199.00', cost: '800' },
  products: [
    { id: 'laptop', name: 'Laptop', kind: 'product' as const, price: '999.00', cost: '700' },
    { id: 'licence', name: 'Office licence', kind: 'product' as const, price: '125.00', cost: '90' },
    { id: 'setup', name: 'Set-up', kind: 'product' as const, price: '0.00', cost: '0' },
  ],
  parts: [
    { bundleId: 'example', productId: 'laptop', quantity: '1' },
    { bundleId: 'example', productId: 'licence', quantity: '2' },
    { bundleId: 'example', productId: 'setup', quantity: '1' },
  ],
};

/** Shows one bundle, the same in each mode, as it would look in ConnectWise. Three statements. */
export class BundlePreviewService {
  /** The given product, else a bundle of the CRM, else a made-up one. Throws ProblemsError: not_found, not_a_bundle. */
  async preview(tx: Tx, productId: Id | null): Promise<BundlePreview> {
    const id = productId ?? (await readSmallBundle(tx));
    if (id === null) return view(example.bundle, null, example);
    const assortment = isId(id) ? await readProducts(tx, [id], productFields) : { products: [], parts: [] };
    const bundle = assortment.products.find((product) => product.id === id.toLowerCase());
    if (!bundle) return refuse('not_found', 'This product does not exist any more. Choose another one.', 'productId');
    if (leavesOf(bundle.id, assortment).length === 0)
      return refuse('not_a_bundle', `"${bundle.name}" holds no other products. Choose a bundle.`, 'productId');
    return view(bundle, bundle.id, assortment);
  }
}

function view(
  bundle: Parameters<typeof previewBundle>[0],
  productId: Id | null,
  assortment: Parameters<typeof previewBundle>[2],
): BundlePreview {
  const modes = previewBundle(bundle, QUANTITY, assortment);
  return { productId, name: bundle.name, quantity: QUANTITY, price: bundle.price, modes };
}
