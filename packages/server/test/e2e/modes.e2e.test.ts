import { useModes } from '../support/modes-fixture.ts';

describe('modes', () => {
  const modes = useModes();
  const { kinds, unique, rows, mutate, use, poll, linkOf, events, writes, pulledRecord, tables } = modes;

  it('R9: one of the modes is chosen, "pull new + push won" at first', async () => {
    expect((await modes.app.graphql('{ syncSettings { mode } }')).syncSettings.mode).toBe('PULL_NEW_PUSH_WON');
    const answer = await modes.app.ask('mutation { saveSyncSettings(input: { mode: BOTH }) { problems { code } } }');
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
      const before = await modes.sides[kind].here(localId);
      modes.sides[kind].changeThere(remoteId, '813 555 0111');
      await poll();
      await poll();
      expect(await modes.sides[kind].here(localId)).toBe(before);
      expect((await events(localId)).slice(1)).toMatchObject([{ status: 'skipped', code: 'mode' }]);
      expect(
        await rows(`select 1 from sync_issue where remote_id = $1 and entity = $2`, [String(remoteId), kind]),
      ).toEqual([]);
    });

    it('R12: is not sent when it is changed or made here', async () => {
      const { localId } = await pulledRecord(kind);
      modes.app.sandbox.clearJournal();
      await modes.sides[kind].changeHere(localId, '813 555 0112');
      await modes.sides[kind].makeHere(unique(`Own ${kind}`));
      await modes.app.settle();
      expect(writes()).toEqual([]);
      expect(await rows(`select 1 from push_request where local_id = $1`, [localId])).toEqual([]);
    });
  });

  describe('pull new + push won: wins and losses', () => {
    beforeAll(() => use('PULL_NEW_PUSH_WON'));
    const close = async (id: string, how: 'Won' | 'Lost') => {
      const answer = await modes.app.graphql(
        `mutation ($id: ID!) { markOpportunity${how}(id: $id) { problems { code } } }`,
        {
          id,
        },
      );
      expect(answer[`markOpportunity${how}`].problems).toEqual([]);
      await modes.app.settle();
    };

    it('R14: a win goes out once for each time it is won', async () => {
      const id = await modes.sides.opportunity.makeHere(unique('Won deal'));
      await close(id, 'Won');
      const link = await linkOf('opportunity', { localId: id });
      expect(link).toBeDefined();
      modes.app.sandbox.clearJournal();
      await close(id, 'Won');
      expect(writes()).toEqual([]);
    });

    it('R15: a loss stays here', async () => {
      const { localId } = await pulledRecord('opportunity');
      modes.app.sandbox.clearJournal();
      await close(localId, 'Lost');
      expect(writes()).toEqual([]);
    });

    it('A5: with the switch the loss of a linked one is sent, its status alone', async () => {
      await use('PULL_NEW_PUSH_WON', { pushLost: true });
      const { localId, remoteId } = await pulledRecord('opportunity');
      await modes.sides.opportunity.changeHere(localId, 'Not for ConnectWise.');
      const own = await modes.sides.opportunity.makeHere(unique('Never sent'));
      modes.app.sandbox.clearJournal();
      await close(localId, 'Lost');
      await close(own, 'Lost');
      const remote = modes.app.sandbox.store.get('opportunities', remoteId);
      const status = modes.app.sandbox.store.get(
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
      modes.sides[kind].changeThere(remoteId, '813 555 0113');
      await poll();
      expect(await modes.sides[kind].here(localId)).toBe('813 555 0113');
    });

    it('R16: is made and changed from here', async () => {
      const id = await modes.sides[kind].makeHere(unique(`Own ${kind}`));
      await modes.app.settle();
      const link = await linkOf(kind, { localId: id });
      expect(modes.app.sandbox.store.get(modes.sides[kind].record, link?.remoteId ?? 0)).toBeDefined();
      await modes.sides[kind].changeHere(id, '813 555 0114');
      await modes.app.settle();
      expect(modes.sides[kind].there(link?.remoteId ?? 0)).toBe('813 555 0114');
    });

    it('R18: is asked for in the transaction of the change, and not when that is rolled back', async () => {
      const id = await modes.sides[kind].makeHere(unique(`Own ${kind}`));
      const [request] = await rows<{ same: boolean }>(
        `select p.requested_at = t.created_at as same from push_request p join ${tables[kind]} t on t.id = p.local_id where p.local_id = $1`,
        [id],
      );
      expect(request).toEqual({ same: true });
      await modes.app.settle();
      const refused = unique('Rolled back');
      await expect(
        modes.app.database.inWorkspace(modes.app.workspaceId, async (tx) => {
          const made = await tx.query<{ id: string }>(`insert into client (name) values ($1) returning id`, [refused]);
          await modes.app.app.push.onCrmChange(tx, {
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
      const id = await modes.sides.opportunity.makeHere(unique(`${how} deal`));
      await modes.app.graphql(`mutation ($id: ID!) { markOpportunity${how}(id: $id) { problems { code } } }`, { id });
      await modes.app.settle();
      const remoteId = (await linkOf('opportunity', { localId: id }))?.remoteId ?? 0;
      await modes.sides.opportunity.changeHere(id, 'Edited here');
      await modes.app.settle();
      expect(modes.sides.opportunity.there(remoteId)).toBe('Edited here');
      await poll();
      modes.sides.opportunity.changeThere(remoteId, 'Edited there');
      await poll();
      expect(await modes.sides.opportunity.here(id)).toBe('Edited there');
      const kind = await rows(
        `select s.kind from opportunity o join pipeline_stage s on s.id = o.stage_id where o.id = $1`,
        [id],
      );
      expect(kind).toEqual([{ kind: how.toLowerCase() }]);
    });

    it('R17: polls every 15 minutes, and says when the next one is', async () => {
      await rows(`update connection set next_pull_at = now() - interval '1 second'`);
      await modes.app.graphql('mutation { syncNow { problems { code } } }');
      await modes.app.settle();
      const { runOnce } = await import('../support/sync-app.ts');
      const [connection] = await rows<{ id: string }>(`select id from connection`);
      await runOnce(modes.app.app.pull.pull, modes.app.workspaceId, connection?.id ?? '', 'poll');
      const [next] = await rows<{ minutes: number }>(
        `select round(extract(epoch from next_pull_at - now()) / 60)::int as minutes from connection`,
      );
      expect(next).toEqual({ minutes: 15 });
      const health = await modes.app.graphql('{ integrationHealth { nextPullAt } }');
      expect(health.integrationHealth.nextPullAt).toEqual(expect.any(String));
    });

    it('keeps the representative and the contact that were chosen in ConnectWise when something else is edited here', async () => {
      const { localId, remoteId } = await pulledRecord('opportunity');
      const { store } = modes.app.sandbox;
      const member = store.insertRaw('members', {
        identifier: 'BSmith',
        firstName: 'Bo',
        lastName: 'Smith',
        officeEmail: 'bo@msp.example',
        defaultEmail: 'Office',
        licenseClass: 'F',
      });
      const other = store.insert('contacts', { firstName: 'Bea', company: { id: modes.companyId } });
      store.patch('opportunities', remoteId, { primarySalesRep: { id: member.id }, contact: { id: other.id } });
      await modes.sides.opportunity.changeHere(localId, 'Only the notes.');
      await modes.app.settle();
      expect(store.get('opportunities', remoteId)).toMatchObject({
        notes: 'Only the notes.',
        primarySalesRep: { id: member.id },
        contact: { id: other.id },
      });
    });

    it('takes the owner over both ways when both sides know the person by e-mail', async () => {
      const { store } = modes.app.sandbox;
      const member = store.insertRaw('members', {
        identifier: 'Support1',
        firstName: 'Sue',
        lastName: 'Port',
        officeEmail: 'SUPPORT@test.example',
        defaultEmail: 'Office',
        licenseClass: 'F',
      });
      await modes.app.graphql('mutation { refreshReferenceData { problems { code } } }');
      const { localId, remoteId } = await pulledRecord('opportunity');
      store.patch('opportunities', remoteId, { primarySalesRep: { id: member.id } });
      await poll();
      const owners = await rows<{ email: string }>(
        `select u.email from opportunity o join app_user u on u.id = o.owner_id where o.id = $1`,
        [localId],
      );
      expect(owners).toEqual([{ email: 'support@test.example' }]);
      const own = await modes.sides.opportunity.makeHere(unique('Owned'));
      const [user] = await rows<{ id: string }>(`select id from app_user where email = 'support@test.example'`);
      await mutate(
        'updateOpportunity',
        { name: 'Owned by Sue', clientId: modes.clientId, stageId: modes.stages.Lead, ownerId: user?.id },
        'OpportunityInput',
        'opportunity { id }',
        own,
      );
      await modes.app.settle();
      expect(store.get('opportunities', (await linkOf('opportunity', { localId: own }))?.remoteId ?? 0)).toMatchObject({
        primarySalesRep: { id: member.id },
      });
    });

    it('A18: when both sides changed a field, the owner’s value stands, and the log has both', async () => {
      const { localId, remoteId } = await pulledRecord('company');
      modes.sides.company.changeThere(remoteId, '813 555 0201');
      await modes.sides.company.changeHere(localId, '813 555 0202');
      await modes.app.settle();
      expect(modes.sides.company.there(remoteId)).toBe('813 555 0201');
      await poll();
      expect(await modes.sides.company.here(localId)).toBe('813 555 0201');
      const texts = (await events(localId)).map((e) => e.description).join('\n');
      expect(texts).toContain('Both sides had changed phone; the value of ConnectWise stands');
      await use('REAL_TIME', { owners: { company: 'CRM' } });
      modes.sides.company.changeThere(remoteId, '813 555 0205');
      await modes.sides.company.changeHere(localId, '813 555 0206');
      await modes.app.settle();
      expect(modes.sides.company.there(remoteId)).toBe('813 555 0206');
      await poll();
      expect(await modes.sides.company.here(localId)).toBe('813 555 0206');
      await use('REAL_TIME', { owners: { company: 'CONNECTWISE' } });
    });
  });
});
