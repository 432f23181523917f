import { catalogComponentWire } from '../../src/connectwise/wire/catalog.ts';
import { save } from './crm.ts';
import type { Side } from './operation.ts';
import type { Story } from './story.ts';
import { pick } from './values.ts';
import type { World } from './world.ts';

interface Wish {
  side: Side;
  record: number;
  parts: number;
  quantity: number;
}

/** Makes a bundle, or gives one other parts; answers what was done. Products of a catalog without bundles become one's parts. */
export async function writeBundle(world: World, story: Story, wish: Wish, name: string): Promise<string | null> {
  return wish.side === 'here' ? writeHere(world, story, wish, name) : writeThere(world, story, wish, name);
}

async function writeHere(world: World, story: Story, wish: Wish, name: string): Promise<string | null> {
  const products = await world.rows<{ id: string; kind: string }>(
    `select id, kind from product order by created_at, id`,
  );
  const bundles = products.filter(({ kind }) => kind === 'bundle');
  const plain = products.filter(({ kind }) => kind !== 'bundle');
  const chosen = [...new Set(Array.from({ length: wish.parts }, (_none, at) => pick(plain, wish.record + at)?.id))];
  const bundleLines = chosen.flatMap((productId) =>
    productId ? [{ productId, quantity: String(wish.quantity) }] : [],
  );
  if (bundleLines.length === 0) return null;
  const known = wish.record % 2 === 0 ? pick(bundles, wish.record) : undefined;
  if (known) {
    if (await world.remoteIdOf('product', known.id)) story.touched.add(`product ${known.id}`);
    const refused = await save(world, 'product', known.id, { bundleLines });
    return refused ? null : `Here bundle ${known.id} gets other parts: ${JSON.stringify(bundleLines)}.`;
  }
  const input = { name, sku: `KIT-${name.replace(/\D/g, '')}`, kind: 'bundle', price: '55', cost: '20', bundleLines };
  const refused = await save(world, 'product', null, input);
  return `Here bundle "${name}" is made of ${bundleLines.length} parts${refused ? `, refused: ${refused}` : ''}.`;
}

async function writeThere(world: World, story: Story, wish: Wish, name: string): Promise<string | null> {
  const { store } = world.app.sandbox;
  const items = store.list('catalog').filter((row) => !story.wasThere.has(`product ${row.id}`));
  const bundles = items.filter((row) => row.productClass === 'Bundle');
  const plain = items.filter((row) => row.productClass !== 'Bundle');
  const chosen = new Set(Array.from({ length: wish.parts }, (_none, at) => pick(plain, wish.record + at)?.id));
  chosen.delete(undefined);
  if (chosen.size === 0) return null;
  const known = wish.record % 2 === 0 ? pick(bundles, wish.record) : undefined;
  const bundle =
    known ??
    store.insert('catalog', {
      identifier: `KIT-CW-${name.replace(/\D/g, '')}`,
      description: name,
      customerDescription: name,
      productClass: 'Bundle',
      subcategory: { id: store.list('subcategories')[0]?.id },
      type: { id: store.list('productTypes')[0]?.id },
      price: 60,
    });
  for (const one of known ? await world.connectwise.find(catalogComponentWire, { parentId: bundle.id }) : [])
    await world.connectwise.remove(catalogComponentWire, one.id, bundle.id);
  for (const id of chosen)
    await world.connectwise.create(catalogComponentWire, { catalogItem: { id }, quantity: wish.quantity }, bundle.id);
  // A component alone does not move the item's time; who edits a bundle there saves it.
  store.patch('catalog', bundle.id, { notes: `Parts of ${name}` });
  if (!known) {
    story.madeThere.add(`product ${bundle.id}`);
    return `In ConnectWise bundle "${name}" (${bundle.id}) is made of ${chosen.size} parts.`;
  }
  const [link] = await world.rows<{ id: string }>(
    `select local_id as id from entity_link where entity = 'product' and remote_id = $1 and state = 'linked'`,
    [String(bundle.id)],
  );
  if (link) story.touched.add(`product ${link.id}`);
  return `In ConnectWise bundle ${bundle.id} gets other parts: ${[...chosen].join(', ')}.`;
}
