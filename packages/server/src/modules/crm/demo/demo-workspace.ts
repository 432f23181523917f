import type { Role } from '@causeway/shared/vocabulary';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import { replaceLines } from '../documents/quote-lines.ts';
import { demoClients } from './demo-clients.ts';
import { type DemoOpportunity, demoOpportunities } from './demo-opportunities.ts';
import { demoBundles, demoProducts } from './demo-products.ts';

export interface DemoPerson {
  email: string;
  name: string;
  role: Role;
  password: string;
}

export interface DemoOptions {
  /** "Brightwater IT" unless said otherwise. */
  name?: string;
  /** Who may sign in; the first owns the opportunities. */
  people: readonly DemoPerson[];
  /** Makes a user in the transaction and answers its ID. */
  createUser(tx: Tx, person: DemoPerson): Promise<Id>;
  /** Closing days are counted from here. */
  now: Date;
}

/**
 * Makes the demo workspace with its own CRM data, once: a second call finds it and changes nothing. Everything is written in one
 * transaction, so a start that was cut off leaves an empty workspace which the next one fills.
 */
export async function seedDemoWorkspace(
  database: Database,
  options: DemoOptions,
): Promise<{ workspaceId: Id; isNew: boolean }> {
  const workspaceId = await findOrMakeWorkspace(database, options.name ?? 'Brightwater IT');
  const isNew = await database.inWorkspace(workspaceId, async (tx) => {
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`demo ${workspaceId}`]);
    const stages = await tx.query('select 1 from pipeline_stage limit 1');
    if (stages.length > 0) return false;
    await fill(tx, options);
    return true;
  });
  return { workspaceId, isNew };
}

async function findOrMakeWorkspace(database: Database, name: string): Promise<Id> {
  const [row] = await database.acrossWorkspaces(async (tx) => {
    await tx.query(`select pg_advisory_xact_lock(hashtextextended('demo workspace', 0))`);
    return tx.query<{ id: Id }>('select coalesce(system_find_workspace($1), system_create_workspace($1)) as id', [
      name,
    ]);
  });
  if (!row) throw new Error('The demo workspace was not made.');
  return row.id;
}

async function fill(tx: Tx, options: DemoOptions): Promise<void> {
  const owners: Id[] = [];
  for (const person of options.people) owners.push(await options.createUser(tx, person));
  await tx.query(
    `insert into pipeline_stage (name, position, kind) values ('Qualify', 1, 'open'), ('Discovery', 2, 'open'), ('Proposal', 3, 'open'),
       ('Negotiation', 4, 'open'), ('Won', 5, 'won'), ('Lost', 6, 'lost')`,
  );
  await tx.query(
    `insert into custom_field (entity, name, type, options) values
       ('opportunity', 'Source', 'list', '["Referral", "Website", "Existing client"]'), ('opportunity', 'Purchase order', 'text', '[]')`,
  );
  await fillTaxRegions(tx);
  await fillClients(tx);
  await fillProducts(tx);
  for (const opportunity of demoOpportunities) await addOpportunity(tx, opportunity, owners[0] ?? null, options.now);
}

async function fillTaxRegions(tx: Tx): Promise<void> {
  await tx.query(
    `with region as (insert into tax_region (name) values ('Florida'), ('Hillsborough County'), ('Georgia') returning id, name)
     insert into tax_category (tax_region_id, name, rate)
     select r.id, k.name, case when k.name = 'Taxable' then case r.name when 'Florida' then 6 when 'Georgia' then 7 else 8 end else 0 end
     from region r, (values ('Taxable'), ('Non-taxable')) k(name)`,
  );
}

async function fillClients(tx: Tx): Promise<void> {
  await tx.query(
    `insert into client (name, identifier, website, phone, city, region, country, type, status, tax_region_id)
     select c.name, c.identifier, c.website, c.phone, c.city, c.region, 'United States', 'Client', 'Active', r.id
     from jsonb_to_recordset($1::jsonb) c(name text, identifier text, website text, phone text, city text, region text, "taxRegion" text)
     join tax_region r on r.name = c."taxRegion"`,
    [JSON.stringify(demoClients)],
  );
  const people = demoClients.flatMap(({ name, contacts }) =>
    contacts.map(([firstName, lastName, title], n) => ({
      client: name,
      firstName,
      lastName,
      title,
      isPrimary: n === 0,
      email: `${firstName}.${lastName}@${name.toLowerCase().replace(/[^a-z]/g, '')}.example`.toLowerCase(),
    })),
  );
  await tx.query(
    `insert into contact (client_id, first_name, last_name, title, email, is_primary)
     select c.id, k."firstName", k."lastName", k.title, k.email, k."isPrimary"
     from jsonb_to_recordset($1::jsonb) k(client text, "firstName" text, "lastName" text, title text, email text, "isPrimary" boolean)
     join client c on c.name_key = lower(k.client)`,
    [JSON.stringify(people)],
  );
}

