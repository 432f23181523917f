import type { DocumentState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** What stands on a printed quote but its lines. */
export interface SheetRow {
  number: number;
  revision: number;
  title: string;
  date: Date;
  state: DocumentState;
  validUntil: string | null;
  terms: string | null;
  clientName: string;
  addressLine1: string | null;
  addressLine2: string | null;
  city: string | null;
  region: string | null;
  postalCode: string | null;
  country: string | null;
  firstName: string | null;
  lastName: string | null;
  opportunityName: string;
  taxRegion: string | null;
  discountPercent: string;
  discountAmount: string;
}

export async function readSheetRow(tx: Tx, documentId: Id): Promise<SheetRow | null> {
  const [row] = await tx.query<SheetRow>(
    `select d.number, d.revision, d.title, d.created_at as date, d.state,
       d.valid_until::text as "validUntil", d.terms, c.name as "clientName", c.address_line1 as "addressLine1",
       c.address_line2 as "addressLine2", c.city, c.region, c.postal_code as "postalCode", c.country, k.first_name as "firstName",
       k.last_name as "lastName", o.name as "opportunityName", r.name as "taxRegion", d.discount_percent as "discountPercent",
       d.discount_amount as "discountAmount"
     from document d
     join opportunity o on o.id = d.opportunity_id
     join client c on c.id = o.client_id
     left join contact k on k.id = o.contact_id
     left join tax_region r on r.id = d.tax_region_id
     where d.id = $1 and d.kind = 'quote' and d.number is not null`,
    [documentId],
  );
  return row ?? null;
}

/** What the bundles among these lines hold, as "2 × Switch", by the bundle. */
export async function bundleParts(tx: Tx, lines: readonly { productId: Id | null }[]): Promise<Map<Id, string[]>> {
  const ids = [...new Set(lines.flatMap(({ productId }) => productId ?? []))];
  if (ids.length === 0) return new Map();
  const rows = await tx.query<{ bundleId: Id; quantity: string; name: string }>(
    `select b.bundle_id as "bundleId", trim_scale(b.quantity)::text as quantity, p.name from bundle_line b join product p on p.id = b.product_id
     where b.bundle_id = any($1::uuid[]) order by b.bundle_id, b.position`,
    [ids],
  );
  const parts = new Map<Id, string[]>();
  for (const { bundleId, quantity, name } of rows)
    parts.set(bundleId, [...(parts.get(bundleId) ?? []), `${quantity} × ${name}`]);
  return parts;
}
