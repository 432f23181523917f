import { directedFields } from '@causeway/shared/forms/configuration/field-directions';
import { createConnectedApp, saveSettings } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';
import { registry } from '../../registry.ts';

describe('a new record of ConnectWise whose fields do not come in', () => {
  let app: TestApp;
  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    await startWithoutPreview(app);
    await app.settle();
    await saveSettings(app, { mode: 'REAL_TIME' });
  }, 60_000);

  it.each(['OUT', 'OUT_IF_EMPTY', 'OFF'])('comes in without them: %s', async (direction) => {
    await saveSettings(app, {
      fieldDirections: registry.flatMap(({ entity }) =>
        directedFields[entity].map((field) => ({ field: `${entity}.${field}`, direction })),
      ),
    });
    const { store } = app.sandbox;
    const name = `Ibis ${direction}`;
    const company = store.insert('companies', {
      name,
      identifier: `Ibis${direction}`,
      addressLine1: '5 Bay Street',
      city: 'Naples',
      phoneNumber: '2395550100',
      site: { name: 'Main' },
    });
    const contact = store.insert('contacts', { firstName: 'Ira', lastName: 'Lake', company: { id: company.id } });
    const item = store.insert('catalog', {
      identifier: name,
      description: name,
      customerDescription: name,
      subcategory: { id: store.list('subcategories')[0]?.id },
      type: { id: store.list('productTypes')[0]?.id },
      price: 12.5,
      cost: 7,
    });
    await app.graphql('mutation { syncNow { problems { message } } }');
    await app.settle();
    expect(await rows(`select message from sync_issue where state = 'open'`)).toEqual([]);
    const linked = (entity: string, id: number, columns: string, table: string) =>
      rows(
        `select ${columns} from ${table} t join entity_link l on l.local_id = t.id where l.entity = $1 and l.remote_id = $2`,
        [entity, String(id)],
      );
    expect(await linked('company', company.id, 't.name, t.city, t.phone', 'client')).toEqual([
      { name, city: null, phone: null },
    ]);
    expect(await linked('contact', contact.id, 't.first_name as "first", t.last_name as "last"', 'contact')).toEqual([
      { first: 'Ira', last: null },
    ]);
    expect(await linked('product', item.id, 't.price::text, t.cost::text, t.description', 'product')).toEqual([
      { price: '0', cost: '0', description: null },
    ]);
    expect(store.get('catalog', item.id)).toMatchObject({ price: 12.5, cost: 7 });
    const [event] = await rows<{ description: string }>(
      `select description from audit_event where entity = 'product' and remote_id = $1 order by seq`,
      [String(item.id)],
    );
    expect(event?.description).toMatch(/price/i);
  });
});
