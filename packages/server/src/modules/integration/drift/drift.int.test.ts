import { createConnectedApp, saveSettings, stageIds } from '../../../../test/support/connected-app.ts';
import { type Deal, insertDeal } from '../../../../test/support/push-fixture.ts';
import type { TestApp } from '../../../../test/support/test-app.ts';
import { FixedClock } from '../../../platform/clock.ts';
import { refreshJob } from '../../connection/connection.job.ts';

const DAY_MS = 24 * 3_600_000;

describe('options that ConnectWise takes away', () => {
  let app: TestApp;
  let clock: FixedClock;
  let stages: Record<string, string>;
  let affected: Deal;
  let unaffected: Deal;

  const sql = <T extends object>(text: string, params?: unknown[]) =>
    app.database.inWorkspace(app.workspaceId, (tx) => tx.query<T>(text, params));
  const refresh = () => app.graphql('mutation { refreshReferenceData { problems { message } } }');
  const tasks = async () =>
    (
      await app.graphql(
        '{ driftTasks { code section step kind label usedBy fields message affectedOpportunities detectedAt } }',
      )
    ).driftTasks;
  const told = async () =>
    (await app.graphql('{ auditEvents(first: 50) { items { code description status } } }')).auditEvents.items.filter(
      (e: { code: string | null }) => e.code?.startsWith('option_'),
    );
  const issues = async () =>
    (await app.graphql('{ issues { items { code message advice fixStep localId } } }')).issues.items;
  const edit = async (deal: Deal, stage: string, name: string) => {
    const { updateOpportunity } = await app.graphql(
      'mutation ($id: ID!, $input: OpportunityInput!) { updateOpportunity(id: $id, input: $input) { problems { message } } }',
      {
        id: deal.opportunityId,
        input: {
          name,
          clientId: deal.clientId,
          contactId: deal.contactId,
          stageId: stages[stage],
          expectedCloseDate: '2027-03-31',
        },
      },
    );
    expect(updateOpportunity.problems).toEqual([]);
  };
  const remote = (name: string) => app.sandbox.store.list('opportunities').find((one) => one.name === name);

  beforeAll(async () => {
    clock = new FixedClock(new Date());
    app = await createConnectedApp({ clock });
    stages = await stageIds(app);
    await sql('update connection set sync_started_at = now()');
    await saveSettings(app, {
      mode: 'REAL_TIME',
      stageMap: [
        { stageId: stages.Lead, remoteStageId: '6' },
        { stageId: stages.Proposal, remoteStageId: '8' },
        { stageId: stages.Won, remoteStatusId: '5' },
      ],
    });
    const fixture = { rows: sql, stages: { lead: stages.Lead ?? '', won: stages.Won ?? '', lost: stages.Lost ?? '' } };
    affected = await insertDeal(fixture, { lines: 1 });
    unaffected = await insertDeal(fixture, { lines: 1 });
    await sql('update opportunity set stage_id = $2 where id = $1', [affected.opportunityId, stages.Proposal]);
    await edit(affected, 'Proposal', 'Affected deal');
  });
  afterAll(() => app.stop());

  it('says when each list was read, and how many of its entries are gone', async () => {
    const { referenceLists } = await app.graphql('{ referenceLists { kind readAt active inactive } }');
    expect(referenceLists.find((list: { kind: string }) => list.kind === 'status')).toEqual({
      kind: 'status',
      readAt: expect.any(String),
      active: 5,
      inactive: 1,
    });
    expect(await tasks()).toEqual([]);
  });

  it('says of each option what uses it', async () => {
    const { referenceItems } = await app.graphql('{ referenceItems(kind: "stage") { label usedBy } }');
    expect(referenceItems.filter((one: { usedBy: string[] }) => one.usedBy.length > 0)).toEqual([
      { label: '1.Lead', usedBy: ['Lead'] },
      { label: '3.Quote', usedBy: ['Proposal'] },
    ]);
  });

  it('reads the lists daily, and tells once what is gone, as a task', async () => {
    await app.settle();
    app.sandbox.store.patch('opportunityStatuses', 5, { inactiveFlag: true });
    for (const { id, stage } of app.sandbox.store.list('opportunities') as { id: number; stage?: { id: number } }[])
      if (stage?.id === 8) app.sandbox.store.patchRaw('opportunities', id, { stage: { id: 9 } }, { touch: false });
    app.sandbox.store.remove('stages', 8);
    await app.jobs.enqueue(refreshJob, {});
    await app.settle();
    expect(await tasks()).toEqual([]);
    clock.advance(DAY_MS);
    for (let i = 0; i < 2; i++) {
      await app.jobs.enqueue(refreshJob, {});
      await app.settle();
      clock.advance(DAY_MS);
    }
    expect(await tasks()).toMatchObject([
      {
        code: 'option_gone',
        section: 'stageMap',
        step: 'MAPPING',
        label: '3.Quote',
        usedBy: ['Proposal'],
        message: 'Stage 3.Quote is no longer in ConnectWise; used by Proposal.',
        affectedOpportunities: 1,
        detectedAt: expect.any(String),
      },
      {
        code: 'option_inactive',
        label: 'Signed - Renewal',
        message: 'Status Signed - Renewal was deactivated in ConnectWise; used by Won.',
        affectedOpportunities: 0,
      },
    ]);
    expect((await told()).map((event: { code: string }) => event.code).sort()).toEqual([
      'option_gone',
      'option_inactive',
    ]);
    const { referenceItems } = await app.graphql('{ referenceItems(kind: "stage") { label isActive usedBy } }');
    expect(referenceItems).toContainEqual({ label: '3.Quote', isActive: false, usedBy: ['Proposal'] });
  });

  it('marks the step in which it is mended', async () => {
    const { setupSteps } = await app.graphql('{ setupSteps { step state note problems { code field } } }');
    expect(setupSteps.find((one: { step: string }) => one.step === 'MAPPING')).toMatchObject({
      state: 'NEEDS_WORK',
      problems: expect.arrayContaining([
        { code: 'option_gone', field: 'stageMap.1.remoteStageId' },
        { code: 'option_inactive', field: 'stageMap.2.remoteStatusId' },
      ]),
    });
  });

  it('holds back the records that need it, and no other', async () => {
    await edit(affected, 'Proposal', 'Affected deal, edited');
    await edit(unaffected, 'Lead', 'Unaffected deal');
    await app.settle();
    expect(remote('Unaffected deal')).toMatchObject({ stage: { id: 6 } });
    expect(remote('Affected deal, edited')).toBeUndefined();
    expect(await issues()).toEqual([
      {
        code: 'option_gone',
        message:
          'Opportunity "Affected deal, edited" waits: Stage 3.Quote is no longer in ConnectWise; stage "Proposal" is mapped to it.',
        advice: 'Choose another one in the settings. The push then goes out by itself.',
        fixStep: 'MAPPING',
        localId: affected.opportunityId,
      },
    ]);
  });

  it('sends them by itself once another option is chosen', async () => {
    await saveSettings(app, { stageMap: [{ stageId: stages.Proposal, remoteStageId: '9' }] });
    await app.settle();
    expect(remote('Affected deal, edited')).toMatchObject({ stage: { id: 9 } });
    expect(await issues()).toEqual([]);
    expect((await tasks()).map((task: { label: string }) => task.label)).toEqual(['Signed - Renewal']);
  });

  it('R23: flags a default that ConnectWise has deactivated, and lets go when it is back', async () => {
    await saveSettings(app, { defaults: { opportunityTypeId: '2' } });
    app.sandbox.store.patch('opportunityTypes', 2, { inactiveFlag: true });
    await refresh();
    const labels = async () => (await tasks()).map((task: { label: string }) => task.label);
    expect(await labels()).toEqual(['Application Development', 'Signed - Renewal']);
    expect((await tasks())[0]).toMatchObject({ section: 'defaults', step: 'SCOPE', affectedOpportunities: null });
    const fixture = { rows: sql, stages: { lead: stages.Lead ?? '', won: '', lost: '' } };
    const fresh = await insertDeal(fixture, { lines: 1 });
    await edit(fresh, 'Lead', 'New deal');
    await edit(unaffected, 'Lead', 'Unaffected deal, edited');
    await app.settle();
    expect(await issues()).toMatchObject([{ code: 'option_gone', fixStep: 'SCOPE', localId: fresh.opportunityId }]);
    // Linked already: its type is not written again.
    expect(remote('Unaffected deal, edited')).toBeDefined();
    app.sandbox.store.patch('opportunityTypes', 2, { inactiveFlag: false });
    await refresh();
    await app.settle();
    expect(await labels()).toEqual(['Signed - Renewal']);
    expect(remote('New deal')).toMatchObject({ type: { id: 2 } });
    expect(await issues()).toEqual([]);
  });

  it('R46, R47: holds back what carries a tax code that has ended, and sends it by itself once another is mapped', async () => {
    const [region] = await sql<{ id: string }>(`insert into tax_region (name) values ('Peach State') returning id`);
    const pair = (taxCodeId: string) =>
      saveSettings(app, { taxMap: { pairs: [{ taxRegionId: region?.id, taxCodeId }] } });
    await pair('13');
    const fixture = { rows: sql, stages: { lead: stages.Lead ?? '', won: '', lost: '' } };
    const [taxed, plain] = [await insertDeal(fixture, { lines: 1 }), await insertDeal(fixture, { lines: 1 })];
    await sql('update client set tax_region_id = $2 where id = $1', [taxed.clientId, region?.id]);
    app.sandbox.store.patch('taxCodes', 13, { cancelDate: '2020-01-01T00:00:00Z' });
    await refresh();
    expect(await tasks()).toContainEqual(
      expect.objectContaining({
        code: 'option_inactive',
        section: 'taxMap',
        message: 'Tax code Georgia was deactivated in ConnectWise; used by tax region Peach State.',
        affectedOpportunities: 1,
      }),
    );
    await edit(taxed, 'Lead', 'Taxed deal');
    await edit(plain, 'Lead', 'Plain deal');
    await app.settle();
    expect(remote('Plain deal')).toBeDefined();
    expect(remote('Taxed deal')).toBeUndefined();
    expect(await issues()).toMatchObject([{ code: 'tax_code_missing', localId: taxed.opportunityId }]);
    await pair('12');
    await app.settle();
    expect(remote('Taxed deal')).toMatchObject({ taxCode: { id: 12 } });
    expect(await issues()).toEqual([]);
    expect((await tasks()).map((task: { label: string }) => task.label)).not.toContain('Georgia');
  });

  it('shows a viewer the tasks', async () => {
    const seen = (await app.graphql('{ driftTasks { label } }', {}, { as: 'viewer' })).driftTasks;
    expect(seen).toEqual([{ label: 'Signed - Renewal' }, { label: 'Hillsborough County' }]);
    expect((await app.graphql('{ driftTasks { label } }', {}, { as: 'stranger' })).driftTasks).toEqual([]);
  });
});
