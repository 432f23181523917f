import { discountedLines, type QuoteDiscount } from '@causeway/shared/quote-totals';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { CW_STATUS } from '../../../integration/mapping/cw-status.rules.ts';
import type { ClientRow } from '../../records/company/client-to-company.ts';
import type { ContactRow } from '../../records/contact/contact-to-connectwise.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import type { ProductRow } from '../../records/product/product-to-catalog-item.ts';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-to-product.ts';

/** What a push reads of the CRM, as plain rows. */
export async function readClient(tx: Tx, id: Id): Promise<ClientRow | undefined> {
  const rows = await tx.query<ClientRow>(
    `select id, name, identifier, address_line1 as "addressLine1", address_line2 as "addressLine2", city, region,
       postal_code as "postalCode", phone, website, type, status
     from client where id = $1`,
    [id],
  );
  return rows[0];
}

const contactColumns = `id, client_id as "clientId", first_name as "firstName", last_name as "lastName", email, phone, mobile, title,
  is_active as "isActive"`;

export async function readContact(tx: Tx, id: Id): Promise<ContactRow | undefined> {
  const rows = await tx.query<ContactRow>(`select ${contactColumns} from contact where id = $1`, [id]);
  return rows[0];
}

/** The client's primary contact, else its oldest active one. */
export async function readMainContact(tx: Tx, clientId: Id): Promise<ContactRow | undefined> {
  const rows = await tx.query<ContactRow>(
    `select ${contactColumns} from contact where client_id = $1 and is_active order by is_primary desc, created_at, id limit 1`,
    [clientId],
  );
  return rows[0];
}

export async function readOpportunity(tx: Tx, id: Id): Promise<OpportunityRow | undefined> {
  const rows = await tx.query<OpportunityRow>(
    `select o.id, o.name, o.client_id as "clientId", o.contact_id as "contactId", o.stage_id as "stageId", s.name as "stageName",
       s.kind as "stageKind", o.expected_close_date::text as "expectedCloseDate", o.owner_id as "ownerId", u.email as "ownerEmail", o.notes,
       c.tax_region_id as "taxRegionId", o.custom_fields ->> '${CW_STATUS}' as "cwStatus"
     from opportunity o join pipeline_stage s on s.id = o.stage_id join client c on c.id = o.client_id left join app_user u on u.id = o.owner_id where o.id = $1`,
    [id],
  );
  return rows[0];
}

export interface PartRow {
  bundleId: Id;
  productId: Id;
  quantity: string;
  position: number;
}

const productColumns = `p.id, p.name, p.sku, p.description, p.kind, p.product_class as "productClass", p.type, p.category, p.subcategory, p.unit,
  p.price, p.cost, p.is_taxable as "isTaxable", p.is_active as "isActive"`;

/** The products and, for bundles, the parts below them, parts first: a bundle can only be made of items that are there. */
export async function readProducts(
  tx: Tx,
  productIds: readonly Id[],
): Promise<{ products: ProductRow[]; parts: PartRow[] }> {
  const products = await tx.query<ProductRow>(
    `with recursive wanted (id, depth) as (
       select k.id, 0 from unnest($1::uuid[]) as k(id)
       union select l.product_id, w.depth + 1 from wanted w join bundle_line l on l.bundle_id = w.id
     )
     select ${productColumns} from product p join (select id, max(depth) as depth from wanted group by id) w on w.id = p.id
     order by w.depth desc, p.id`,
    [productIds],
  );
  const parts = await tx.query<PartRow>(
    `select bundle_id as "bundleId", product_id as "productId", quantity, position from bundle_line
     where bundle_id = any($1::uuid[]) order by bundle_id, position, id`,
    [products.filter((p) => p.kind === 'bundle').map((p) => p.id)],
  );
  return { products, parts };
}

export interface QuoteRow {
  id: Id;
  number: number | null;
  title: string;
  taxRegionId: Id | null;
  lines: QuoteLineRow[];
}

/** The quote that stands for the opportunity: the accepted one, else (with `orNewest`) the newest that is not declined. */
export async function readQuote(tx: Tx, opportunityId: Id, options: { orNewest: boolean }): Promise<QuoteRow | null> {
  const quotes = await tx.query<Omit<QuoteRow, 'lines'> & QuoteDiscount>(
    `select id, number, title, tax_region_id as "taxRegionId", discount_percent as "discountPercent", discount_amount as "discountAmount"
     from document
     where opportunity_id = $1 and kind = 'quote' and (state = 'accepted' or ($2 and state <> 'declined'))
     order by (state = 'accepted') desc, created_at desc, id desc limit 1`,
    [opportunityId, options.orNewest],
  );
  if (!quotes[0]) return null;
  const { discountPercent, discountAmount, ...quote } = quotes[0];
  const lines = await tx.query<QuoteLineRow>(
    `select l.id, l.position, l.product_id as "productId", l.description, l.quantity, l.price, l.cost,
       l.discount_percent as "discountPercent", coalesce(c.name = 'Taxable', p.is_taxable, false) as "isTaxable",
       coalesce(l.tax_rate, c.rate) as "taxRate"
     from quote_line l left join tax_category c on c.id = l.tax_category_id left join product p on p.id = l.product_id
     where l.document_id = $1 order by l.position, l.id`,
    [quote.id],
  );
  // ConnectWise knows no discount on the whole: it is shared out over the lines, to the cent.
  return { ...quote, lines: discountedLines(lines, { discountPercent, discountAmount }) };
}

export interface DocumentRow {
  id: Id;
  kind: 'quote' | 'file';
  number: number | null;
  title: string;
  fileName: string;
}

/** What goes along with a win: the accepted quote and the uploaded files. */
export function readWonDocuments(tx: Tx, opportunityId: Id): Promise<DocumentRow[]> {
  return tx.query<DocumentRow>(
    `select id, kind, number, title, file_name as "fileName" from document
     where opportunity_id = $1 and (kind = 'file' or state = 'accepted') order by kind desc, id`,
    [opportunityId],
  );
}
