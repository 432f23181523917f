import type { Role } from '@causeway/shared/vocabulary';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import { replaceLines } from '../documents/quote-lines.ts';
import { demoClients } from './demo-clients.ts';
import { type DemoOpportunity, demoOpportunities } from './demo-opportunities.ts';
import { demoBundles, demoProducts } from './demo-products.ts';
import {
  fillBundles,
  findOrMakeWorkspace,
  hasStages,
  insertClients,
  insertContacts,
  insertCustomFields,
  insertOpportunity,
  insertProducts,
  insertQuote,
  insertStages,
  insertTaxRegions,
  lockFilling,
  type MadeDeal,
  quotedProducts,
} from './demo-rows.queries.ts';

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
    await lockFilling(tx);
    if (await hasStages(tx)) return false;
    await fill(tx, options);
    return true;
  });
  return { workspaceId, isNew };
}

async function fill(tx: Tx, options: DemoOptions): Promise<void> {
  const owners: Id[] = [];
  for (const person of options.people) owners.push(await options.createUser(tx, person));
  await insertStages(tx);
  await insertCustomFields(tx);
  await insertTaxRegions(tx);
  await fillClients(tx);
  await fillProducts(tx);
  for (const opportunity of demoOpportunities) await addOpportunity(tx, opportunity, owners[0] ?? null, options.now);
}

async function fillClients(tx: Tx): Promise<void> {
  await insertClients(tx, demoClients);
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
  await insertContacts(tx, people);
}

async function fillProducts(tx: Tx): Promise<void> {
  const bundles = demoBundles.map((b) => ({
    ...b,
    category: 'Bundles',
    cost: '0',
    isTaxable: true,
    unit: 'Each',
    kind: 'bundle',
  }));
  await insertProducts(tx, [...demoProducts.map((p) => ({ ...p, kind: 'product' })), ...bundles]);
  const lines = demoBundles.flatMap(({ name, holds }) =>
    Object.entries(holds).map(([product, quantity], n) => ({ bundle: name, product, quantity, position: n + 1 })),
  );
  await fillBundles(tx, lines);
}

async function addOpportunity(tx: Tx, deal: DemoOpportunity, ownerId: Id | null, now: Date): Promise<void> {
  const closing = new Date(now.getTime() + deal.closesInDays * 86_400_000).toISOString().slice(0, 10);
  const { name, stage, source } = deal;
  const client = demoClients[deal.client]?.name;
  const made = await insertOpportunity(tx, { name, client, stage, closesOn: closing, ownerId, source });
  if (!made) throw new Error(`The demo opportunity "${deal.name}" names a client or stage that is not there.`);
  for (const quote of deal.quotes) await addQuote(tx, made, quote);
}

async function addQuote(tx: Tx, opportunity: MadeDeal, quote: DemoOpportunity['quotes'][number]): Promise<void> {
  const id = newId();
  await insertQuote(tx, opportunity, { id, title: quote.title, state: quote.state });
  const names = Object.keys(quote.lines);
  const products = await quotedProducts(tx, names, opportunity.taxRegionId);
  const lines = names.map((name) => {
    const product = products.find((p) => p.name === name);
    if (!product) throw new Error(`The demo quote "${quote.title}" names a product "${name}" that is not there.`);
    const { name: description, ...rest } = product;
    const quantity = String(quote.lines[name]);
    const plain = { section: null, isOptional: false };
    return { ...paidOnce, ...plain, ...rest, description, quantity, discountPercent: quote.discountPercent };
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
