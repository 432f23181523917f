import { saveSettings, untilNothingRuns } from '../../../../test/support/connected-app.ts';
import { type DirectionsApp, openDirectionsApp } from '../../../../test/support/directions-app.ts';

/** In a mode that neither takes nor sends edits both sides may come to hold the same all the same: then nothing differs, and nobody has edited anything. */
describe('R77: what both sides hold alike by now is agreed on', () => {
  let d: DirectionsApp;
  beforeAll(async () => {
    d = await openDirectionsApp();
  }, 120_000);
  afterAll(() => d.app.stop());

  const quiet = () => saveSettings(d.app, { mode: 'PULL_NEW_PUSH_WON' });
  const there = async (path: string, localId: string) => d.http('GET', `${path}/${await d.remoteId(localId)}`);
  const link = async (localId: string) => {
    const { entityLinks } = await d.app.graphql(
      `query ($id: ID!) { entityLinks(filter: { localId: $id }) { items { id differing heldEdits byChoice notTakenIn } } }`,
      { id: localId },
    );
    const { id, ...says } = entityLinks.items[0];
    const { linkComparison } = await d.app.graphql(
      `query ($id: ID!) { linkComparison(linkId: $id) { fields { field differs } } }`,
      { id },
    );
    const differs = linkComparison.fields.flatMap((one: { field: string; differs: boolean }) =>
      one.differs ? [one.field] : [],
    );
    return { ...says, differs };
  };
  /** Of an opportunity, which ConnectWise fills in more of than the CRM's form. */
  const filledInThere = ['contactId', 'expectedCloseDate', 'ownerId'];
  const linkOfMoved = async (localId: string) => {
    const { differs, ...says } = await link(localId);
    return { ...says, differs: differs.filter((field: string) => !filledInThere.includes(field)) };
  };
  const same = { differing: [], heldEdits: [], byChoice: [], notTakenIn: null, differs: [] };
  const reconcile = async () => {
    const { reconcileNow } = await d.app.graphql('mutation { reconcileNow { reconcile { id } problems { message } } }');
    expect(reconcileNow.problems).toEqual([]);
    await untilNothingRuns(d.app);
    const { reconcileFindings } = await d.app.graphql(
      `query ($id: ID!) { reconcileFindings(id: $id, kind: DIFFERING) { items { localId detail isHealed } } }`,
      { id: reconcileNow.reconcile.id },
    );
    return (localId: string) => reconcileFindings.items.filter((one: { localId: string }) => one.localId === localId);
  };

  const company = async (name: string) => {
    const clientId = await d.mutate('createClient', { name, city: 'Tampa', addressLine1: `1 ${name} Street` });
    const contactId = await d.mutate('createContact', { clientId, firstName: 'Ann', lastName: name, isPrimary: true });
    const stage = (
      await d.rows<{ id: string }>(`select id from pipeline_stage where kind = 'open' order by position`)
    )[0];
    const saleId = await d.mutate('createOpportunity', { clientId, name: `${name} network`, stageId: stage?.id });
    return { clientId, contactId, saleId };
  };

  async function merged(lost: string, kept: string) {
    await saveSettings(d.app, { mode: 'REAL_TIME' });
    const [from, to] = [await company(lost), await company(kept)];
    await d.poll();
    await quiet();
    const [fromId, toId] = [await d.remoteId(from.clientId), await d.remoteId(to.clientId)];
    await d.http('POST', `/company/companies/${fromId}/merge`, {
      ...{ toCompanyId: Number(toId), contacts: 'Merge', opportunities: 'Merge' },
    });
    await d.poll();
    return { from, to, toId };
  }
  const relinkAll = async () => {
    const { relinkToSurvivors } = await d.app.graphql(
      'mutation { relinkToSurvivors { action { id } problems { message } } }',
    );
    expect(relinkToSurvivors.flatMap(({ problems }: { problems: unknown[] }) => problems)).toEqual([]);
    await untilNothingRuns(d.app);
    return relinkToSurvivors[0].action.id as string;
  };

  it('contacts and opportunities that a merge there and the relink here have moved differ in nothing', async () => {
    const { from, to, toId } = await merged('Birchwood', 'Zephyr');
    expect(await link(from.contactId)).toMatchObject({ notTakenIn: expect.stringContaining('client') });
    await relinkAll();
    await d.poll();
    for (const [path, table, id] of [
      ['/company/contacts', 'contact', from.contactId],
      ['/sales/opportunities', 'opportunity', from.saleId],
    ] as const) {
      expect((await there(path, id)).company.id).toBe(Number(toId));
      expect(await d.rows(`select client_id as "clientId" from ${table} where id = $1`, [id])).toEqual([
        { clientId: to.clientId },
      ]);
      expect(await linkOfMoved(id)).toEqual(same);
    }
    const found = await reconcile();
    for (const id of [from.contactId, from.saleId]) expect(found(id)).toEqual([]);
  });

  it('tells each moved record in its own history where it hangs, also once the merge is taken back', async () => {
    const { from } = await merged('Cedar', 'Tamarack');
    const id = await relinkAll();
    const { undoLinkAction } = await d.app.graphql(
      'mutation ($id: ID!) { undoLinkAction(id: $id) { problems { message } } }',
      { id },
    );
    expect(undoLinkAction.problems).toEqual([]);
    await d.poll();
    for (const [table, localId] of [
      ['contact', from.contactId],
      ['opportunity', from.saleId],
    ] as const) {
      expect(await d.rows(`select client_id as "clientId" from ${table} where id = $1`, [localId])).toEqual([
        { clientId: from.clientId },
      ]);
      const told = await d.rows<{ description: string; changes: unknown }>(
        `select description, changes from audit_event where local_id = $1 and description like 'Moved%' order by seq`,
        [localId],
      );
      expect(told.at(-1)).toEqual({
        description: 'Moved back from client "Tamarack" to client "Cedar": the merge was taken back.',
        changes: [{ field: 'client', from: 'Tamarack', to: 'Cedar' }],
      });
      // ConnectWise has it at the survivor still, and the mode passes nothing: that is said.
      expect(await linkOfMoved(localId)).toMatchObject({ notTakenIn: expect.stringContaining('client') });
    }
  });

  it('also where nothing has looked at them since: the reconcile finds them alike and says so', async () => {
    const { from } = await merged('Aspen', 'Willow');
    await relinkAll();
    // As an earlier version has left them.
    await d.rows(
      `update entity_link l set base = l.base || jsonb_build_object('clientId', $2::text) where local_id = any($1::uuid[])`,
      [[from.contactId, from.saleId], from.clientId],
    );
    await d.rows(
      `insert into sync_skip (connection_id, entity, remote_id, code, reason)
       select connection_id, entity, remote_id, 'by_mode', 'the sync mode takes no changes from ConnectWise: client' from entity_link where local_id = any($1::uuid[])
       on conflict (workspace_id, connection_id, entity, remote_id) do update set code = 'by_mode', reason = excluded.reason`,
      [[from.contactId, from.saleId]],
    );
    const found = await reconcile();
    for (const id of [from.contactId, from.saleId]) {
      expect(found(id)).toEqual([]);
      expect(await linkOfMoved(id)).toEqual(same);
    }
  });

  it('an edit here to what ConnectWise has already, be it one of two fields that differ', async () => {
    await saveSettings(d.app, { mode: 'REAL_TIME' });
    const { clientId } = await company('Larch');
    await d.poll();
    await quiet();
    const path = `/company/companies/${await d.remoteId(clientId)}`;
    await d.http('PATCH', path, [
      { op: 'replace', path: 'city', value: 'Ocala' },
      { op: 'replace', path: 'phoneNumber', value: '8135550199' },
    ]);
    await d.poll();
    const input = { name: 'Larch', city: 'Ocala', addressLine1: '1 Larch Street' };
    await d.mutate('updateClient', input, clientId);
    await d.poll();
    expect(await link(clientId)).toEqual({
      ...{ differing: [], heldEdits: [], byChoice: [], differs: ['phone'] },
      notTakenIn: 'the sync mode takes no changes from ConnectWise: phone',
    });
    await d.mutate('updateClient', { ...input, phone: '8135550199' }, clientId);
    await d.poll();
    expect(await link(clientId)).toEqual(same);
    expect((await reconcile())(clientId)).toEqual([]);
    // What stays different is told once, however often the client is edited.
    await d.http('PATCH', path, [{ op: 'replace', path: 'zip', value: '34102' }]);
    await d.poll();
    for (const addressLine2 of ['a', 'b']) {
      await d.mutate('updateClient', { ...input, phone: '8135550199', addressLine2 }, clientId);
      await d.poll();
    }
    const told = (await d.log(clientId)).filter((text) => text.includes('takes no changes') && text.includes('postal'));
    expect(told).toHaveLength(1);
  });
});
