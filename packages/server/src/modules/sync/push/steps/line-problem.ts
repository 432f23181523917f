import { ConnectWiseError } from '../../../../connectwise/client/connectwise-error.ts';
import { catalogItemWire } from '../../../../connectwise/wire/catalog.ts';
import type { Id } from '../../../../platform/ids.ts';
import { lineNeedsProduct, lineOf, lineRefused } from '../../messages/push-problem.messages.ts';
import type { PlannedLine } from '../../records/quote-line/bundle-lines.rules.ts';
import type { PushAttempt } from '../attempt/push-attempt.ts';
import { PushRefused } from '../attempt/push-refused.ts';
import { breakLink } from './linked-record.ts';

/** The parts of a bundle stand in the place of their bundle. */
const wordsOf = ({ line }: PlannedLine): string => lineOf(Math.floor(line.position), line.description);

/** A broken link of a product, told with the line of the quote that needs it. */
export function withLineOf(error: unknown, productId: Id, planned: readonly PlannedLine[]): unknown {
  const needing = planned.find(({ line }) => line.productId === productId);
  if (!needing || !(error instanceof PushRefused) || error.code !== 'link_broken') return error;
  const text = lineNeedsProduct(wordsOf(needing), error.message);
  return PushRefused.of('link_broken', text, { atCause: { ...text, message: error.message } });
}

/** Why ConnectWise takes no line: its catalog item was removed, or what it says itself; told with the line and its product. */
export async function lineProblem(
  attempt: PushAttempt,
  planned: PlannedLine,
  catalogItemId: number,
  products: readonly { id: Id; name: string }[],
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof ConnectWiseError) || (error.kind !== 'invalid' && error.kind !== 'not_found')) return error;
  const { productId } = planned.line;
  const product = products.find(({ id }) => id === productId);
  const link = productId ? await attempt.links.of('product', productId) : null;
  const item = await attempt.client.get(catalogItemWire, catalogItemId);
  if (!item && link && product) {
    const words = `product "${product.name}"`;
    attempt.at({ entity: 'product', localId: product.id, name: product.name });
    return withLineOf(await breakLink(attempt, { wire: catalogItemWire, link, words }), product.id, [planned]);
  }
  return PushRefused.of('line_refused', lineRefused(wordsOf(planned), product?.name ?? null, error.message));
}
