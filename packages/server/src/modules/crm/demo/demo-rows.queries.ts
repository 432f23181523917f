import type { DocumentState } from '@causeway/shared/vocabulary';
import type { Database, Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';

/** The workspace of this name; made when there is none. Two that ask at once get the same one. */
export async function findOrMakeWorkspace(database: Database, name: string): Promise<Id> {
  const [row] = await database.acrossWorkspaces(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('demo workspace', 0))`);
    return tx.query<{ id: Id }>('select coalesce(system_find_workspace($1), system_create_workspace($1)) as id', [
      name,
    ]);
  });
  if (!row) throw new Error('The demo workspace was not made.');
  return row.id;
}

/** One that fills the workspace at a time, until the transaction ends. */
export async function lockFilling(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`demo ${tx.workspaceId}`]);
}

export async function hasStages({ db }: Tx): Promise<boolean> {
  const stage = await db.selectFrom('pipeline_stage').select('id').limit(1).executeTakeFirst();
  return stage !== undefined;
}

export async function insertStages({ db }: Tx): Promise<void> {
  await db
    .insertInto('pipeline_stage')
    .values([
      { name: 'Qualify', position: 1, kind: 'open' },
      { name: 'Discovery', position: 2, kind: 'open' },
      { name: 'Proposal', position: 3, kind: 'open' },
      { name: 'Negotiation', position: 4, kind: 'open' },
      { name: 'Won', position: 5, kind: 'won' },
      { name: 'Lost', position: 6, kind: 'lost' },
    ])
    .execute();
}

export async function insertCustomFields({ db }: Tx): Promise<void> {
  const sources = JSON.stringify(['Referral', 'Website', 'Existing client']);
  await db
    .insertInto('custom_field')
    .values([
      { entity: 'opportunity', name: 'Source', type: 'list', options: sources },
      { entity: 'opportunity', name: 'Purchase order', type: 'text', options: '[]' },
    ])
    .execute();
}

export async function insertTaxRegions(tx: Tx): Promise<void> {
  await tx.query(
    `with region as (insert into tax_region (name) values ('Florida'), ('Hillsborough County'), ('Georgia') returning id, name)
     insert into tax_category (tax_region_id, name, rate)
     select r.id, k.name, case when k.name = 'Taxable' then case r.name when 'Florida' then 6 when 'Georgia' then 7 else 8 end else 0 end
     from region r, (values ('Taxable'), ('Non-taxable')) k(name)`,
  );
}

/** Clients with the columns of `demoClients`, each in its tax region by name. */
export async function insertClients(tx: Tx, clients: readonly object[]): Promise<void> {
  await tx.query(
    `insert into client (name, identifier, website, phone, city, region, country, type, status, tax_region_id)
     select c.name, c.identifier, c.website, c.phone, c.city, c.region, 'United States', 'Client', 'Active', r.id
     from jsonb_to_recordset($1::jsonb) c(name text, identifier text, website text, phone text, city text, region text, "taxRegion" text)
     join tax_region r on r.name = c."taxRegion"`,
    [JSON.stringify(clients)],
  );
}

export interface DemoContact {
  /** Name of the client. */
  client: string;
  firstName: string;
  lastName: string;
  title: string;
  isPrimary: boolean;
  email: string;
}

export async function insertContacts(tx: Tx, contacts: readonly DemoContact[]): Promise<void> {
  await tx.query(
    `insert into contact (client_id, first_name, last_name, title, email, is_primary)
     select c.id, k."firstName", k."lastName", k.title, k.email, k."isPrimary"
     from jsonb_to_recordset($1::jsonb) k(client text, "firstName" text, "lastName" text, title text, email text, "isPrimary" boolean)
     join client c on c.name_key = lower(k.client)`,
    [JSON.stringify(contacts)],
  );
}

/** Products and bundles with the columns of `demoProducts`. */
export async function insertProducts(tx: Tx, products: readonly object[]): Promise<void> {
  await tx.query(
    `insert into product (name, sku, category, price, cost, is_taxable, unit, kind)
     select p.name, p.sku, p.category, p.price, p.cost, p."isTaxable", p.unit, p.kind
     from jsonb_to_recordset($1::jsonb) p(name text, sku text, category text, price numeric, cost numeric, "isTaxable" boolean, unit text, kind text)`,
    [JSON.stringify(products)],
  );
}

export interface DemoBundleLine {
  /** Name of the bundle. */
  bundle: string;
  /** Name of the product in it. */
  product: string;
  quantity: number;
  position: number;
}

/** What the bundles hold; a bundle costs what its parts cost. */
export async function fillBundles(tx: Tx, lines: readonly DemoBundleLine[]): Promise<void> {
  await tx.query(
    `insert into bundle_line (bundle_id, product_id, quantity, position)
     select b.id, p.id, l.quantity, l.position
     from jsonb_to_recordset($1::jsonb) l(bundle text, product text, quantity numeric, position int)
     join product b on b.name_key = lower(l.bundle) join product p on p.name_key = lower(l.product)`,
    [JSON.stringify(lines)],
  );
  await tx.query(
    `update product b set cost = s.cost from (
       select l.bundle_id, sum(l.quantity * p.cost) as cost from bundle_line l join product p on p.id = l.product_id group by 1
     ) s where s.bundle_id = b.id`,
  );
}

export interface DemoDeal {
  name: string;
  /** Name of the client; its primary contact is the opportunity's. */
  client: string | undefined;
  /** Name of the stage. */
  stage: string;
  closesOn: string;
  ownerId: Id | null;
  source: string;
}

export interface MadeDeal {
  id: Id;
  taxRegionId: Id;
}

/** Null when there is no such client or stage. */
export async function insertOpportunity(tx: Tx, deal: DemoDeal): Promise<MadeDeal | null> {
  const [made] = await tx.query<MadeDeal>(
    `insert into opportunity (name, client_id, contact_id, stage_id, expected_close_date, owner_id, custom_fields)
     select $1, c.id, (select k.id from contact k where k.client_id = c.id and k.is_primary), s.id, $4, $5, jsonb_build_object('Source', $6::text)
     from client c, pipeline_stage s where c.name_key = lower($2) and s.name = $3
     returning id, (select c.tax_region_id from client c where c.id = client_id) as "taxRegionId"`,
    [deal.name, deal.client, deal.stage, deal.closesOn, deal.ownerId, deal.source],
  );
  return made ?? null;
}

/** A quote without lines, with the next number. */
export async function insertQuote(
  tx: Tx,
  { id, taxRegionId }: MadeDeal,
  quote: { id: Id; title: string; state: DocumentState },
): Promise<void> {
  await tx.query(
    `with next as (
       insert into number_sequence (name, last) values ('quote', 1001)
       on conflict (workspace_id, name) do update set last = number_sequence.last + 1 returning last
     )
     insert into document (id, opportunity_id, kind, title, number, state, tax_region_id, file_name, content_type)
     select $1, $2, 'quote', $3, next.last, $4, $5, 'Quote-' || next.last || '.pdf', 'application/pdf' from next`,
    [quote.id, id, quote.title, quote.state, taxRegionId],
  );
}

export interface QuotedProduct {
  name: string;
  productId: Id;
  price: string;
  cost: string;
  taxCategoryId: Id;
}

/** The products of these names, each with its tax category in the region. */
export const quotedProducts = (tx: Tx, names: readonly string[], taxRegionId: Id): Promise<QuotedProduct[]> =>
  tx.query<QuotedProduct>(
    `select p.name, p.id as "productId", p.price, p.cost, k.id as "taxCategoryId" from product p
     join tax_category k on k.tax_region_id = $2 and k.name = case when p.is_taxable then 'Taxable' else 'Non-taxable' end
     where p.name_key in (select lower(n) from unnest($1::text[]) n)`,
    [names, taxRegionId],
  );
