import type { DocumentKind, DocumentState } from '@causeway/shared/vocabulary';
import type { Tx } from '../../../platform/database/database.ts';
import { type Id, isId } from '../../../platform/ids.ts';
import {
  countOf,
  type NestedPage,
  nestedId,
  type OrderColumn,
  type OrderedRequest,
  type Page,
  pageNewestOr,
} from '../keyset-page.queries.ts';
import { containing, SqlFilter } from '../sql-filter.ts';
import type { Document, QuoteLine } from './document.type.ts';

const shape = {
  columns: `d.id, d.kind, d.title, d.number, d.state, d.opportunity_id as "opportunityId", d.tax_region_id as "taxRegionId",
    trim_scale(d.discount_percent)::text as "discountPercent", trim_scale(d.discount_amount)::text as "discountAmount",
    d.revision, d.valid_until::text as "validUntil", d.terms, d.file_name as "fileName", d.content_type as "contentType", d.size_bytes as "sizeBytes", d.version,
    d.created_at as "createdAt", d.updated_at as "updatedAt"`,
  from: 'document d',
  alias: 'd',
};

export const documentOrders = ['title', 'opportunity', 'client', 'state', 'created', 'changed'] as const;
export type DocumentOrder = (typeof documentOrders)[number];

const ofOpportunity = 'join opportunity o on o.workspace_id = d.workspace_id and o.id = d.opportunity_id';

const orders: Readonly<Record<DocumentOrder, OrderColumn>> = {
  title: { sql: 'lower(d.title)', type: 'text' },
  opportunity: { sql: 'o.name_key', type: 'text', join: ofOpportunity },
  client: {
    sql: 'c.name_key',
    type: 'text',
    join: `${ofOpportunity} join client c on c.workspace_id = o.workspace_id and c.id = o.client_id`,
  },
  // As a quote goes through them.
  state: { sql: `array_position(array['draft', 'sent', 'accepted', 'declined'], d.state)::numeric`, type: 'numeric' },
  created: { sql: 'd.created_at', type: 'timestamptz' },
  changed: { sql: 'd.updated_at', type: 'timestamptz' },
};

/** Documents, the newest first unless an order is asked for; `search` looks inside title, file name and number. A state is one of quotes. */
export function documentPage(
  tx: Tx,
  request: OrderedRequest<DocumentOrder> & {
    search?: string | null;
    state?: DocumentState | null;
    kind?: DocumentKind | null;
  },
): Promise<Page<Document>> {
  const filter = new SqlFilter();
  const pattern = containing(request.search);
  if (pattern) filter.and((value) => `d.id in (select search_documents(${value(pattern)}))`);
  if (request.state) filter.and((value) => `d.kind = 'quote' and d.state = ${value(request.state)}`);
  if (request.kind) filter.and((value) => `d.kind = ${value(request.kind)}`);
  return pageNewestOr<Document, DocumentOrder>(tx, shape, filter, request, orders);
}

export const countDocuments = (tx: Tx, filter: SqlFilter): Promise<number> => countOf(tx, shape, filter);

export async function documentById(tx: Tx, id: Id): Promise<Document | null> {
  if (!isId(id)) return null;
  const rows = await tx.query<Document>(`select ${shape.columns} from document d where d.id = $1`, [id]);
  return rows[0] ?? null;
}

/** The documents of each opportunity, in the order they were made. */
export async function documentsByOpportunity(
  tx: Tx,
  opportunityIds: readonly Id[],
  page: NestedPage,
): Promise<Map<Id, Document[]>> {
  const rows = await tx.query<Document>(
    `select ${shape.columns} from unnest($1::uuid[]) o(id) cross join lateral (
       select * from document d where d.opportunity_id = o.id and ($3::uuid is null or d.id > $3) order by d.id limit $2
     ) d order by d.id`,
    [opportunityIds, page.first, nestedId(page)],
  );
  return Map.groupBy(rows, (row) => row.opportunityId);
}

/** The lines of each quote, in their order. */
export async function linesByDocument(tx: Tx, documentIds: readonly Id[]): Promise<Map<Id, QuoteLine[]>> {
  const rows = await tx.query<QuoteLine>(
    `select l.id, l.document_id as "documentId", l.position, l.product_id as "productId", l.description, l.quantity, l.price, l.cost,
       l.discount_percent as "discountPercent", l.tax_category_id as "taxCategoryId", trim_scale(l.tax_rate)::text as "taxRate",
       l.is_taxable as "notedTaxable", l.billing, l.billing_cycle as "billingCycle", l.billing_cycle_id as "billingCycleId", l.billing_cycles as "billingCycles",
       trim_scale(l.recurring_price)::text as "recurringPrice", trim_scale(l.recurring_cost)::text as "recurringCost",
       l.section, l.is_optional as "isOptional"
     from quote_line l where l.document_id = any($1::uuid[]) order by l.position, l.id`,
    [documentIds],
  );
  return Map.groupBy(rows, (row) => row.documentId);
}