async function fillProducts(tx: Tx): Promise<void> {
  const columns = `insert into product (name, sku, category, price, cost, is_taxable, unit, kind)
     select p.name, p.sku, p.category, p.price, p.cost, p."isTaxable", p.unit, p.kind
     from jsonb_to_recordset($1::jsonb) p(name text, sku text, category text, price numeric, cost numeric, "isTaxable" boolean, unit text, kind text)`;
  const bundles = demoBundles.map((b) => ({
    ...b,
    category: 'Bundles',
    cost: '0',
    isTaxable: true,
    unit: 'Each',
    kind: 'bundle',
  }));
  await tx.query(columns, [JSON.stringify([...demoProducts.map((p) => ({ ...p, kind: 'product' })), ...bundles])]);
  const lines = demoBundles.flatMap(({ name, holds }) =>
    Object.entries(holds).map(([product, quantity], n) => ({ bundle: name, product, quantity, position: n + 1 })),
  );
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

async function addOpportunity(tx: Tx, deal: DemoOpportunity, ownerId: Id | null, now: Date): Promise<void> {
  const closing = new Date(now.getTime() + deal.closesInDays * 86_400_000).toISOString().slice(0, 10);
  const [made] = await tx.query<{ id: Id; taxRegionId: Id }>(
    `insert into opportunity (name, client_id, contact_id, stage_id, expected_close_date, owner_id, custom_fields)
     select $1, c.id, (select k.id from contact k where k.client_id = c.id and k.is_primary), s.id, $4, $5, jsonb_build_object('Source', $6::text)
     from client c, pipeline_stage s where c.name_key = lower($2) and s.name = $3
     returning id, (select c.tax_region_id from client c where c.id = client_id) as "taxRegionId"`,
    [deal.name, demoClients[deal.client]?.name, deal.stage, closing, ownerId, deal.source],
  );
  if (!made) throw new Error(`The demo opportunity "${deal.name}" names a client or stage that is not there.`);
  for (const quote of deal.quotes) await addQuote(tx, made, quote);
}

async function addQuote(
  tx: Tx,
  opportunity: { id: Id; taxRegionId: Id },
  quote: DemoOpportunity['quotes'][number],
): Promise<void> {
  const id = newId();
  await tx.query(
    `with next as (
       insert into number_sequence (name, last) values ('quote', 1001)
       on conflict (workspace_id, name) do update set last = number_sequence.last + 1 returning last
     )
     insert into document (id, opportunity_id, kind, title, number, state, tax_region_id, file_name, content_type)
     select $1, $2, 'quote', $3, next.last, $4, $5, 'Quote-' || next.last || '.pdf', 'application/pdf' from next`,
    [id, opportunity.id, quote.title, quote.state, opportunity.taxRegionId],
  );
  const names = Object.keys(quote.lines);
  const products = await tx.query<{ name: string; productId: Id; price: string; cost: string; taxCategoryId: Id }>(
    `select p.name, p.id as "productId", p.price, p.cost, k.id as "taxCategoryId" from product p
     join tax_category k on k.tax_region_id = $2 and k.name = case when p.is_taxable then 'Taxable' else 'Non-taxable' end
     where p.name_key in (select lower(n) from unnest($1::text[]) n)`,
    [names, opportunity.taxRegionId],
  );
  const lines = names.map((name) => {
    const product = products.find((p) => p.name === name);
    if (!product) throw new Error(`The demo quote "${quote.title}" names a product "${name}" that is not there.`);
    const { name: description, ...rest } = product;
    const quantity = String(quote.lines[name]);
    return { ...paidOnce, ...rest, description, quantity, discountPercent: quote.discountPercent };
  });
  await replaceLines(tx, id, { taxRegionId: opportunity.taxRegionId, lines });
}

const paidOnce = {
  billing: 'one_time',
  billingCycle: null,
  billingCycleId: null,
  billingCycles: null,
  recurringPrice: '0',
  recurringCost: '0',
} as const;
