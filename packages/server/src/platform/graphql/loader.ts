import DataLoader from 'dataloader';
import type { Context } from './context.ts';

/** Answers for many keys at once; keys without an entry are `undefined`. */
export type Batch<K, V> = (keys: readonly K[]) => Promise<ReadonlyMap<K, V>>;

/**
 * The batching loader of this name for the running operation: all `load`s of one tick become one call of `batch`.
 * Use one name per field and batch function, e.g. `loaderOf(ctx, 'client.byId', (ids) => clients.byIds(ctx, ids))`.
 */
export function loaderOf<K, V>(
  context: Pick<Context, 'loaders'>,
  name: string,
  batch: Batch<K, V>,
): DataLoader<K, V | undefined> {
  // A loader's name stands for its types; see above.
  const known = context.loaders.get(name) as DataLoader<K, V | undefined> | undefined;
  if (known) return known;
  const loader = new DataLoader<K, V | undefined>(async (keys) => {
    const found = await batch(keys);
    return keys.map((key) => found.get(key));
  });
  context.loaders.set(name, loader);
  return loader;
}
