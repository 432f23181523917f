import { insertDeal } from '../../../../test/support/push-fixture.ts';
import { openRepairFixture, type RepairFixture } from '../../../../test/support/repair-fixture.ts';
import { settingsWith } from '../../../../test/support/settings.ts';

/** A link over which things pass again goes by mode and directions, whoever lets it go on. */
describe('R76: a pause that is taken back or ended lets nothing in that a poll would not', () => {
  let f: RepairFixture;
  beforeAll(async () => {
    f = await openRepairFixture();
  });
  afterAll(() => f.close());

  const configure = (more: Record<string, unknown>) =>
    f.rows(settingsWith, [f.connectionId, JSON.stringify({ mode: 'real_time', ...more })]);
  const made = async (more: Record<string, unknown>) => {
    await configure({});
    const deal = await insertDeal(f, { lines: 1 });
    await f.createdHere('opportunity', deal.opportunityId);
    await f.drain();
    await f.poll();
    await configure(more);
    await f.clearLog();
    return deal;
  };
  const edit = (city: string) => [{ op: 'replace' as const, path: 'city', value: city }];
  const undo = (done: Awaited<ReturnType<typeof f.act>>) => f.repair.actions.undo(f.actor, done.action?.id ?? '');

  const modes = ['pull_new_push_won', 'push_won_only'] as const;
  it.each(modes)('in mode %s ConnectWise’s edit stays there, and the log says why', async (mode) => {
    for (const ending of ['undo', 'resume'] as const) {
      const { clientId } = await made({ mode });
      const company = { entity: 'company' as const, localId: clientId };
      const paused = await f.act({ kind: 'pause', ...company, reason: 'wait' });
      await f.editThere('company', clientId, edit('Naples'));
      if (ending === 'undo') await undo(paused);
      else await f.act({ kind: 'resume', ...company });
      await f.drain();
      expect(await f.here('company', clientId)).toMatchObject({ city: 'Tampa' });
      expect(await f.there('company', clientId)).toMatchObject({ city: 'Naples' });
      expect((await f.log(clientId)).join('\n')).toContain('the sync mode takes no changes from ConnectWise');
      expect((await f.linkOf('company', clientId))?.state).toBe('linked');
    }
  });

  it('a field that only goes out is not taken in, and what was unlinked is looked at by the same rules', async () => {
    const { clientId } = await made({ fieldDirections: [{ field: 'company.city', direction: 'out' }] });
    const paused = await f.act({ kind: 'pause', entity: 'company', localId: clientId, reason: 'wait' });
    await f.editThere('company', clientId, [...edit('Naples'), { op: 'replace', path: 'zip', value: '34102' }]);
    await undo(paused);
    expect(await f.here('company', clientId)).toMatchObject({ city: 'Tampa', postal_code: '34102' });

    const { contactId } = await made({ mode: 'pull_new_push_won' });
    const contact = { entity: 'contact' as const, localId: contactId ?? '' };
    const before = await f.here('contact', contact.localId);
    const { remoteId } = (await f.linkOf('contact', contact.localId)) ?? {};
    const unlinked = await f.act({ kind: 'unlink', ...contact });
    await f.http('PATCH', `/company/contacts/${remoteId}`, [{ op: 'replace', path: 'title', value: 'Boss' }]);
    await undo(unlinked);
    expect((await f.here('contact', contact.localId)).title).toBe(before.title);
  });

  it('a record that is relinked takes what was chosen in every mode', async () => {
    const { clientId } = await made({ mode: 'pull_new_push_won' });
    const { body } = await f.http('POST', '/company/companies', {
      identifier: 'Elsewhere',
      name: 'Elsewhere',
      status: { id: 1 },
      types: [{ id: 1 }],
      site: { name: 'Main' },
      city: 'Ocala',
    });
    await f.act({
      kind: 'relink',
      entity: 'company',
      localId: clientId,
      remoteId: String(body.id),
      winner: 'connectwise',
    });
    expect(await f.here('company', clientId)).toMatchObject({ city: 'Ocala', name: 'Elsewhere' });
  });

  const linesOf = async (opportunityId: string) => {
    const { remoteId } = (await f.linkOf('opportunity', opportunityId)) ?? {};
    const { body } = await f.http('GET', `/procurement/products?conditions=opportunity/id=${remoteId}`);
    return Object.values(body) as { quantity: number }[];
  };
  it.each([
    [
      'added',
      `insert into quote_line (document_id, position, description, quantity, price, cost) values ($1, 9, 'Care', 3, 5, 1)`,
    ],
    ['changed', `update quote_line set quantity = 7 where document_id = $1`],
    ['removed', `delete from quote_line where document_id = $1`],
  ])('says of no line that was %s since that no value had passed', async (_what, sql) => {
    const { opportunityId, quoteId } = await made({});
    const sale = { entity: 'opportunity' as const, localId: opportunityId };
    await f.act({ kind: 'pause', ...sale, reason: 'wait' });
    const idle = await f.act({ kind: 'resume', ...sale });
    await f.drain();
    await undo(idle);
    expect((await f.log(opportunityId)).join('\n')).toContain('No value had passed since.');

    const before = await linesOf(opportunityId);
    await f.rows(sql, [quoteId]);
    const resumed = await f.act({ kind: 'resume', ...sale });
    await f.drain();
    expect(await linesOf(opportunityId)).not.toEqual(before);
    await f.clearLog();
    await expect(undo(resumed)).rejects.toMatchObject({
      problems: [{ code: 'changed_since', message: expect.stringContaining('(lines of its quote)') }],
    });
    expect(await f.log(opportunityId)).toEqual([]);
    expect((await f.linkOf('opportunity', opportunityId))?.state).toBe('linked');
  });
});
