import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { saveSettings } from '../../../../test/support/connected-app.ts';
import { createRealTimeApp } from '../../../../test/support/real-time-app.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

/** What the log says of values that stand in ConnectWise, held against the next poll. */
describe('P9, R65: values that differ when a push looks', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createRealTimeApp();
  });
  afterAll(() => app.stop());

  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const http = (method: string, path: string, body?: object) => askConnectWise(app, method, path, body);
  const remoteId = async (localId: string) =>
    (await rows<{ id: string }>(`select remote_id as id from entity_link where local_id = $1`, [localId]))[0]?.id;
  const lastSentence = async (localId: string, direction: string) =>
    (
      await rows<{ description: string }>(
        `select description from audit_event where local_id = $1 and direction = $2 order by seq desc limit 1`,
        [localId, direction],
      )
    )[0]?.description;
  const mutate = async (name: string, type: string, input: object, id?: string): Promise<string> => {
    const record = name.replace(/^(create|update)/, '').toLowerCase();
    const answer = await app.graphql(
      id
        ? `mutation ($id: ID!, $input: ${type}!) { ${name}(id: $id, input: $input) { ${record} { id } problems { message } } }`
        : `mutation ($input: ${type}!) { ${name}(input: $input) { ${record} { id } problems { message } } }`,
      { input, ...(id ? { id } : {}) },
    );
    expect(answer[name].problems).toEqual([]);
    await app.settle();
    return answer[name][record].id;
  };
  const poll = async () => {
    await app.graphql('mutation { syncNow { problems { message } } }');
    await app.settle();
  };
  const conflicts = (localId: string) =>
    rows(
      `select field, crm_value as crm, connectwise_value as connectwise, kept from sync_conflict where local_id = $1 order by field`,
      [localId],
    );

  it('brings in the parts of a bundle, whose catalog item moves no time, with the poll that was announced', async () => {
    const product = (name: string, more: object = {}) =>
      mutate('createProduct', 'ProductInput', { name, kind: 'PRODUCT', price: '10', cost: '5', sku: name, ...more });
    const part = await product('Part');
    const kit = await product('Kit', { kind: 'BUNDLE', bundleLines: [{ productId: part, quantity: '2' }] });
    await poll();
    const path = `/procurement/catalog/${await remoteId(kit)}/components`;
    const [component] = await http('GET', path);
    await http('PATCH', `${path}/${component.id}`, [{ op: 'replace', path: 'quantity', value: 4 }]);
    const input = { name: 'Kit', kind: 'BUNDLE', price: '12', cost: '5', sku: 'Kit' };
    await mutate('updateProduct', 'ProductInput', { ...input, bundleLines: [{ productId: part, quantity: '2' }] }, kit);
    expect(await lastSentence(kit, 'out')).toMatch(
      /ConnectWise has a newer value of parts, which comes with the next poll\.$/,
    );
    await poll();
    expect(await rows(`select quantity::float from bundle_line where bundle_id = $1`, [kit])).toEqual([
      { quantity: 4 },
    ]);
    expect(await rows(`select 1 from sync_skip`)).toEqual([]);
  });

  it('says of a field that only comes in from now on that it is not sent, and of nothing that it is newer', async () => {
    const id = await mutate('createClient', 'ClientInput', {
      name: 'Sunrise',
      city: 'Tampa',
      website: 'https://agreed.example',
    });
    await poll();
    await saveSettings(app, { fieldDirections: [{ field: 'company.website', direction: 'IN' }] });
    await mutate(
      'updateClient',
      'ClientInput',
      { name: 'Sunrise', city: 'Tampa', website: 'https://mine.example' },
      id,
    );
    const said = await lastSentence(id, 'out');
    expect(said).toContain('Not sent: website, because the settings say only in.');
    expect(said).not.toContain('newer');
    expect((await http('GET', `/company/companies/${await remoteId(id)}`)).website).toBe('https://agreed.example');
    await poll();
    // As any edit here of a field that only comes in: it stands until ConnectWise's value changes.
    expect(await rows(`select website from client where id = $1`, [id])).toEqual([{ website: 'https://mine.example' }]);
    expect(await conflicts(id)).toEqual([]);
  });

  it('keeps both values where a field went no way at all, and goes both ways again', async () => {
    await saveSettings(app, { fieldDirections: [{ field: 'company.website', direction: 'OFF' }] });
    const id = await mutate('createClient', 'ClientInput', { name: 'Harbor', city: 'Tampa' });
    await poll();
    await mutate('updateClient', 'ClientInput', { name: 'Harbor', city: 'Tampa', website: 'https://here.example' }, id);
    expect(await lastSentence(id, 'out')).toContain('Not sent: website, because the settings say off.');
    await http('PATCH', `/company/companies/${await remoteId(id)}`, [
      { op: 'replace', path: 'website', value: 'https://there.example' },
    ]);
    await poll();
    expect(await rows(`select website from client where id = $1`, [id])).toEqual([{ website: 'https://here.example' }]);
    await saveSettings(app, { fieldDirections: [{ field: 'company.website', direction: 'BOTH' }] });
    await poll();
    expect(await conflicts(id)).toMatchObject([
      { field: 'website', crm: 'https://here.example', connectwise: 'https://there.example' },
    ]);
    expect(await lastSentence(id, 'in')).toContain('Each side had its own website');
  });
});
