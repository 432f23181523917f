import { directedFields } from '@causeway/shared/forms/configuration/field-directions';
import { askConnectWise } from '../../../../../test/support/ask-connectwise.ts';
import { createConnectedApp, saveSettings } from '../../../../../test/support/connected-app.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import type { TestApp } from '../../../../../test/support/test-app.ts';
import { registry } from '../../registry.ts';

type Company = Record<string, unknown> & { id: number };

/** What an admin sets for each field holds on both ways, and the log says so. */
describe('the direction of a field', () => {
  let app: TestApp;
  let company: number;
  let clientId: string;
  const rows = <T extends object = Record<string, unknown>>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const http = (method: string, path: string, body?: object): Promise<Company> =>
    askConnectWise(app, method, path, body);
  const there = () => http('GET', `/company/companies/${company}`);
  const changeThere = (values: Record<string, string>) =>
    http(
      'PATCH',
      `/company/companies/${company}`,
      Object.entries(values).map(([path, value]) => ({ op: 'replace', path, value })),
    );
  const here = async () =>
    (await rows(`select phone, city, website, address_line2 as "line2" from client where id = $1`, [clientId]))[0];
  const changeHere = async (columns: Record<string, string>) => {
    for (const [column, value] of Object.entries(columns))
      await rows(`update client set ${column} = $2 where id = $1`, [clientId, value]);
    const { syncRecord } = await app.graphql(
      'mutation ($id: ID) { syncRecord(entity: COMPANY, localId: $id) { pulled pushed problems { message } } }',
      { id: clientId },
    );
    expect(syncRecord.problems).toEqual([]);
    answered = [syncRecord.pulled, syncRecord.pushed].filter(Boolean).join(' ');
    await app.settle();
  };
  const poll = async () => {
    await app.graphql('mutation { syncNow(entity: COMPANY) { problems { message } } }');
    await app.settle();
  };
  /** The answer to the person who syncs the record, and the last sentence of the log. */
  let answered = '';
  const told = async () => {
    const [last] = await rows<{ description: string }>(
      `select description from audit_event where entity = 'company' and direction = 'out' order by seq desc limit 1`,
    );
    return `${answered} ${last?.description}`;
  };
  const direct = (directions: Record<string, string>) =>
    saveSettings(app, {
      fieldDirections: ['phone', 'city', 'website', 'addressLine2'].map((field) => ({
        field: `company.${field}`,
        direction: directions[field] ?? 'BOTH',
      })),
    });
  const reasonOf = async (field: string) => {
    const { syncedFields } = await app.graphql('{ syncedFields { record field in out reason } }');
    return syncedFields.find(
      (one: { record: string; field: string }) => one.record === 'COMPANY' && one.field === field,
    );
  };

  beforeAll(async () => {
    app = await createConnectedApp({ sandbox: 'empty' });
    company = app.sandbox.store.insert('companies', {
      name: 'Harbor',
      identifier: 'Harbor',
      addressLine1: '1 Bay Street',
      city: 'Tampa',
      phoneNumber: '8135550100',
      site: { name: 'Main' },
    }).id;
    await startWithoutPreview(app);
    await app.settle();
    await saveSettings(app, { mode: 'REAL_TIME' });
    const [link] = await rows<{ id: string }>(
      `select local_id as id from entity_link where entity = 'company' and remote_id = $1`,
      [String(company)],
    );
    clientId = link?.id ?? '';
  }, 60_000);
  afterAll(() => app.stop());

  it('only in: comes in, and an edit here is said not to be sent', async () => {
    await direct({ phone: 'IN' });
    await poll();
    await changeHere({ phone: '8135550111', city: 'Ocala' });
    expect(await there()).toMatchObject({ phoneNumber: '8135550100', city: 'Ocala' });
    expect(await told()).toContain('Not sent: phone, because the settings say only in.');
    await changeThere({ phoneNumber: '8135550122' });
    await poll();
    expect(await here()).toMatchObject({ phone: '8135550122', city: 'Ocala' });
    expect(await reasonOf('phone')).toMatchObject({
      in: 'ALWAYS',
      out: 'NEVER',
      reason: 'Not sent, because the settings say only in.',
    });
  });

  it('only out: an edit there stays there, and the next push sets it right', async () => {
    await direct({ city: 'OUT' });
    await changeThere({ city: 'Naples', addressLine2: 'Floor 2' });
    await poll();
    expect(await here()).toMatchObject({ city: 'Ocala', line2: 'Floor 2' });
    expect(await there()).toMatchObject({ city: 'Naples' });
    await changeHere({ website: 'https://harbor.example' });
    expect(await there()).toMatchObject({ city: 'Ocala', website: 'https://harbor.example' });
    expect(await reasonOf('city')).toMatchObject({ in: 'NEVER', out: 'ALWAYS' });
  });

  it('off: neither side changes the other', async () => {
    await direct({ website: 'OFF' });
    await changeThere({ website: 'https://theirs.example' });
    await poll();
    expect(await here()).toMatchObject({ website: 'https://harbor.example' });
    await changeHere({ website: 'https://ours.example' });
    expect(await there()).toMatchObject({ website: 'https://theirs.example' });
    expect(await told()).toContain('Not sent: website, because the settings say off.');
  });

  it('both ways with an owner: that side stands in a conflict', async () => {
    await saveSettings(app, { fieldDirections: [{ field: 'company.phone', direction: 'BOTH', owner: 'CRM' }] });
    await rows(`update client set phone = '8135550133' where id = $1`, [clientId]);
    await changeThere({ phoneNumber: '8135550144' });
    await poll();
    expect(await here()).toMatchObject({ phone: '8135550133' });
  });

  it('holds for new records of both sides', async () => {
    await direct({ phone: 'IN', city: 'OUT' });
    const made = app.sandbox.store.insert('companies', {
      name: 'Pelican',
      identifier: 'Pelican',
      addressLine1: '2 Bay Street',
      city: 'Venice',
      phoneNumber: '9415550100',
      site: { name: 'Main' },
    });
    await poll();
    const [pelican] = await rows(
      `select c.city, c.phone from client c join entity_link l on l.local_id = c.id where l.entity = 'company' and l.remote_id = $1`,
      [String(made.id)],
    );
    expect(pelican).toEqual({ city: null, phone: '9415550100' });
    const { createClient } = await app.graphql(
      'mutation ($input: ClientInput!) { createClient(input: $input) { client { id } problems { message } } }',
      { input: { name: 'Osprey', addressLine1: '3 Bay Street', city: 'Destin', phone: '8505550100' } },
    );
    expect(createClient.problems).toEqual([]);
    await app.settle();
    const [link] = await rows<{ remoteId: string }>(
      `select remote_id as "remoteId" from entity_link where local_id = $1`,
      [createClient.client.id],
    );
    const osprey = await http('GET', `/company/companies/${link?.remoteId}`);
    expect(osprey).toMatchObject({ name: 'Osprey', city: 'Destin' });
    expect(osprey.phoneNumber ?? null).toBeNull();
  });

  const preview = async (fieldDirections: object[]) => {
    const { fieldDirectionsPreview } = await app.graphql(
      `query ($input: [FieldDirectionInput!]!) { fieldDirectionsPreview(input: $input) {
         preview { sentences lookedAt fields { field taken sent takenSamples { name here there } sentSamples { name here there } } } problems { message } } }`,
      { input: fieldDirections },
    );
    expect(fieldDirectionsPreview.problems).toEqual([]);
    return fieldDirectionsPreview.preview;
  };
  let woken = 0;
  const everywhere = async () => {
    await poll();
    // The sweep wakes a worker within a minute; here another change does.
    await app.graphql('mutation ($input: ClientInput!) { createClient(input: $input) { problems { message } } }', {
      input: { name: `Wakes ${++woken}`, city: 'Ocala' },
    });
    await app.settle();
  };

  it('only in, where it is empty here: fills what is empty and leaves the rest', async () => {
    await direct({ phone: 'OFF', website: 'OFF' });
    await changeThere({ phoneNumber: '8135550150', website: 'https://theirs2.example' });
    await rows(`update client set phone = null, website = 'https://kept.example' where id = $1`, [clientId]);
    await poll();
    const input = ['phone', 'website'].map((field) => ({ field: `company.${field}`, direction: 'IN_IF_EMPTY' }));
    const { sentences, fields } = await preview(input);
    expect(sentences[0]).toBe("1 client gets ConnectWise's Phone.");
    expect(fields).toMatchObject([
      { field: 'phone', taken: 1, sent: 0, takenSamples: [{ name: 'Harbor', here: null, there: '8135550150' }] },
      { field: 'website', taken: 0, sent: 0 },
    ]);
    expect(await here()).toMatchObject({ phone: null });
    await direct({ phone: 'IN_IF_EMPTY', website: 'IN_IF_EMPTY' });
    await poll();
    expect(await here()).toMatchObject({ phone: '8135550150', website: 'https://kept.example' });
    await changeHere({ phone: '8135550151' });
    expect(await there()).toMatchObject({ phoneNumber: '8135550150' });
    expect(await told()).toContain(
      'Not sent: phone and website, because the settings say only in, where it is empty here.',
    );
    await changeThere({ phoneNumber: '8135550152' });
    await poll();
    expect(await here()).toMatchObject({ phone: '8135550151' });
    // Emptied here, it is filled again with the next change there.
    await rows(`update client set phone = null where id = $1`, [clientId]);
    await changeThere({ phoneNumber: '8135550153' });
    await poll();
    expect(await here()).toMatchObject({ phone: '8135550153' });
  });

  it('only out, where it is empty there: fills what is empty and leaves the rest', async () => {
    await direct({ city: 'OFF', addressLine2: 'OFF' });
    await http('PATCH', `/company/companies/${company}`, [
      { op: 'remove', path: 'addressLine2' },
      { op: 'replace', path: 'city', value: 'Theirs' },
    ]);
    await rows(`update client set address_line2 = 'Suite 5', city = 'Ours' where id = $1`, [clientId]);
    await poll();
    const input = ['city', 'addressLine2'].map((field) => ({ field: `company.${field}`, direction: 'OUT_IF_EMPTY' }));
    const { sentences, fields } = await preview(input);
    expect(sentences[0]).toBe("1 company gets the CRM's Address line 2.");
    expect(fields).toMatchObject([
      { field: 'city', taken: 0, sent: 0 },
      { field: 'addressLine2', taken: 0, sent: 1 },
    ]);
    await direct({ city: 'OUT_IF_EMPTY', addressLine2: 'OUT_IF_EMPTY' });
    await everywhere();
    expect(await there()).toMatchObject({ addressLine2: 'Suite 5', city: 'Theirs' });
    await changeHere({ city: 'Ours too' });
    expect(await there()).toMatchObject({ city: 'Theirs' });
    expect(await told()).toContain(
      'Stays different: city ("Ours too" here, "Theirs" in ConnectWise), because ConnectWise has a value, and the settings say only where it is empty there.',
    );
    await changeThere({ addressLine2: 'Theirs 2' });
    await poll();
    expect(await here()).toMatchObject({ line2: 'Suite 5' });
    expect(await reasonOf('city')).toMatchObject({ in: 'NEVER' });
  });

  it('opened again, the owner stands where both have a value, as the preview says', async () => {
    await direct({ city: 'OFF', phone: 'OFF', website: 'OFF' });
    await changeThere({ city: 'Theirs', phoneNumber: '8135550160', website: 'https://theirs.example' });
    await rows(`update client set city = 'Ours', phone = '8135550161', website = null where id = $1`, [clientId]);
    await poll();
    const rowsOf = (direction: string) =>
      ['city', 'phone', 'website'].map((field) => ({
        field: `company.${field}`,
        direction,
        owner: field === 'city' ? 'CRM' : null,
      }));
    const { sentences } = await preview(rowsOf('BOTH'));
    expect([...sentences].sort()).toEqual([
      "1 client gets ConnectWise's Phone.",
      "1 client gets ConnectWise's Website.",
      "1 company gets the CRM's City.",
      '4 linked records were looked at.',
    ]);
    await saveSettings(app, { fieldDirections: rowsOf('BOTH') });
    await everywhere();
    expect(await here()).toMatchObject({ city: 'Ours', phone: '8135550160', website: 'https://theirs.example' });
    expect(await there()).toMatchObject({ city: 'Ours', phoneNumber: '8135550160' });
    expect((await preview([])).sentences).toEqual(['No direction changes.']);
    const before = await rows(`select count(*)::int as n from audit_event where entity = 'company'`);
    await poll();
    expect(await rows(`select count(*)::int as n from audit_event where entity = 'company'`)).toEqual(before);
  });

  it('is refused where it cannot be chosen, kept in the history, and goes with an export', async () => {
    const { saveSyncSettings } = await app.graphql(
      'mutation ($input: SyncSettingsInput!) { saveSyncSettings(input: $input) { problems { code field } } }',
      { input: { fieldDirections: [{ field: 'company.name', direction: 'OFF' }] } },
    );
    expect(saveSyncSettings.problems).toEqual([{ code: 'not_directed', field: 'fieldDirections.0.field' }]);
    await direct({ phone: 'IN', city: 'OUT' });
    await direct({ phone: 'OFF', city: 'OUT' });
    const { settingsRevisions, exportSettings } = await app.graphql(
      '{ exportSettings settingsRevisions(first: 1) { items { changes { label from to } } } }',
    );
    expect(settingsRevisions.items[0].changes).toEqual([
      { label: 'Direction for Client, phone', from: 'Only in', to: 'Off' },
    ]);
    expect(exportSettings.configuration.fieldDirections).toContainEqual({
      field: 'company.phone',
      direction: 'off',
      owner: null,
      asks: false,
    });
  });

  it('can be chosen for fields that a record can be without, and that stand alone', () => {
    for (const { entity, fields } of registry)
      for (const field of directedFields[entity]) {
        const entry = fields[field];
        expect(entry && { field, type: entry.type, isDerived: entry.derived ?? false }).toMatchObject({
          isDerived: false,
        });
        expect(entry?.type).not.toBe('boolean');
        expect(entry?.place.kind === 'scalar' && entry.place.required).not.toBe(true);
      }
  });
});
