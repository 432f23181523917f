import { useModes } from '../support/modes-fixture.ts';

describe('a mode that is changed, and the other modes', () => {
  const modes = useModes();
  const { kinds, unique, rows, mutate, use, poll, linkOf, events, writes, pulledRecord } = modes;

  describe('R19: a change of mode', () => {
    it('holds pushes that were asked for before, with the reason', async () => {
      await use('REAL_TIME');
      const made: Record<string, string> = {};
      for (const kind of kinds) made[kind] = await modes.sides[kind].makeHere(unique(`Queued ${kind}`));
      modes.app.sandbox.clearJournal();
      await use('PULL_NEW_PUSH_WON');
      await modes.app.settle();
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
      await modes.sides.company.changeHere(edited.localId, '813 555 0203');
      modes.sides.product.changeThere(changed.remoteId, 'changed under the old mode');
      await poll();
      const own = await modes.sides.contact.makeHere(unique('Never sent'));
      const preview = `query ($mode: SyncMode) { modePreview(mode: $mode) { preview { sentences unpushedEdits newHere skippedByMode heldPushes incoming nextPullAt } problems { code } } }`;
      const { modePreview } = await modes.app.graphql(preview, { mode: 'REAL_TIME' }, { as: 'support' });
      expect(modePreview.preview).toMatchObject({
        incoming: expect.any(Number),
        heldPushes: 0,
        nextPullAt: expect.any(String),
      });
      expect(modePreview.preview.unpushedEdits).toBeGreaterThanOrEqual(1);
      expect(modePreview.preview.skippedByMode).toBeGreaterThanOrEqual(1);
      expect(modePreview.preview.newHere).toBeGreaterThanOrEqual(1);
      expect(modePreview.preview.sentences.join(' ')).toMatch(/What was changed stays here.+by Catch up/);

      await use('REAL_TIME');
      modes.app.sandbox.clearJournal();
      await poll();
      expect(writes()).toEqual([]);
      expect(await modes.sides.product.here(changed.localId)).not.toBe('changed under the old mode');

      const caught = await mutate('catchUp', {}, 'CatchUpInput', 'edits newRecords changes');
      expect(caught).toMatchObject({
        edits: modePreview.preview.unpushedEdits,
        changes: modePreview.preview.skippedByMode,
        newRecords: 0,
      });
      await modes.app.settle();
      expect(modes.sides.company.there(edited.remoteId)).toBe('813 555 0203');
      expect(await modes.sides.product.here(changed.localId)).toBe('changed under the old mode');
      expect(await linkOf('contact', { localId: own })).toBeUndefined();
      const sent = await mutate('catchUp', { newRecords: true }, 'CatchUpInput', 'edits newRecords changes');
      expect(sent).toMatchObject({ edits: 0, changes: 0 });
      await modes.app.settle();
      expect(await linkOf('contact', { localId: own })).toBeDefined();
      const nothing = await modes.app.graphql(
        'mutation { catchUp(input: { newRecords: true }) { problems { code } } }',
      );
      expect(nothing.catchUp.problems).toEqual([{ code: 'nothing_to_do' }]);
    });

    it('takes in what an earlier mode skipped once the record changes again', async () => {
      await use('PULL_NEW_PUSH_WON');
      const { localId, remoteId } = await pulledRecord('company');
      modes.app.sandbox.store.patch('companies', remoteId, { city: 'Ocala' });
      await poll();
      await use('REAL_TIME');
      modes.sides.company.changeThere(remoteId, '813 555 0999');
      await poll();
      expect(await rows(`select city, phone from client where id = $1`, [localId])).toEqual([
        { city: 'Ocala', phone: '813 555 0999' },
      ]);
    });

    it('is an admin’s to catch up on', async () => {
      await expect(
        modes.app.graphql('mutation { catchUp(input: {}) { problems { code } } }', {}, { as: 'support' }),
      ).rejects.toMatchObject({ code: 'forbidden' });
    });
  });

  describe('A2: the other modes', () => {
    it('pull only takes in and sends nothing', async () => {
      await use('PULL_ONLY');
      const { localId, remoteId } = await pulledRecord('company');
      modes.sides.company.changeThere(remoteId, '813 555 0115');
      await poll();
      expect(await modes.sides.company.here(localId)).toBe('813 555 0115');
      modes.app.sandbox.clearJournal();
      const id = await modes.sides.opportunity.makeHere(unique('Unsent'));
      await modes.app.graphql(`mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { code } } }`, { id });
      await modes.app.settle();
      expect(writes()).toEqual([]);
    });

    it('push won only sends wins and takes in nothing', async () => {
      await use('PUSH_WON_ONLY');
      const made = modes.sides.company.makeThere(unique('Unseen'));
      await poll();
      expect(await linkOf('company', { remoteId: made.id })).toBeUndefined();
      const id = await modes.sides.opportunity.makeHere(unique('Sent'));
      await modes.app.graphql(`mutation ($id: ID!) { markOpportunityWon(id: $id) { problems { code } } }`, { id });
      await modes.app.settle();
      expect(await linkOf('opportunity', { localId: id })).toBeDefined();
    });
  });
});
