import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { toyTable, toyWire } from '../../../../test/support/toy-record/category.fields.ts';
import { pushCategory } from '../../../../test/support/toy-record/category.step.ts';
import { categorySync, toy } from '../../../../test/support/toy-record/category.sync.ts';
import { newId } from '../../../platform/ids.ts';
import { MatchRunService } from '../matching/comparison/match-run.service.ts';
import { openMatchRun } from '../matching/comparison/match-runs.queries.ts';
import { listUnmatched } from '../matching/comparison/unmatched.queries.ts';
import { always, localPath, records, registry, remoteScreenOf, type SyncedRecord } from '../registry.ts';

describe('a record that the engine does not know is a folder and one line', () => {
  let fixture: RepairFixture;
  beforeAll(async () => {
    // The list is frozen to the compiler only; this line is what a new record costs.
    (registry as SyncedRecord[]).push({ ...categorySync, push: always(pushCategory) });
    fixture = await openRepairFixture({ mode: 'real_time' });
    await fixture.test.sql(toyTable);
  });
  afterAll(async () => {
    await fixture.close();
    (registry as SyncedRecord[]).pop();
  });

  const push = async (localId: string, reason: 'created' | 'updated') => {
    await fixture.write((tx) =>
      fixture.push.outbox.request(tx, {
        connectionId: fixture.connectionId,
        entity: toy,
        localId,
        reason,
        actor: null,
      }),
    );
    await fixture.run();
  };
  const categoryThere = (name: string) => fixture.connectwise.create(toyWire, { name });
  const idOf = async (name: string): Promise<string> => {
    const [row] = await fixture.rows<{ id: string }>(`select id from toy_category where name = $1`, [name]);
    return row?.id ?? '';
  };

  it('comes in, goes out, is edited and emptied both ways, and says so', async () => {
    const there = await fixture.connectwise.create(toyWire, { name: 'Printers', integrationXref: 'PRN' });
    await fixture.poll();
    const [pulled] = await fixture.rows<{ id: string; reference: string }>(
      `select id, reference from toy_category where name = 'Printers'`,
    );
    expect(pulled?.reference).toBe('PRN');
    const id = pulled?.id ?? '';
    await fixture.rows(`update toy_category set name = 'Printing', reference = null where id = $1`, [id]);
    await push(id, 'updated');
    const changed = await fixture.connectwise.get(toyWire, there.id);
    expect(changed).toMatchObject({ name: 'Printing' });
    expect(changed).not.toHaveProperty('integrationXref');
    expect((await fixture.log(id)).at(-1)).toBe('Updated name and reference of category "Printing" in ConnectWise.');
    await fixture.connectwise.patch(toyWire, there.id, [{ op: 'replace', path: 'integrationXref', value: 'P2' }]);
    await fixture.poll();
    expect(await fixture.here(toy, id)).toMatchObject({ name: 'Printing', reference: 'P2' });

    const [made] = await fixture.rows<{ id: string }>(
      `insert into toy_category (name, reference) values ('Cables', 'CBL') returning id`,
    );
    await push(made?.id ?? '', 'created');
    expect(await fixture.there(toy, made?.id ?? '')).toMatchObject({ name: 'Cables', integrationXref: 'CBL' });
    await fixture.clearLog();
    await fixture.poll();
    expect(await fixture.log(made?.id ?? '')).toEqual([]);
  });

  it('is found by its own path, screen, callbacks and ID in ConnectWise', () => {
    expect([localPath(toy, 'c1'), remoteScreenOf(toy)]).toEqual(['/categories/c1', 'CategoryFv']);
    expect(
      records.all.filter(({ addresses }) => addresses.callbacks === 'category').map(({ entity }) => entity),
    ).toEqual([toy]);
    expect(records.ofWire('category')?.entity).toBe(toy);
  });

  it('is looked for by hand on both sides', async () => {
    await categoryThere('Looked for');
    await fixture.poll();
    const id = await idOf('Looked for');
    const { search } = fixture.repair;
    expect(await search.here(fixture.actor, toy, 'looked', 5)).toMatchObject([
      { id, name: 'Looked for', linkState: 'linked' },
    ]);
    const [there] = await search.there(fixture.actor, toy, 'Looked', 5);
    expect(there).toMatchObject({ name: 'Looked for', linkedTo: { localId: id, name: 'Looked for' } });
  });

  it('is not taken in while a push of that very record is about to create it', async () => {
    await fixture.rows(
      `insert into create_intent (connection_id, entity, local_key, natural_key) values ($1, $2, 'x', '{"name":"Half made"}')`,
      [fixture.connectionId, toy],
    );
    await categoryThere('Half made');
    await fixture.poll();
    expect(await idOf('Half made')).toBe('');
  });

  it('is recognised by its own keys, and asked about where they say too little', async () => {
    await fixture.rows(`insert into toy_category (name, reference) values ('Racks', 'RCK'), ('Shelves', null)`);
    const racks = await fixture.connectwise.create(toyWire, { name: 'Racks', integrationXref: 'RCK' });
    await categoryThere('Shelves');
    await fixture.poll();
    const id = await idOf('Racks');
    expect(await fixture.linkOf(toy, id)).toEqual({ remoteId: String(racks.id), state: 'linked' });
    expect((await fixture.log(id)).at(-1)).toContain('same name and reference');
    expect(await fixture.linkOf(toy, await idOf('Shelves'))).toBeNull();
    expect((await fixture.openIssues()).filter(({ name }) => name === 'Shelves')).toMatchObject([
      { code: 'possible_duplicate' },
    ]);
  });

  it('is compared on both sides before a first sync', async () => {
    await fixture.rows(`insert into toy_category (name, reference) values ('Compared', 'CMP'), ('Only here', null)`);
    const there = await fixture.connectwise.create(toyWire, { name: 'Compared', integrationXref: 'CMP' });
    await categoryThere('Only there');
    const { workspaceId, connectionId, database, connection } = fixture;
    const { connections, clients, health } = connection;
    const comparison = new MatchRunService({
      database,
      connections,
      clients,
      health,
      settings: fixture.push.settings,
    });
    await fixture.write((tx) => openMatchRun(tx, { id: newId(), connectionId, startedBy: 'Ann', settingsRevision: 1 }));
    const control = { signal: new AbortController().signal, touch: async () => undefined };
    expect([
      await comparison.run(workspaceId, connectionId, control),
      await fixture.rows('select state, error from match_run'),
    ]).toEqual([true, [{ state: 'done', error: null }]]);
    const pairs = await fixture.rows(
      `select remote_id as remote, local_name as local, score from match_pair where entity = $1 and local_name = 'Compared'`,
      [toy],
    );
    expect(pairs).toEqual([{ remote: String(there.id), local: 'Compared', score: 100 }]);
    const alone = (list: 'only_local' | 'only_remote') =>
      fixture.write((tx) =>
        listUnmatched(
          tx,
          connectionId,
          { entity: toy, list, threshold: 90, search: null },
          { limit: 200, after: null },
        ),
      );
    expect((await alone('only_local')).map(({ name }) => name)).toContain('Only here');
    expect((await alone('only_remote')).map(({ name }) => name)).toContain('Only there');
  });

  it('is taken for a wave of removals in its own words', async () => {
    const names = Array.from({ length: 12 }, (_, n) => `Removed ${n}`);
    const there = [];
    for (const name of names) there.push(await categoryThere(name));
    await fixture.poll();
    for (const { id } of there) await fixture.connectwise.remove(toyWire, id);
    for (const name of names) {
      const id = await idOf(name);
      await fixture.rows(`update toy_category set reference = 'edited' where id = $1`, [id]);
      await push(id, 'updated');
    }
    const wave = (await fixture.openIssues()).find(({ code }) => code === 'many_removed');
    expect(wave?.message).toMatch(/^ConnectWise says that 11 of \d+ linked categories were deleted or merged/);
    const [broken] = await fixture.rows(
      `select count(*)::int as count from entity_link where entity = $1 and state = 'broken'`,
      [toy],
    );
    expect(broken).toEqual({ count: 10 });
  });
});
