import {
  accept,
  connect,
  decide,
  type Pair,
  type PairPage,
  pairsQuery,
  summaryOf,
} from '../../../../../test/support/match-documents.ts';
import { startWithoutPreview } from '../../../../../test/support/settings.ts';
import { createTestApp, type TestApp } from '../../../../../test/support/test-app.ts';

describe('matching what exists on both sides', () => {
  let app: TestApp;
  const remote: Record<string, string> = {};
  const local: Record<string, string> = {};

  const rows = <T extends object>(sql: string, params: unknown[] = []): Promise<T[]> =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(sql, params));
  const addRemote = (key: string, record: 'companies' | 'contacts' | 'catalog', body: object): string => {
    remote[key] = String(app.sandbox.store.insert(record, { ...body }).id);
    return remote[key];
  };
  const addClient = async (key: string, client: Record<string, string | null>): Promise<void> => {
    const names = Object.keys(client);
    const [made] = await rows<{ id: string }>(
      `insert into client (${names.join(', ')}) values (${names.map((_, n) => `$${n + 1}`).join(', ')}) returning id`,
      Object.values(client),
    );
    local[key] = made?.id ?? '';
  };
  const compare = async (): Promise<void> => {
    const { startMatching } = await app.graphql('mutation { startMatching { run { state } problems { message } } }');
    expect(startMatching).toEqual({ run: { state: 'RUNNING' }, problems: [] });
    await app.settle();
  };
  const summary = async (threshold?: number) => (await app.graphql(summaryOf, { threshold })).matchSummary;
  const companies = async (threshold?: number) => (await summary(threshold)).entities[0];
  const pairs = async (variables: object): Promise<Pair[]> =>
    (await app.graphql(pairsQuery, variables)).matchPairs.items;
  const pairOf = async (key: string, entity = 'COMPANY'): Promise<Pair> => {
    const [found] = await pairs({ entity, remoteId: remote[key] });
    if (!found) throw new Error(`There is no pair of ${key}.`);
    return found;
  };
  const say = async (ids: string[], decision: string) => (await app.graphql(decide, { ids, decision })).decideMatches;
  const linkOf = async (key: string, entity = 'company') =>
    (
      await rows<{ local_id: string; origin: string; base: object | null }>(
        'select local_id, origin, base from entity_link where entity = $1 and remote_id = $2',
        [entity, remote[key]],
      )
    )[0];

  beforeAll(async () => {
    app = await createTestApp();
    await rows(
      `insert into pipeline_stage (name, position, kind) values ('Open', 1, 'open'), ('Won', 2, 'won'), ('Lost', 3, 'lost')`,
    );
    const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
    await app.graphql(connect, { input: { siteUrl, loginCompany, publicKey, privateKey } });
    const site = { site: { name: 'Main' }, addressLine1: '-' };
    const both: [key: string, client: Record<string, string | null>, company: object][] = [
      [
        'sure',
        { name: 'Harbor Dental', website: 'https://harbor.example' },
        { identifier: 'HD', name: 'HARBOR DENTAL, Inc.', website: 'www.harbor.example' },
      ],
      [
        'number',
        { name: 'Finch Law', phone: '813-555-0111' },
        { identifier: 'FL', name: 'Finch Law LLC', phoneNumber: '8135550111' },
      ],
      ['town', { name: 'Alder Bakery', city: 'Tampa' }, { identifier: 'AB', name: 'Alder Bakery', city: 'Tampa' }],
      [
        'moved',
        { name: 'Quay Realty', website: 'quay.example', city: 'Tampa' },
        { identifier: 'QR', name: 'Quay Realty', website: 'quay.example', city: 'Miami' },
      ],
      [
        'renamed',
        { name: 'Pinnacle', website: 'lagoon.example', phone: '305-555-0100' },
        { identifier: 'BL', name: 'Blue Lagoon', website: 'lagoon.example', phoneNumber: '3055550100' },
      ],
    ];
    for (const [key, client, company] of both) {
      await addClient(key, client);
      addRemote(key, 'companies', { ...site, ...company });
    }
    await addClient('twin', { name: 'Contoso', website: 'contoso.example' });
    for (const [n, key] of ['twinA', 'twinB'].entries())
      addRemote(key, 'companies', {
        ...site,
        identifier: `CON${n}`,
        name: `Contoso${n ? ' Inc' : ''}`,
        website: 'contoso.example',
      });
    await addClient('alone', { name: 'Only Here' });
    addRemote('there', 'companies', { ...site, identifier: 'THERE', name: 'Only There' });
    addRemote('deleted', 'companies', { ...site, identifier: 'GONE', name: 'Harbor Dental', deletedFlag: true });
    const email = (value: string) => ({
      communicationItems: [{ type: { id: 1 }, value, communicationType: 'Email', defaultFlag: true }],
    });
    addRemote('ann', 'contacts', {
      firstName: 'Ann',
      lastName: 'Lee',
      company: { id: Number(remote.sure) },
      ...email('ann@harbor.example'),
    });
    addRemote('bo', 'contacts', { firstName: 'Bo', lastName: 'Ek', company: { id: Number(remote.moved) } });
    const people = await rows<{ id: string }>(
      `insert into contact (client_id, first_name, last_name, email) values ($1, 'Ann', 'Lee', 'ANN@harbor.example'), ($2, 'Bo', 'Ek', null) returning id`,
      [local.sure, local.moved],
    );
    [local.ann, local.bo] = people.map((one) => one.id) as [string, string];
    await rows(`insert into product (name, sku) values ('Firewall 60F', 'FG-60F'), ('Desk lamp', 'DL-1')`);
    const item = { subcategory: { id: 1 }, type: { id: 1 }, customerDescription: 'x' };
    addRemote('firewall', 'catalog', { ...item, identifier: 'fg-60f', description: 'Firewall 60F appliance' });
    addRemote('lamp', 'catalog', { ...item, identifier: 'DL-1', description: 'Rack rails' });
  });
  afterAll(() => app.stop());

  it('says that nothing was compared yet', async () => {
    expect(await summary()).toMatchObject({ run: null, threshold: 90, savedThreshold: 90, waiting: 0 });
    const { setupSteps } = await app.graphql('{ setupSteps { step state note } }');
    expect(setupSteps.find((s: { step: string }) => s.step === 'MATCHING')).toMatchObject({
      state: 'OPEN',
      note: 'Not compared yet.',
    });
  });

  it('P1: compares both sides and links nothing by that', async () => {
    app.sandbox.clearJournal();
    await compare();
    expect(await summary()).toMatchObject({
      waiting: 6,
      run: { state: 'DONE', startedBy: 'admin', error: null },
      entities: [
        { entity: 'COMPANY', exact: 2, probable: 3, ambiguous: 2, onlyLocal: 1 },
        { entity: 'CONTACT', exact: 2, probable: 0, ambiguous: 0, onlyLocal: 0, onlyRemote: 0 },
        { entity: 'PRODUCT', exact: 1, probable: 1, ambiguous: 0, onlyLocal: 0 },
      ],
    });
    expect(await rows('select 1 from entity_link')).toEqual([]);
    const { setupSteps } = await app.graphql('{ setupSteps { step state note } }');
    expect(setupSteps.find((s: { step: string }) => s.step === 'MATCHING')).toMatchObject({
      state: 'OPEN',
      note: '6 pairs wait for a person.',
    });
  });

  it('asks ConnectWise for pages of only what is compared, of all records: those that a filter excludes are counted, too', () => {
    const asked = app.sandbox
      .journal()
      .filter((call) => call.path.endsWith('/company/companies') && call.query.includes('pageSize=1000'));
    expect(asked).toHaveLength(1);
    expect(asked[0]?.query).toMatch(/fields=[^&]*deletedFlag/);
    expect(asked[0]?.query).not.toMatch(/conditions/);
  });

  it('counts for the threshold that is asked for, and keeps the one that is saved', async () => {
    expect(await companies(70)).toMatchObject({ exact: 3, probable: 2, ambiguous: 2 });
    expect(await companies(100)).toMatchObject({ exact: 1, probable: 4 });
    const { errors } = await app.ask(summaryOf, { threshold: 20 });
    expect(errors[0]?.message).toBe('Choose a threshold from 50 to 100.');
    const save = `mutation ($threshold: Int!) { saveSyncSettings(input: { matching: { threshold: $threshold } }) { settings { matching { threshold } } problems { field message } } }`;
    expect((await app.graphql(save, { threshold: 20 })).saveSyncSettings.problems).toEqual([
      {
        field: 'matching.threshold',
        message: 'Choose a threshold from 50 to 100: below that, records share too little.',
      },
    ]);
    expect((await app.graphql(save, { threshold: 95 })).saveSyncSettings.settings.matching).toEqual({ threshold: 95 });
    expect((await summary()).threshold).toBe(95);
    await app.graphql(save, { threshold: 90 });
  });

  it('lists pairs side by side, those of one record together, page by page', async () => {
    const probable = await pairs({ entity: 'COMPANY', bucket: 'PROBABLE' });
    expect(probable.map((pair) => [pair.remoteName, pair.veto])).toEqual(
      [
        ['Blue Lagoon', 'NAME_DIFFERS'],
        ['Quay Realty', 'OTHER_PLACE'],
        ['Alder Bakery', null],
      ].sort(
        (a, b) => probable.findIndex((p) => p.remoteName === a[0]) - probable.findIndex((p) => p.remoteName === b[0]),
      ),
    );
    const [renamed] = await pairs({ entity: 'COMPANY', search: 'blue lag' });
    expect(renamed).toMatchObject({
      localName: 'Pinnacle',
      remoteUrl: expect.stringContaining(remote.renamed ?? ''),
      breakdown: expect.arrayContaining([
        { attribute: 'NAME', outcome: 'DIFFERS', points: -30, local: 'Pinnacle', remote: 'Blue Lagoon' },
        { attribute: 'DOMAIN', outcome: 'AGREES', points: 40, local: 'lagoon.example', remote: 'lagoon.example' },
      ]),
    });
    const all = await pairs({ entity: 'COMPANY' });
    const paged: Pair[] = [];
    let after: string | null = null;
    for (let more = true; more; ) {
      const { matchPairs }: { matchPairs: PairPage } = await app.graphql(pairsQuery, {
        entity: 'COMPANY',
        first: 2,
        after,
      });
      expect(matchPairs.totalCount).toBe(all.length);
      paged.push(...matchPairs.items);
      after = matchPairs.pageInfo.endCursor;
      more = matchPairs.pageInfo.hasNextPage;
    }
    expect(paged).toEqual(all);
  });

  it('P7: remembers through all comparisons what a person has told apart', async () => {
    const pair = await pairOf('renamed');
    expect(await say([pair.id], 'NOT_SAME')).toEqual({ decided: 1, ids: [pair.id], problems: [] });
    await compare();
    expect(await pairOf('renamed')).toMatchObject({ id: pair.id, state: 'REJECTED', decidedBy: 'admin' });
    expect(await companies()).toMatchObject({ probable: 2, rejected: 1, onlyLocal: 2 });
    expect(
      await rows(`select operation, status, code, actor from audit_event where remote_id = $1 and entity = 'company'`, [
        remote.renamed,
      ]),
    ).toEqual([{ operation: 'skip', status: 'info', code: 'match_decided', actor: 'admin' }]);
  });

  it('keeps the numbers of pairs through a comparison that finds nothing new', async () => {
    const before = await pairs({ entity: 'COMPANY' });
    await compare();
    expect(await pairs({ entity: 'COMPANY' })).toEqual(before);
  });

  it('R60: links a pair once, and says why another one of its records cannot be', async () => {
    const [a, b] = [await pairOf('twinA'), await pairOf('twinB')];
    const both = await say([a.id, b.id], 'LINK');
    expect(both).toMatchObject({ decided: 1, problems: [{ code: 'chosen_twice' }] });
    const [linked] = await rows<{ remote_id: string; origin: string }>(
      `select remote_id, origin from entity_link where local_id = $1`,
      [local.twin],
    );
    expect(linked).toEqual({ remote_id: both.ids[0] === a.id ? a.remoteId : b.remoteId, origin: 'matched' });
    expect(await rows(`select operation, status from audit_event where local_id = $1`, [local.twin])).toEqual([
      { operation: 'link', status: 'success' },
    ]);
    const gone = both.ids[0] === a.id ? b : a;
    expect(await say([gone.id], 'LINK')).toMatchObject({
      decided: 0,
      problems: [{ code: 'not_found', field: gone.id }],
    });
  });

  it('P7: takes a wrong link back without touching either record, and remembers it', async () => {
    const [linked] = await pairs({ entity: 'COMPANY', bucket: 'LINKED' });
    expect(await say([linked?.id ?? ''], 'NOT_SAME')).toMatchObject({ decided: 1, problems: [] });
    expect(await rows(`select 1 from entity_link where local_id = $1`, [local.twin])).toEqual([]);
    expect(await rows(`select name from client where id = $1`, [local.twin])).toEqual([{ name: 'Contoso' }]);
    expect(app.sandbox.store.get('companies', Number(linked?.remoteId))).toBeTruthy();
  });

  it('refuses contacts whose companies are not linked to each other', async () => {
    const pair = await pairOf('bo', 'CONTACT');
    expect(await say([pair.id], 'LINK')).toMatchObject({ decided: 0, problems: [{ code: 'company_first' }] });
  });

  it('links all that is clear above a threshold, companies before their people', async () => {
    const { acceptMatchesAbove } = await app.graphql(accept, { threshold: 90 });
    expect(acceptMatchesAbove).toEqual({ decided: 4, problems: [] });
    expect(await linkOf('sure')).toMatchObject({ local_id: local.sure, origin: 'matched' });
    expect(await linkOf('ann', 'contact')).toMatchObject({ local_id: local.ann });
    expect(await linkOf('bo', 'contact')).toBeUndefined();
    expect(await linkOf('moved')).toBeUndefined();
    expect((await app.graphql(accept, { threshold: 90 })).acceptMatchesAbove).toEqual({ decided: 0, problems: [] });
  });

  it('keeps a client linked on which linked people hang', async () => {
    expect(await say([(await pairOf('sure')).id], 'NOT_SAME')).toMatchObject({
      decided: 0,
      problems: [{ code: 'has_children' }],
    });
    expect(await linkOf('sure')).toBeDefined();
  });

  it('takes decisions out as CSV and in again', async () => {
    await say([(await pairOf('town')).id], 'LATER');
    const { matchDecisions } = await app.graphql('{ matchDecisions }');
    expect(matchDecisions).toMatch(/^\uFEFFentity,connectwise_id,connectwise_name,crm_id,/);
    await rows(`update match_pair set state = 'proposed', decided_by = null where state in ('later', 'rejected')`);
    const read = `mutation ($csv: String!) { importMatchDecisions(csv: $csv) { decided problems { code field message } } }`;
    const { importMatchDecisions } = await app.graphql(read, { csv: matchDecisions });
    expect(importMatchDecisions.decided).toBe(3);
    // What was linked before is linked still; the file says so once more, which is told and harms nothing.
    expect(importMatchDecisions.problems.every((p: { code: string }) => p.code === 'linked_already')).toBe(true);
    expect(await pairOf('town')).toMatchObject({ state: 'LATER' });
    expect(await pairOf('renamed')).toMatchObject({ state: 'REJECTED' });
    const wrong = await app.graphql(read, { csv: 'entity,connectwise_id,crm_id,decision\ncompany,1,x,link' });
    expect(wrong.importMatchDecisions).toEqual({
      decided: 0,
      problems: [{ code: 'invalid', field: 'csv.2', message: 'Line 2: crm_id "x" is no ID of the CRM.' }],
    });
  });

  it('lets nobody but an administrator decide', async () => {
    const { errors } = await app.ask(decide, { ids: [], decision: 'LINK' }, { as: 'support' });
    expect(errors[0]?.extensions?.code).toBe('forbidden');
    expect((await app.graphql(decide, { ids: [], decision: 'LINK' })).decideMatches.problems[0]).toMatchObject({
      field: 'ids',
    });
  });

  describe('in the first sync', () => {
    beforeAll(async () => {
      await app.graphql(accept, { threshold: 90 });
      await rows(`update match_pair set state = 'proposed' where remote_id = $1`, [remote.town]);
      await startWithoutPreview(app);
      await app.settle();
    });
    const issueOf = async (key: string) =>
      (
        await rows<{ code: string; state: string }>(
          `select code, state from sync_issue where entity = 'company' and remote_id = $1 order by id desc limit 1`,
          [remote[key]],
        )
      )[0];

    it('R50: takes decided pairs in as links, with the base for later merges', async () => {
      const sure = await linkOf('sure');
      expect(sure).toMatchObject({ local_id: local.sure, origin: 'matched', base: expect.anything() });
      // The mode leaves the CRM's name as it is, so that nothing was agreed on it.
      expect(sure?.base).not.toHaveProperty('name');
      expect(await linkOf('ann', 'contact')).toMatchObject({ local_id: local.ann, base: expect.anything() });
      expect(await rows(`select name from client where id = $1`, [local.sure])).toEqual([{ name: 'Harbor Dental' }]);
      const [event] = await rows<{ description: string }>(
        `select description from audit_event where entity = 'company' and remote_id = $1 and run_id is not null`,
        [remote.sure],
      );
      expect(event?.description).toContain('decided in the review of matches');
    });

    it('P1: skips what waits for a person, as possible duplicates', async () => {
      for (const key of ['town', 'moved'])
        expect(await issueOf(key)).toEqual({ code: 'possible_duplicate', state: 'open' });
    });

    it('P7: never links a pair that was told apart, though it creates the record as its own', async () => {
      expect((await linkOf('renamed'))?.local_id).not.toBe(local.renamed);
      expect(await rows(`select name from client where name = 'Blue Lagoon'`)).toHaveLength(1);
    });

    it('creates what is only in ConnectWise', async () => {
      expect(await linkOf('there')).toMatchObject({ origin: 'pulled' });
      expect(await linkOf('deleted')).toBeUndefined();
    });

    it('R59: brings a pair that is linked afterwards with the next poll, and its people', async () => {
      expect(await say([(await pairOf('moved')).id], 'LINK')).toMatchObject({ decided: 1 });
      await app.settle();
      expect(await linkOf('moved')).toMatchObject({ local_id: local.moved, base: expect.anything() });
      expect(await issueOf('moved')).toMatchObject({ state: 'resolved' });
      expect(await linkOf('bo', 'contact')).toMatchObject({ local_id: local.bo });
    });

    it('brings a record that is said to be new', async () => {
      await rows(`update client set name = 'Alder Bakery of Tampa' where id = $1`, [local.town]);
      expect(await say([(await pairOf('town')).id], 'CREATE')).toMatchObject({ decided: 1 });
      await app.settle();
      expect((await linkOf('town'))?.local_id).not.toBe(local.town);
      expect(await rows(`select name from client where name like 'Alder Bakery%' order by name`)).toEqual([
        { name: 'Alder Bakery' },
        { name: 'Alder Bakery of Tampa' },
      ]);
      expect(await rows('select 1 from sync_skip where code = $1', ['match_decided'])).toEqual([]);
    });

    it('R59: links nothing anew when names change afterwards', async () => {
      await rows(
        `update client set name = 'Only There once more' where id = (select local_id from entity_link where remote_id = $1)`,
        [remote.there],
      );
      const before = await rows('select local_id, remote_id from entity_link order by id');
      await compare();
      expect(await rows('select local_id, remote_id from entity_link order by id')).toEqual(before);
    });
  });
});
