import { createSandbox } from '@causeway/sandbox';
import { type CrmFixture, createCrmFixture, origin } from '../../../../test/support/crm-fixture.ts';
import type { TaxCode } from '../../../connectwise/wire/tax-code.ts';
import type { Tx } from '../../../platform/database/database.ts';
import { productRate } from '../../connection/tax-rate.rules.ts';
import { demoClients, sharedClients } from './demo-clients.ts';
import { demoBundles, demoProducts } from './demo-products.ts';
import { type DemoPerson, seedDemoWorkspace } from './demo-workspace.ts';

const host = (website: unknown) =>
  String(website ?? '')
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '');
const digits = (phone: unknown) =>
  String(phone ?? '')
    .replace(/\D/g, '')
    .slice(-10);

describe('the demo workspace', () => {
  let fixture: CrmFixture;

  beforeAll(async () => {
    fixture = await createCrmFixture();
  });
  afterAll(() => fixture.close());

  const seed = () =>
    seedDemoWorkspace(fixture.database, {
      people: [
        { email: 'admin@demo.example', name: 'Ana Reyes', role: 'admin', password: 'demo' },
        { email: 'viewer@demo.example', name: 'Ivo Holm', role: 'viewer', password: 'demo' },
      ],
      createUser: async (tx: Tx, { email, name, role }: DemoPerson) => {
        const [row] = await tx.query<{ id: string }>(
          `insert into app_user (email, name, role, password_hash) values ($1, $2, $3, 'none') returning id`,
          [email, name, role],
        );
        return row!.id;
      },
      now: new Date('2026-04-30T12:00:00Z'),
    });
  const counts = (workspaceId: string) =>
    fixture.in(
      (tx) =>
        tx.query(`select (select count(*)::int from client) clients, (select count(*)::int from product) products,
          (select count(*)::int from product where kind = 'bundle') bundles, (select count(*)::int from opportunity) opportunities,
          (select count(*)::int from document) quotes, (select count(*)::int from app_user) people,
          (select count(*)::int from quote_line where tax_rate is null) untaxed`),
      workspaceId,
    );

  it('is made once, also by two starts at the same moment', async () => {
    const [one, two] = await Promise.all([seed(), seed()]);
    expect([one.isNew, two.isNew].sort()).toEqual([false, true]);
    expect(two.workspaceId).toBe(one.workspaceId);
    expect(await counts(one.workspaceId)).toEqual([
      { clients: 40, products: 60, bundles: 5, opportunities: 15, quotes: 16, people: 2, untaxed: 0 },
    ]);
  });

  it('has opportunities that can be marked won at once', async () => {
    const { workspaceId } = await seed();
    const actor = fixture.actor({ workspaceId });
    const { opportunities } = await fixture.ask<{ opportunities: { items: { id: string; documents: object[] }[] } }>(
      '{ opportunities(kind: OPEN) { items { id amount documents { total } } } }',
      {},
      actor,
    );
    const single = opportunities.items.filter((o) => o.documents.length === 1);
    expect(single).toHaveLength(14);
    await fixture.in(
      (tx) => fixture.crm.opportunities.markWon(tx, single[0]!.id, { quoteId: null }, origin),
      workspaceId,
    );
    expect(fixture.changes.at(-1)).toMatchObject({ kind: 'won', id: single[0]!.id });
  });

  it('R47: taxes its clients as the tax codes of their companies in the sandbox do', async () => {
    const { workspaceId } = await seed();
    const sandbox = await createSandbox({ seed: 'demo' });
    const companies = sandbox.store.list('companies');
    const codes = new Map(sandbox.store.list('taxCodes').map((code) => [code.id, productRate(code as TaxCode).rate]));
    await sandbox.close();
    const clients = await fixture.in(
      (tx) =>
        tx.query<{ name: string; rate: string }>(
          `select c.name, trim_scale(k.rate)::text as rate from client c
           join tax_category k on k.tax_region_id = c.tax_region_id and k.name = 'Taxable' order by c.name`,
        ),
      workspaceId,
    );
    const shared = clients.flatMap(({ name, rate }) => {
      const company = companies.find((one) => one.name === name);
      const { id = 0 } = (company?.taxCode ?? {}) as { id?: number };
      return company ? [[name, rate, codes.get(id)]] : [];
    });
    expect(shared).toHaveLength(sharedClients.length);
    for (const [name, rate, codeRate] of shared) expect([name, rate]).toEqual([name, codeRate]);
  });

  it('shares twelve clients with the sandbox by strong keys, and no other name', async () => {
    const sandbox = await createSandbox({ seed: 'demo' });
    const companies = sandbox.store.list('companies');
    const items = sandbox.store.list('catalog');
    await sandbox.close();
    const shared = new Set(sharedClients.map((c) => c.name));
    for (const client of sharedClients) {
      const [same, ...more] = companies.filter((c) => c.name === client.name);
      expect(more).toEqual([]);
      const isSame =
        same?.identifier === client.identifier ||
        (client.website !== undefined && host(same?.website) === host(client.website)) ||
        (client.phone !== undefined && digits(same?.phoneNumber) === digits(client.phone));
      expect({ name: client.name, isSame }).toEqual({ name: client.name, isSame: true });
    }
    const companyNames = new Set(companies.map((c) => String(c.name).toLowerCase()));
    const alone = demoClients.filter((c) => !shared.has(c.name));
    expect(alone.filter((c) => companyNames.has(c.name.toLowerCase()))).toEqual([]);
    const itemNames = new Set(items.flatMap((i) => [i.identifier, i.description]).map((n) => String(n).toLowerCase()));
    const ours = [...demoProducts, ...demoBundles].flatMap((p) => [p.name, p.sku]);
    expect(ours.filter((name) => itemNames.has(name.toLowerCase()))).toEqual([]);
  });
});
