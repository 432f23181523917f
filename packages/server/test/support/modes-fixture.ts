import type { WireRecord } from '@causeway/sandbox';
import { startWithoutPreview } from './settings.ts';
import { createTestApp, type TestApp } from './test-app.ts';
import { addStages, keysOf, usualStages } from './test-workspace.ts';

export type Kind = 'company' | 'contact' | 'product' | 'opportunity';

const kinds: Kind[] = ['company', 'contact', 'product', 'opportunity'];

/** How each of the four two-way records is made and changed on either side, and read on the other. */
interface Sides {
  /** Made in ConnectWise; the ID there. */
  makeThere(name: string): WireRecord;
  changeThere(id: number, value: string): void;
  makeHere(name: string): Promise<string>;
  changeHere(id: string, value: string): Promise<void>;
  /** The changed field, as it stands here. */
  here(id: string): Promise<string | null>;
  /** As it stands in ConnectWise. */
  there(id: number): unknown;
  record: string;
}

/** A connected workspace with both sides of every two-way record at hand, made before the first test of the file. */
export function useModes() {
  let app: TestApp;
  let stages: Record<string, string>;
  let companyId: number;
  let clientId: string;
  let contactId: number;
  let sides: Record<Kind, Sides>;
  let numbers = 0;
  const unique = (word: string) => `${word} ${++numbers}`;
  const tables: Record<Kind, string> = {
    company: 'client',
    contact: 'contact',
    product: 'product',
    opportunity: 'opportunity',
  };
  const rows = <T extends object>(sql: string, params: unknown[] = []) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const mutate = async (name: string, input: object, type: string, fields: string, id?: string) => {
    const answer = await app.graphql(
      `mutation (${id ? '$id: ID!, ' : ''}$input: ${type}!) { ${name}(${id ? 'id: $id, ' : ''}input: $input) { ${fields} problems { code message } } }`,
      { input, ...(id ? { id } : {}) },
    );
    expect(answer[name].problems).toEqual([]);
    return answer[name];
  };
  const use = (mode: string, options: object = {}) =>
    mutate('saveSyncSettings', { mode, options }, 'SyncSettingsInput', 'settings { mode }');
  const poll = async () => {
    const { syncNow } = await app.graphql('mutation { syncNow { problems { code message } } }');
    expect(syncNow.problems).toEqual([]);
    await app.settle();
  };
  const linkOf = async (entity: Kind, by: { remoteId?: number; localId?: string }) =>
    (
      await rows<{ localId: string; remoteId: number }>(
        `select local_id as "localId", remote_id::int as "remoteId" from entity_link where entity = $1 and (remote_id = $2 or local_id = $3)`,
        [entity, by.remoteId === undefined ? null : String(by.remoteId), by.localId ?? null],
      )
    )[0];
  const events = (localId: string, status?: string) =>
    rows<{ direction: string; operation: string; status: string; code: string | null; description: string }>(
      `select direction, operation, status, code, description from audit_event where local_id = $1 ${status ? `and status = '${status}'` : ''} order by seq`,
      [localId],
    );
  const text = async (kind: Kind, column: string, id: string) =>
    (await rows<{ value: string | null }>(`select ${column} as value from ${tables[kind]} where id = $1`, [id]))[0]
      ?.value ?? null;
  const writes = () => app.sandbox.journal().filter((entry) => entry.method !== 'GET');

  beforeAll(async () => {
    app = await createTestApp();
    stages = await addStages({ rows }, usualStages);
    await mutate('connect', keysOf(app.sandbox), 'ConnectInput', 'connection { id }');
    const { store } = app.sandbox;
    const address = { addressLine1: '1 Main St', site: { name: 'Main' } };
    companyId = store.insert('companies', { name: 'Harbor', identifier: 'Harbor', ...address }).id;
    contactId = store.insert('contacts', { firstName: 'Ann', company: { id: companyId }, defaultFlag: true }).id;
    await startWithoutPreview(app);
    await app.settle();
    clientId = (await linkOf('company', { remoteId: companyId }))?.localId ?? '';
    const item = store.list('subcategories')[0];
    const productType = store.list('productTypes')[0];
    sides = {
      company: {
        record: 'companies',
        makeThere: (name) => store.insert('companies', { name, identifier: name.replace(/\W/g, ''), ...address }),
        changeThere: (id, value) => store.patch('companies', id, { phoneNumber: value }),
        makeHere: async (name) =>
          (await mutate('createClient', { name, city: 'Tampa' }, 'ClientInput', 'client { id }')).client.id,
        changeHere: async (id, value) => {
          const name = await text('company', 'name', id);
          await mutate('updateClient', { name, phone: value }, 'ClientInput', 'client { id }', id);
        },
        here: (id) => text('company', 'phone', id),
        there: (id) => store.get('companies', id)?.phoneNumber,
      },
      contact: {
        record: 'contacts',
        makeThere: (name) => store.insert('contacts', { firstName: name, company: { id: companyId } }),
        changeThere: (id, value) => store.patch('contacts', id, { title: value }),
        makeHere: async (firstName) =>
          (await mutate('createContact', { firstName, clientId }, 'ContactInput', 'contact { id }')).contact.id,
        changeHere: async (id, value) => {
          const firstName = await text('contact', 'first_name', id);
          await mutate('updateContact', { firstName, clientId, title: value }, 'ContactInput', 'contact { id }', id);
        },
        here: (id) => text('contact', 'title', id),
        there: (id) => store.get('contacts', id)?.title,
      },
      product: {
        record: 'catalog',
        makeThere: (name) =>
          store.insert('catalog', {
            identifier: name,
            description: name,
            customerDescription: name,
            subcategory: { id: item?.id },
            type: { id: productType?.id },
            price: 10,
          }),
        changeThere: (id, value) => store.patch('catalog', id, { customerDescription: value }),
        makeHere: async (name) =>
          (
            await mutate(
              'createProduct',
              { name, sku: name, kind: 'PRODUCT', price: '10', cost: '5' },
              'ProductInput',
              'product { id }',
            )
          ).product.id,
        changeHere: async (id, value) => {
          const name = await text('product', 'name', id);
          await mutate(
            'updateProduct',
            { name, sku: name, kind: 'PRODUCT', price: '10', cost: '5', description: value },
            'ProductInput',
            'product { id }',
            id,
          );
        },
        here: (id) => text('product', 'description', id),
        there: (id) => store.get('catalog', id)?.customerDescription,
      },
      opportunity: {
        record: 'opportunities',
        makeThere: (name) =>
          store.insert('opportunities', {
            name,
            company: { id: companyId },
            contact: { id: contactId },
            expectedCloseDate: '2027-01-31T00:00:00Z',
            primarySalesRep: { id: store.list('members')[0]?.id },
          }),
        changeThere: (id, value) => store.patch('opportunities', id, { notes: value }),
        makeHere: async (name) =>
          (
            await mutate(
              'createOpportunity',
              { name, clientId, stageId: stages.Lead },
              'OpportunityInput',
              'opportunity { id }',
            )
          ).opportunity.id,
        changeHere: async (id, value) => {
          const name = await text('opportunity', 'name', id);
          const stageId = await text('opportunity', 'stage_id', id);
          await mutate(
            'updateOpportunity',
            { name, clientId, stageId, notes: value },
            'OpportunityInput',
            'opportunity { id }',
            id,
          );
        },
        here: (id) => text('opportunity', 'notes', id),
        there: (id) => store.get('opportunities', id)?.notes,
      },
    };
  });
  afterAll(() => app.stop());

  /** A record that was made in ConnectWise and has come in. */
  const pulledRecord = async (kind: Kind) => {
    const made = sides[kind].makeThere(unique(`Pulled ${kind}`));
    await poll();
    const localId = (await linkOf(kind, { remoteId: made.id }))?.localId ?? '';
    expect(localId).not.toBe('');
    return { remoteId: made.id, localId };
  };

  return {
    get app() {
      return app;
    },
    get stages() {
      return stages;
    },
    get companyId() {
      return companyId;
    },
    get clientId() {
      return clientId;
    },
    get sides() {
      return sides;
    },
    kinds,
    tables,
    unique,
    rows,
    mutate,
    use,
    poll,
    linkOf,
    events,
    text,
    writes,
    pulledRecord,
  };
}
