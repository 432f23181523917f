import type { Id } from '../../../platform/ids.ts';
import type { FormerLine } from './quote-lines.queries.ts';

interface GivenLine {
  productId?: Id | null | undefined;
  description: string;
}

/**
 * For each line that a quote gets, the ID of the line that it was before; null for one that is new. A line of a product is one of that product,
 * wherever it stands now: another product is another line, in ConnectWise too. One without a product is known by its text, else by what is left.
 */
export function knownAgain(former: readonly FormerLine[], given: readonly GivenLine[]): (Id | null)[] {
  const left = [...former];
  const take = (fits: (line: FormerLine) => boolean): Id | null => {
    const at = left.findIndex(fits);
    return at < 0 ? null : (left.splice(at, 1)[0]?.id ?? null);
  };
  const found = given.map(({ productId, description }) => {
    const own = productId ?? null;
    return take((line) => line.productId === own && line.description === description);
  });
  // What was renamed comes after what was not, so that no line takes the ID of one that still stands.
  return found.map((id, at) => id ?? take((line) => line.productId === (given[at]?.productId ?? null)));
}
