import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Fields } from '../entity-sync.ts';

/** The lines of a bundle as the engine compares them, as SQL over the product `t`. */
export const bundleLinesSql = `(select coalesce(jsonb_agg(jsonb_build_object('productId', b.product_id, 'quantity', trim_scale(b.quantity)::text)
  order by b.position), '[]') from bundle_line b where b.bundle_id = t.id and b.workspace_id = t.workspace_id)`;

/** Replaces the lines of these products: two statements, and none when there are no bundles among them. */
export async function writeBundleLines(tx: Tx, rows: readonly { id: Id; fields: Fields }[]): Promise<void> {
  const bundles = rows.filter((row) => row.fields.kind === 'bundle');
  if (bundles.length === 0) return;
  await tx.query(`delete from bundle_line b using unnest($1::uuid[]) as k(id) where b.bundle_id = k.id`, [
    bundles.map((row) => row.id),
  ]);
  const lines = bundles.flatMap(({ id, fields }) =>
    (Array.isArray(fields.bundleLines) ? fields.bundleLines : []).map((part, index) => ({
      id,
      part,
      position: index + 1,
    })),
  );
  if (lines.length === 0) return;
  await tx.query(
    `insert into bundle_line (bundle_id, product_id, quantity, position)
     select * from unnest($1::uuid[], $2::uuid[], $3::numeric[], $4::int[])`,
    [
      lines.map((line) => line.id),
      lines.map((line) => line.part.productId),
      lines.map((line) => line.part.quantity),
      lines.map((line) => line.position),
    ],
  );
}
