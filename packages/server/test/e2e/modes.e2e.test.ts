import type { WireRecord } from '@causeway/sandbox';
import { startWithoutPreview } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

type Kind = 'company' | 'contact' | 'product' | 'opportunity';

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

describe('modes', () => {
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
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    const found = await app.graphql('{ pipelineStages { id name } }');
    stages = Object.fromEntries(found.pipelineStages.map((s: { id: string; name: string }) => [s.name, s.id]));
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await mutate('connect', { siteUrl, loginCompany, publicKey, privateKey }, 'ConnectInput', 'connection { id }');
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
  const kinds: Kind[] = ['company', 'contact', 'product', 'opportunity'];

  it('R9: one of the modes is chosen, "pull new + push won" at first', async () => {
    expect((await app.graphql('{ syncSettings { mode } }')).syncSettings.mode).toBe('PULL_NEW_PUSH_WON');
    const answer = await app.ask('mutation { saveSyncSettings(input: { mode: BOTH }) { problems { code } } }');
    expect(answer.errors[0]?.message).toContain('SyncMode');
  });

  describe.each(kinds)('pull new + push won: %s', (kind) => {
    beforeAll(() => use('PULL_NEW_PUSH_WON'));

    it('R10: comes in once when it was made in ConnectWise', async () => {
      const { localId, remoteId } = await pulledRecord(kind);
      await poll();
      expect(
        await rows(`select 1 from entity_link where entity = $1 and remote_id = $2`, [kind, String(remoteId)]),
      ).toHaveLength(1);
      expect((await events(localId)).map((e) => e.operation)).toEqual(['create']);
    });

    it('R11: keeps its value when ConnectWise’s changes later, with one note and no error', async () => {
      const { localId, remoteId } = await pulledRecord(kind);
      const before = await sides[kind].here(localId);
      sides[kind].changeThere(remoteId, '813 555 0111');
      await poll();
      await poll();
      expect(await sides[kind].here(localId)).toBe(before);
      expect((await events(localId)).slice(1)).toMatchObject([{ status: 'skipped', code: 'mode' }]);
      expect(
        await rows(`select 1 from sync_issue where remote_id = $1 and entity = $2`, [String(remoteId), kind]),
      ).toEqual([]);
    });

    it('R12: is not sent when it is changed or made here', async () => {
      const { localId } = await pulledRecord(kind);
      app.sandbox.clearJournal();
      await sides[kind].changeHere(localId, '813 555 0112');
      await sides[kind].makeHere(unique(`Own ${kind}`));
      await app.settle();
      expect(writes()).toEqual([]);
      expect(await rows(`select 1 from push_request where local_id = $1`, [localId])).toEqual([]);
    });
  });

  describe('pull new + push won: wins and losses', () => {
    beforeAll(() => use('PULL_NEW_PUSH_WON'));
    const close = async (id: string, how: 'Won' | 'Lost') => {
      const answer = await app.graphql(`mutation ($id: ID!) { markOpportunity${how}(id: $id) { problems { code } } }`, {
        id,
      });
      expect(answer[`markOpportunity${how}`].problems).toEqual([]);
      await app.settle();
    };

    it('R14: a win goes out once for each time it is won', async () => {
      const id = await sides.opportunity.makeHere(unique('Won deal'));
      await close(id, 'Won');
      const link = await linkOf('opportunity', { localId: id });
      expect(link).toBeDefined();
      app.sandbox.clearJournal();
      await close(id, 'Won');
      expect(writes()).toEqual([]);
    });

    it('R15: a loss stays here', async () => {
      const { localId } = await pulledRecord('opportunity');
      app.sandbox.clearJournal();
      await close(localId, 'Lost');
      expect(writes()).toEqual([]);
    });

    it('A5: with the switch the loss of a linked one is sent, its status alone', async () => {
      await use('PULL_NEW_PUSH_WON', { pushLost: true });
      const { localId, remoteId } = await pulledRecord('opportunity');
      await sides.opportunity.changeHere(localId, 'Not for ConnectWise.');
      const own = await sides.opportunity.makeHere(unique('Never sent'));
      app.sandbox.clearJournal();
      await close(localId, 'Lost');
      await close(own, 'Lost');
      const remote = app.sandbox.store.get('opportunities', remoteId);
      const status = app.sandbox.store.get(
        'opportunityStatuses',
        (remote?.status as { id: number } | undefined)?.id ?? 0,
      );
      expect(status?.lostFlag).toBe(true);
      expect(remote?.notes ?? null).not.toBe('Not for ConnectWise.');
      expect(writes().map((entry) => entry.method)).toEqual(['PATCH']);
      expect(await linkOf('opportunity', { localId: own })).toBeUndefined();
      await use('PULL_NEW_PUSH_WON', { pushLost: false });
    });
  });

  describe.each(kinds)('real time: %s', (kind) => {
    beforeAll(() => use('REAL_TIME'));

    it('R16: is made and changed from ConnectWise', async () => {
      const { localId, remoteId } = await pulledRecord(kind);
      sides[kind].changeThere(remoteId, '813 555 0113');
      await poll();
      expect(await sides[kind].here(localId)).toBe('813 555 0113');
    });

    it('R16: is made and changed from here', async () => {
      const id = await sides[kind].makeHere(unique(`Own ${kind}`));
      await app.settle();
      const link = await linkOf(kind, { localId: id });
      expect(app.sandbox.store.get(sides[kind].record, link?.remoteId ?? 0)).toBeDefined();
      await sides[kind].changeHere(id, '813 555 0114');
      await app.settle();
      expect(sides[kind].there(link?.remoteId ?? 0)).toBe('813 555 0114');
    });

    it('R18: is asked for in the transaction of the change, and not when that is rolled back', async () => {
      const id = await sides[kind].makeHere(unique(`Own ${kind}`));
      const [request] = await rows<{ same: boolean }>(
        `select p.requested_at = t.created_at as same from push_request p join ${tables[kind]} t on t.id = p.local_id where p.local_id = $1`,
        [id],
      );
      expect(request).toEqual({ same: true });
      await app.settle();
      const refused = unique('Rolled back');
      await expect(
        app.database.inWorkspace(app.workspaceId, async (tx) => {
          const made = await tx.query<{ id: string }>(`insert into client (name) values ($1) returning id`, [refused]);
          await app.app.push.onCrmChange(tx, {
            entity: 'client',
            id: made[0]?.id ?? '',
            kind: 'created',
            origin: { kind: 'system' },
          });
          throw new Error('no');
        }),
      ).rejects.toThrow('no');
      expect(await rows(`select 1 from push_request where state = 'pending'`)).toEqual([]);
    });
  });

  describe('real time, whatever the status', () => {
    beforeAll(() => use('REAL_TIME'));

    it.each(['Won', 'Lost'])('R16: an opportunity that is %s is still edited both ways', async (how) => {
      const id = await sides.opportunity.makeHere(unique(`${how} deal`));
      await app.graphql(`mutation ($id: ID!) { markOpportunity${how}(id: $id) { problems { code } } }`, { id });
      await app.settle();
      const remoteId = (await linkOf('opportunity', { localId: id }))?.remoteId ?? 0;
      await sides.opportunity.changeHere(id, 'Edited here');
      await app.settle();
      expect(sides.opportunity.there(remoteId)).toBe('Edited here');
      await poll();
      sides.opportunity.changeThere(remoteId, 'Edited there');
      await poll();
      expect(await sides.opportunity.here(id)).toBe('Edited there');
      const kind = await rows(
        `select s.kind from opportunity o join pipeline_stage s on s.id = o.stage_id where o.id = $1`,
        [id],
      );
      expect(kind).toEqual([{ kind: how.toLowerCase() }]);
    });

    it('R17: polls every 15 minutes, and says when the next one is', async () => {
      await rows(`update connection set next_pull_at = now() - interval '1 second'`);
      await app.graphql('mutation { syncNow { problems { code } } }');
      await app.settle();
      const { runOnce } = await import('../support/sync-app.ts');
      const [connection] = await rows<{ id: string }>(`select id from connection`);
      await runOnce(app.app.pull.pull, app.workspaceId, connection?.id ?? '', 'poll');
      const [next] = await rows<{ minutes: number }>(
        `select round(extract(epoch from next_pull_at - now()) / 60)::int as minutes from connection`,
      );
      expect(next).toEqual({ minutes: 15 });
      const health = await app.graphql('{ integrationHealth { nextPullAt } }');
      expect(health.integrationHealth.nextPullAt).toEqual(expect.any(String));
    });

    it('keeps the representative and the contact that were chosen in ConnectWise when something else is edited here', async () => {
      const { localId, remoteId } = await pulledRecord('opportunity');
      const { store } = app.sandbox;
      const member = store.insertRaw('members', {
        identifier: 'BSmith',
        firstName: 'Bo',
        lastName: 'Smith',
        officeEmail: 'bo@msp.example',
        defaultEmail: 'Office',
        licenseClass: 'F',
      });
      const other = store.insert('contacts', { firstName: 'Bea', company: { id: companyId } });
      store.patch('opportunities', remoteId, { primarySalesRep: { id: member.id }, contact: { id: other.id } });
      await sides.opportunity.changeHere(localId, 'Only the notes.');
      await app.settle();
      expect(store.get('opportunities', remoteId)).toMatchObject({
        notes: 'Only the notes.',
        primarySalesRep: { id: member.id },
        contact: { id: other.id },
      });
    });

    it('takes the owner over both ways when both sides know the person by e-mail', async () => {
      const { store } = app.sandbox;
      const member = store.insertRaw('members', {
        identifier: 'Support1',
        firstName: 'Sue',
        lastName: 'Port',
        officeEmail: 'SUPPORT@test.example',
        defaultEmail: 'Office',
        licenseClass: 'F',
      });
      await app.graphql('mutation { refreshReferenceData { problems { code } } }');
      // The sandbox's light list of members leaves the address out; ConnectWise's has it.
      await rows(
        `update reference_item set flags = flags || '{"email": "SUPPORT@test.example"}' where kind = 'member' and remote_id = $1`,
        [String(member.id)],
      );
      const { localId, remoteId } = await pulledRecord('opportunity');
      store.patch('opportunities', remoteId, { primarySalesRep: { id: member.id } });
      await poll();
      const owners = await rows<{ email: string }>(
        `select u.email from opportunity o join app_user u on u.id = o.owner_id where o.id = $1`,
        [localId],
      );
      expect(owners).toEqual([{ email: 'support@test.example' }]);
      const own = await sides.opportunity.makeHere(unique('Owned'));
      const [user] = await rows<{ id: string }>(`select id from app_user where email = 'support@test.example'`);
      await mutate(
        'updateOpportunity',
        { name: 'Owned by Sue', clientId, stageId: stages.Lead, ownerId: user?.id },
        'OpportunityInput',
        'opportunity { id }',
        own,
      );
      await app.settle();
      expect(store.get('opportunities', (await linkOf('opportunity', { localId: own }))?.remoteId ?? 0)).toMatchObject({
        primarySalesRep: { id: member.id },
      });
    });

    it('A18: when both sides changed a field, the owner’s value stands, and the log has both', async () => {
      const { localId, remoteId } = await pulledRecord('company');
      sides.company.changeThere(remoteId, '813 555 0201');
      await sides.company.changeHere(localId, '813 555 0202');
      await app.settle();
      expect(sides.company.there(remoteId)).toBe('813 555 0201');
      await poll();
      expect(await sides.company.here(localId)).toBe('813 555 0201');
      const texts = (await events(localId)).map((e) => e.description).join('\n');
      expect(texts).toContain('Both sides had changed phone; the value of ConnectWise stands');
      await use('REAL_TIME', { owners: { company: 'CRM' } });
      sides.company.changeThere(remoteId, '813 555 0205');
      await sides.company.changeHere(localId, '813 555 0206');
      await app.settle();
      expect(sides.company.there(remoteId)).toBe('813 555 0206');
      await poll();
      expect(await sides.company.here(localId)).toBe('813 555 0206');
      await use('REAL_TIME', { owners: { company: 'CONNECTWISE' } });
    });
  });

  describe('R19: a change of mode', () => {
    it('holds pushes that were asked for before, with the reason', async () => {
      await use('REAL_TIME');
      const made: Record<string, string> = {};
      for (const kind of kinds) made[kind] = await sides[kind].makeHere(unique(`Queued ${kind}`));
      app.sandbox.clearJournal();
      await use('PULL_NEW_PUSH_WON');
      await app.settle();
      expect(writes()).toEqual([]);
      for (const kind of kinds) {
        expect(await events(made[kind] ?? '', 'skipped')).toMatchObject([
          { direction: 'out', operation: 'skip', code: 'mode', description: expect.stringMatching(/sync mode sends/) },
        ]);
        expect(await rows(`select state from push_request where local_id = $1`, [made[kind]])).toEqual([
          { state: 'done' },
        ]);
      }
    });

    it('sends and takes in nothing of what was before, says how much that is, and catches up on a person’s word', async () => {
      await use('PULL_NEW_PUSH_WON');
      const edited = await pulledRecord('company');
      const changed = await pulledRecord('product');
      await sides.company.changeHere(edited.localId, '813 555 0203');
      sides.product.changeThere(changed.remoteId, 'changed under the old mode');
      await poll();
      const own = await sides.contact.makeHere(unique('Never sent'));
      const preview = `query ($mode: SyncMode) { modePreview(mode: $mode) { preview { sentences unpushedEdits newHere keptOut heldPushes incoming nextPullAt } problems { code } } }`;
      const { modePreview } = await app.graphql(preview, { mode: 'REAL_TIME' }, { as: 'support' });
      expect(modePreview.preview).toMatchObject({
        incoming: expect.any(Number),
        heldPushes: 0,
        nextPullAt: expect.any(String),
      });
      expect(modePreview.preview.unpushedEdits).toBeGreaterThanOrEqual(1);
      expect(modePreview.preview.keptOut).toBeGreaterThanOrEqual(1);
      expect(modePreview.preview.newHere).toBeGreaterThanOrEqual(1);
      expect(modePreview.preview.sentences.join(' ')).toMatch(/not sent by themselves.+by Catch up/);

      await use('REAL_TIME');
      app.sandbox.clearJournal();
      await poll();
      expect(writes()).toEqual([]);
      expect(await sides.product.here(changed.localId)).not.toBe('changed under the old mode');

      const caught = await mutate('catchUp', {}, 'CatchUpInput', 'edits newRecords changes');
      expect(caught).toMatchObject({
        edits: modePreview.preview.unpushedEdits,
        changes: modePreview.preview.keptOut,
        newRecords: 0,
      });
      await app.settle();
      expect(sides.company.there(edited.remoteId)).toBe('813 555 0203');
      expect(await sides.product.here(changed.localId)).toBe('changed under the old mode');
      expect(await linkOf('contact', { localId: own })).toBeUndefined();
      const sent = await mutate('catchUp', { newRecords: true }, 'CatchUpInput', 'edits newRecords changes');
      expect(sent).toMatchObject({ edits: 0, changes: 0 });
      await app.settle();
      expect(await linkOf('contact', { localId: own })).toBeDefined();
      const nothing = await app.graphql('mutation { catchUp(input: { newRecords: true }) { problems { code } } }');
      expect(nothing.catchUp.problems).toEqual([{ code: 'nothing_to_do' }]);
    });

    it('takes in what an earlier mode kept out once the record changes again', async () => {
      await use('PULL_NEW_PUSH_WON');
      const { localId, remoteId } = await pulledRecord('company');
      app.sandbox.store.patch('companies', remoteId, { city: 'Ocala' });
      await poll();
      await use('REAL_TIME');
      sides.company.changeThere(remoteId, '813 555 0999');
      await poll();
      expect(await rows(`select city, phone from client where id = $1`, [localId])).toEqual([
        { city: 'Ocala', phone: '813 555 0999' },
      ]);
    });

    it('is an admin’s to catch up on', async () => {
      await expect(
        app.graphql('mutation { catchUp(input: {}) { problems { code } } }', {}, { as: 'support' }),
      ).rejects.toMatchObject({ code: 'forbidden' });
    });
  });

  describe('A2: the other modes', () => {
    it('pull only takes in and sends nothing', async () => {
      await use('PULL_ONLY');
      const { localId, remoteId } = await pulledRecord('company');
      sides.company.changeThere(remoteId, '813 555 0115');
      await poll();
      expect(await sides.company.here(localId)).toBe('813 555 0115');
      app.sandbox.clearJournal();
      const id = await sides.opportunity.makeHere(unique('Unsent'));
      await app.graphql(`mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { code } } }`, { id });
      await app.settle();
      expect(writes()).toEqual([]);
    });

    it('push won only sends wins and takes in nothing', async () => {
      await use('PUSH_WON_ONLY');
      const made = sides.company.makeThere(unique('Unseen'));
      await poll();
      expect(await linkOf('company', { remoteId: made.id })).toBeUndefined();
      const id = await sides.opportunity.makeHere(unique('Sent'));
      await app.graphql(`mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { code } } }`, { id });
      await app.settle();
      expect(await linkOf('opportunity', { localId: id })).toBeDefined();
    });
  });
});
