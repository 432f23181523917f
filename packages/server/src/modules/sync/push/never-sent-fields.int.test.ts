import { askConnectWise } from '../../../../test/support/ask-connectwise.ts';
import { saveSettings } from '../../../../test/support/connected-app.ts';
import { createRealTimeApp } from '../../../../test/support/real-time-app.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';

/** What the settings never sent was never agreed on: no conflict, and no value that ConnectWise never had. */
describe('R79: fields that go no way, or one way where one side is empty', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await createRealTimeApp();
  });
  afterAll(() => app.stop());

  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const http = (method: string, path: string, values?: Record<string, unknown>) =>
    askConnectWise(
      app,
      method,
      path,
      values && Object.entries(values).map(([at, value]) => ({ op: 'replace', path: at, value })),
    );
  const remoteId = async (localId: string) =>
    (await rows<{ id: string }>(`select remote_id as id from entity_link where local_id = $1`, [localId]))[0]?.id;
  const told = async (localId: string, direction: string) =>
    (
      await rows<{ description: string }>(
        `select description from audit_event where local_id = $1 and direction = $2 order by seq`,
        [localId, direction],
      )
    ).map(({ description }) => description);
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
  const conflicts = (localId: string) => rows(`select field from sync_conflict where local_id = $1`, [localId]);
  const direct = (directions: Record<string, string>) =>
    saveSettings(app, {
      fieldDirections: Object.entries(directions).map(([field, direction]) => ({ field, direction })),
    });
  const client = (name: string, more: object = {}) =>
    mutate('createClient', 'ClientInput', { name, city: 'Tampa', ...more });

  it('invents no conflict of a contact whose title and mobile were never sent', async () => {
    await direct({ 'contact.title': 'OFF', 'contact.mobile': 'IN_IF_EMPTY' });
    const clientId = await client('Mangrove');
    const input = { clientId, firstName: 'Ada', lastName: 'Reyes', title: 'T1', mobile: '8135558801' };
    const id = await mutate('createContact', 'ContactInput', input);
    await poll();
    await mutate('updateContact', 'ContactInput', { ...input, title: 'T2', mobile: '8135558811' }, id);
    const path = `/company/contacts/${await remoteId(id)}`;
    await http('PATCH', path, { lastName: 'Reyes-Lund', title: 'CW title' });
    await poll();
    expect(await rows(`select last_name as name, title, mobile from contact where id = $1`, [id])).toEqual([
      { name: 'Reyes-Lund', title: 'T2', mobile: '8135558811' },
    ]);
    expect((await http('GET', path)).title).toBe('CW title');
    const said = (await told(id, 'in')).join(' ');
    expect(said).not.toContain('Both sides');
    expect(said).toContain('"CW title" in ConnectWise');
    await http('PATCH', path, { lastName: 'Lund' });
    await poll();
    expect(await conflicts(id)).toEqual([]);
    // Opened again, both stand there and nothing was agreed on.
    await direct({ 'contact.title': 'BOTH', 'contact.mobile': 'BOTH' });
    await poll();
    await http('PATCH', path, { lastName: 'Lund-Reyes' });
    await poll();
    expect(await conflicts(id)).toMatchObject([{ field: 'title' }]);
  });

  it('asks as a first conflict where neither value was ever agreed on, also when nobody edited here', async () => {
    await direct({ 'company.website': 'OFF' });
    const id = await client('Sandbar', { website: 'https://ours.example' });
    await poll();
    const path = `/company/companies/${await remoteId(id)}`;
    await http('PATCH', path, { website: 'https://theirs.example' });
    await poll();
    await direct({ 'company.website': 'BOTH' });
    await poll();
    await http('PATCH', path, { city: 'Ocala' });
    await poll();
    expect(await conflicts(id)).toEqual([{ field: 'website' }]);
    expect((await told(id, 'in')).join(' ')).toContain('Each side had its own website');
  });

  it.each([
    ['company.addressLine1', 'OFF', 'addressLine1', 'addressLine1', 'CW Rd'],
    ['company.addressLine2', 'IN_IF_EMPTY', 'addressLine2', 'addressLine2', 'Suite 9'],
    ['company.website', 'OUT_IF_EMPTY', 'website', 'website', 'https://cw.example'],
  ])('says no conflict of %s set to %s', async (field, direction, here, there, theirs) => {
    await direct({ [field]: direction });
    const id = await client(`Of ${field}`, { [here]: 'https://first.example' });
    await poll();
    await mutate(
      'updateClient',
      'ClientInput',
      { name: `Of ${field}`, city: 'Tampa', [here]: 'https://second.example' },
      id,
    );
    await http('PATCH', `/company/companies/${await remoteId(id)}`, { [there]: theirs, city: 'Venice' });
    await poll();
    expect(await conflicts(id)).toEqual([]);
    expect((await told(id, 'in')).join(' ')).not.toContain('Both sides');
    const [row] = await rows<Record<string, string>>(
      `select city, address_line1 as "addressLine1", address_line2 as "addressLine2", website from client where id = $1`,
      [id],
    );
    expect(row).toMatchObject({ city: 'Venice', [here]: 'https://second.example' });
  });

  it.each([
    ['OUT_IF_EMPTY', 'city'],
    ['OUT_IF_EMPTY', 'phone'],
    ['OFF', 'phone'],
  ])('promises nothing of a field set to %s that was emptied here: %s', async (direction, field) => {
    const name = `Emptied ${field} ${direction}`;
    const id = await client(name, { city: 'Tampa', phone: '8135550100' });
    await poll();
    await direct({ [`company.${field}`]: direction });
    const path = `/company/companies/${await remoteId(id)}`;
    const property = field === 'phone' ? 'phoneNumber' : field;
    const theirs = field === 'phone' ? '8135550177' : 'Naples';
    await http('PATCH', path, { [property]: theirs });
    await poll();
    const left = { name, city: 'Tampa', phone: '8135550100', [field]: null };
    await mutate('updateClient', 'ClientInput', left, id);
    await mutate('updateClient', 'ClientInput', { ...left, website: 'https://next.example' }, id);
    expect((await told(id, 'out')).join(' ')).not.toContain('next poll');
    expect((await told(id, 'out')).at(-1)).toContain(`Not sent: ${field}`);
    await poll();
    expect(await rows(`select ${field} as value from client where id = $1`, [id])).toEqual([{ value: null }]);
    expect((await http('GET', path))[property]).toBe(theirs);
  });

  it('promises nothing of a last name that does not come in', async () => {
    await direct({ 'contact.lastName': 'OUT_IF_EMPTY' });
    const clientId = await client('Harbor');
    const input = { clientId, firstName: 'Dirk', lastName: 'First' };
    const id = await mutate('createContact', 'ContactInput', input);
    await poll();
    const path = `/company/contacts/${await remoteId(id)}`;
    await http('PATCH', path, { lastName: 'CWlast' });
    await poll();
    await mutate('updateContact', 'ContactInput', { ...input, lastName: '' }, id);
    expect((await told(id, 'out')).at(-1)).toContain('Not sent: last name');
    expect((await told(id, 'out')).join(' ')).not.toContain('next poll');
    expect((await http('GET', path)).lastName).toBe('CWlast');
  });
});
