import type { Page } from 'playwright-core';
import { saveSettings } from '../support/connected-app.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { beginStory, builtWebApp, type Visitor, type WebStory } from '../support/web-story.ts';

describe('mapping opportunities in a browser', () => {
  let app: TestApp;
  let story: WebStory;
  const visitors: Visitor[] = [];

  const open = async (who: 'admin' | 'viewer' = 'admin'): Promise<Page> => {
    const visitor = await story.visitor();
    visitors.push(visitor);
    const page = await visitor.newPage();
    await story.signIn(page, who);
    await page.goto('/integrations/setup/mapping');
    await page.getByRole('table', { name: 'Stage map' }).waitFor();
    return page;
  };
  const row = (page: Page, name: string) =>
    page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: new RegExp(`^${name}`) }) });
  const choose = async (page: Page, field: string, option: string): Promise<void> => {
    await page.getByRole('combobox', { name: field, exact: true }).click();
    await page.getByRole('option', { name: option, exact: true }).click();
  };
  const save = (page: Page) => page.getByRole('button', { name: 'Save settings' }).click();
  const savedMap = async () => {
    const { syncSettings } = await app.graphql(
      '{ syncSettings { stageMap { stage { name } remoteStageId remoteStatusId } } }',
    );
    return Object.fromEntries(
      syncSettings.stageMap.map((one: { stage: { name: string }; remoteStageId: string; remoteStatusId: string }) => [
        one.stage.name,
        [one.remoteStageId, one.remoteStatusId],
      ]),
    );
  };

  beginStory(
    async () => {
      app = await createTestApp({ webDist: builtWebApp() });
      await app.database.inWorkspace(app.workspaceId, (tx) =>
        tx.query(
          `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Proposal', 2, 'open'), ('Won', 3, 'won'), ('Lost', 4, 'lost')`,
        ),
      );
      const { url: siteUrl, company: loginCompany, publicKey, privateKey } = app.sandbox;
      await app.graphql('mutation ($input: ConnectInput!) { connect(input: $input) { problems { code } } }', {
        input: { siteUrl, loginCompany, publicKey, privateKey },
      });
      await saveSettings(app, { productMap: { nameTo: 'IDENTIFIER' } });
      return app;
    },
    (begun) => {
      story = begun;
    },
  );

  afterAll(async () => {
    expect(visitors.flatMap((visitor) => visitor.complaints)).toEqual([]);
    for (const { context } of visitors) await context.close();
  }, 30_000);

  it('R26, R32: two admins map the same stage; the second is told at the row, and moves it', async () => {
    const ann = await open();
    const bob = await open();
    await choose(ann, 'ConnectWise stage for Lead', '3.Quote');
    await choose(ann, 'ConnectWise status for Won', 'Won');
    await save(ann);
    await ann.getByText('Saved. It applies from now on.').waitFor();
    await choose(bob, 'ConnectWise stage for Proposal', '3.Quote');
    await choose(bob, 'ConnectWise status for Lost', 'Lost');
    await save(bob);
    await row(bob, 'Proposal')
      .getByText(/"3\.Quote" is mapped to "Lead" already/)
      .waitFor();
    // What Ann saved has come in around Bob's edits, and nothing of his was lost or saved.
    await row(bob, 'Won').getByText('status Won', { exact: false }).waitFor();
    expect(await savedMap()).toEqual({
      Lead: ['8', null],
      Proposal: [null, null],
      Won: [null, '2'],
      Lost: [null, null],
    });
    await bob.getByRole('switch', { name: 'Show used' }).click();
    await bob.getByRole('combobox', { name: 'ConnectWise stage for Proposal' }).press('Delete');
    await choose(bob, 'ConnectWise stage for Proposal', 'Move 3.Quote here');
    await row(bob, 'Lead').getByText('stage unchanged (1.Lead when new)', { exact: false }).waitFor();
    await bob.getByRole('button', { name: 'Show changes' }).click();
    expect(await bob.getByRole('list', { name: 'Unsaved changes' }).innerText()).toBe(
      [
        'Lead: stage 3.Quote → not mapped',
        'Proposal: stage not mapped → 3.Quote',
        'Lost: status not mapped → Lost',
      ].join('\n'),
    );
    await save(bob);
    await bob.getByText('Saved. It applies from now on.').waitFor();
    expect(await savedMap()).toEqual({
      Lead: [null, null],
      Proposal: ['8', null],
      Won: [null, '2'],
      Lost: [null, '3'],
    });
    await bob
      .getByRole('navigation', { name: 'Set-up steps' })
      .getByRole('link', { name: /^Mapping ?, done/ })
      .waitFor();
  }, 90_000);

  it('R34, R35: tries the saved mapping out in both directions', async () => {
    const page = await open('viewer');
    await page.getByText('Only administrators can change this.', { exact: false }).waitFor();
    await choose(page, 'An opportunity enters the stage', 'Lost');
    await page.getByText('Status "Lost": entering "Lost" sets its mapped status', { exact: false }).waitFor();
    await choose(page, 'Its stage is', '3.Quote');
    await choose(page, 'Its status is', 'Won');
    await page
      .getByText('"Proposal": the ConnectWise stage "3.Quote" is mapped to it; the stage decides before the status.', {
        exact: false,
      })
      .waitFor();
    await page.getByText('Status Won ignored, stage mapping took precedence.', { exact: false }).waitFor();
  }, 60_000);
});
