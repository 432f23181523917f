import { discountedLines, type QuoteDiscount } from '@causeway/shared/quote-totals';
import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { ClientRow } from '../../records/company/company.fields.ts';
import type { ContactRow } from '../../records/contact/contact.fields.ts';
import { columnsOf, selectList } from '../../records/fields/columns.ts';
import type { AnyFieldTable } from '../../records/fields/field-table.ts';
import type { OpportunityRow } from '../../records/opportunity/opportunity-to-connectwise.ts';
import { bundleLinesSql } from '../../records/product/bundle-lines.queries.ts';
import type { ProductRow } from '../../records/product/product.fields.ts';
import type { QuoteLineRow } from '../../records/quote-line/quote-line-row.ts';

/** What a push reads of the CRM, as plain rows: the columns of the record's field table as the settings have it, and what its steps need besides. */
const select = (table: AnyFieldTable): string =>
  `t.id, ${selectList(columnsOf(table).filter(({ field }) => !table[field]?.derived))}`;

export const readClient = (tx: Tx, id: Id, fields: AnyFieldTable): Promise<ClientRow | undefined> =>
  readOne<ClientRow>(tx, `select ${select(fields)} from client t where t.id = $1`, id);

export const readContact = (tx: Tx, id: Id, fields: AnyFieldTable): Promise<ContactRow | undefined> =>
  readOne<ContactRow>(tx, `select ${select(fields)} from contact t where t.id = $1`, id);

/** The client's primary contact, else its oldest active one. */
export const readMainContact = (tx: Tx, clientId: Id, fields: AnyFieldTable): Promise<ContactRow | undefined> =>
  readOne<ContactRow>(
    tx,
    `select ${select(fields)} from contact t where t.client_id = $1 and t.is_active
     order by t.is_primary desc, t.created_at, t.id limit 1`,
    clientId,
  );

export const readOpportunity = (tx: Tx, id: Id, fields: AnyFieldTable): Promise<OpportunityRow | undefined> =>
  readOne<OpportunityRow>(
    tx,
    `select ${select(fields)}, s.name as "stageName", s.kind as "stageKind", u.email as "ownerEmail", c.tax_region_id as "taxRegionId"
     from opportunity t join pipeline_stage s on s.id = t.stage_id join client c on c.id = t.client_id
     left join app_user u on u.id = t.owner_id where t.id = $1`,
    id,
  );

async function readOne<Row extends object>(tx: Tx, sql: string, id: Id): Promise<Row | undefined> {
  const rows = await tx.query<Row>(sql, [id]);
  return rows[0];
}

export interface PartRow {
  bundleId: Id;
  productId: Id;
  quantity: string;
  position: number;
}

/** The products and, for bundles, the parts below them, parts first: a bundle can only be made of items that are there. */
export async function readProducts(
  tx: Tx,
  productIds: readonly Id[],
  fields: AnyFieldTable,
): Promise<{ products: ProductRow[]; parts: PartRow[] }> {
  const products = await tx.query<ProductRow>(
    `with recursive wanted (id, depth) as (
       select k.id, 0 from unnest($1::uuid[]) as k(id)
       union select l.product_id, w.depth + 1 from wanted w join bundle_line l on l.bundle_id = w.id
     )
     select ${select(fields)}, ${bundleLinesSql} as "bundleLines" from product t join (select id, max(depth) as depth from wanted group by id) w on w.id = t.id
     order by w.depth desc, t.id`,
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
       l.discount_percent as "discountPercent", coalesce(l.is_taxable, c.name = 'Taxable', p.is_taxable, false) as "isTaxable",
       coalesce(l.tax_rate, c.rate) as "taxRate", l.billing, l.billing_cycle as "billingCycle", l.billing_cycle_id as "billingCycleId",
       l.billing_cycles as "billingCycles", l.recurring_price as "recurringPrice", l.recurring_cost as "recurringCost"
     from quote_line l left join tax_category c on c.id = l.tax_category_id left join product p on p.id = l.product_id
     where l.document_id = $1 and not l.is_optional order by l.position, l.id`,
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

export interface QuoteTitle {
  number: number | null;
  title: string;
}

export const readQuoteTitles = (tx: Tx, ids: readonly Id[]): Promise<QuoteTitle[]> =>
  tx.query<QuoteTitle>(
    `select number, title from document where id = any($1::uuid[]) and kind = 'quote' order by number`,
    [ids],
  );

/** Three letters. */
export async function readCurrency(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ currency: string }>('select currency from workspace');
  return row?.currency ?? '';
}
