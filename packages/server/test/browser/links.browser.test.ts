import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { askConnectWise } from '../support/ask-connectwise.ts';
import { connect, saveSettings } from '../support/connected-app.ts';
import { chooseEverything } from '../support/settings.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';
import { beginStory, builtWebApp, type WebStory } from '../support/web-story.ts';

/** Where pictures of the screens go, when somebody wants to look at them. */
const pictures = process.env.CAUSEWAY_PICTURES;

describe('the links screen in a browser', () => {
  let app: TestApp;
  let story: WebStory;
  const ids: Record<string, number> = {};

  beginStory(
    async () => {
      app = await createTestApp({ jobs: 'agenda-postgres', schedule: true, webDist: builtWebApp() });
      await app.database.inWorkspace(app.workspaceId, (tx) =>
        tx.query(
          `insert into pipeline_stage (name, position, kind) values ('Lead', 1, 'open'), ('Won', 3, 'won'), ('Lost', 4, 'lost')`,
        ),
      );
      for (const [name, city] of [
        ['Alder Bakery', 'Miami'],
        ['Birch Optics', 'Tampa'],
        ['Cedar Law', 'Naples'],
      ] as const)
        ids[name] = app.sandbox.store.insert('companies', {
          identifier: name.replace(' ', ''),
          name,
          city,
          site: { name: 'Main' },
        }).id;
      await connect(app);
      await chooseEverything(app);
      await saveSettings(app, { mode: 'REAL_TIME' });
      await app.graphql('mutation { startSync(withoutPreview: true) { problems { message } } }');
      await until(async () => (await clients()).length === 3, 'three clients are here', 60_000);
      return app;
    },
    (begun) => {
      story = begun;
    },
    120_000,
  );

  const clients = async (): Promise<{ id: string; name: string; city: string; phone: string | null }[]> =>
    (await app.graphql('{ clients(first: 50) { items { id name city phone } } }')).clients.items;
  const company = (id: number): Promise<Record<string, unknown>> =>
    askConnectWise(app, 'GET', `/company/companies/${id}`);
  const mutate = (id: string, input: object) =>
    app.graphql(
      'mutation ($id: ID!, $input: ClientInput!) { updateClient(id: $id, input: $input) { problems { message } } }',
      { id, input },
    );

  it('R76: leads from a broken link to a record that is searched in ConnectWise, and both sides agree afterwards', async () => {
    // Its company is gone there, and another one stands in its place.
    const alder = (await clients()).find(({ name }) => name === 'Alder Bakery');
    const other = app.sandbox.store.insert('companies', {
      identifier: 'AlderNew',
      name: 'Alder Bakery Group',
      city: 'Orlando',
      site: { name: 'Main' },
    }).id;
    app.sandbox.store.remove('companies', ids['Alder Bakery'] ?? 0);
    await mutate(alder?.id ?? '', { name: 'Alder Bakery', phone: '813 555 0123' });
    await until(async () => (await state(alder?.id ?? '')) === 'BROKEN', 'the link is broken', 60_000);

    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'support');
    await page.getByRole('link', { name: 'Links', exact: true }).click();
    const table = page.getByRole('table', { name: 'Links' });
    // Broken ones first.
    await table.getByRole('row').nth(1).getByText('Broken').waitFor();
    await shot(page, 'links');
    await table
      .getByRole('link', { name: /Alder Bakery/ })
      .first()
      .click();
    const drawer = page.getByRole('dialog', { name: 'Link' });
    await drawer.getByText('ConnectWise does not have the record any more').waitFor();
    await shot(page, 'links-broken');
    await drawer.getByRole('button', { name: 'Relink…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Link Alder Bakery to another company' });
    await dialog.getByRole('button', { name: `Choose Alder Bakery Group, ID ${other}` }).click();
    await dialog.getByRole('radio', { name: 'Those of the CRM' }).check();
    await dialog.getByRole('radiogroup', { name: 'Whose City stands' }).getByText('ConnectWise').click();
    // The company ID is ConnectWise's from the start: no edit changes it there.
    await dialog.getByText('To be taken from ConnectWise: company ID and city.').waitFor();
    await shot(page, 'links-relink');
    await dialog.getByRole('button', { name: 'Relink', exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await until(async () => (await company(other)).phoneNumber === '813 555 0123', 'the phone is there', 60_000);
    expect(await company(other)).toMatchObject({ name: 'Alder Bakery', city: 'Orlando' });
    await until(
      async () => (await clients()).find(({ id }) => id === alder?.id)?.city === 'Orlando',
      'the city is here',
      60_000,
    );
    expect(await state(alder?.id ?? '')).toBe('LINKED');
    await page.keyboard.press('Escape');

    // The sync card of the client has the same actions, and the change with its way back.
    await page.goto(`/clients/${alder?.id}`);
    const card = page.getByRole('region', { name: 'ConnectWise' });
    await card.getByText('Linked', { exact: true }).first().waitFor();
    await card.getByRole('button', { name: 'Undo the change of Alder Bakery' }).waitFor();
    await shot(page, 'links-card');
    await card.getByRole('button', { name: 'Pause' }).click();
    const pause = page.getByRole('dialog', { name: /Pause Alder Bakery/ });
    await pause.getByLabel('Reason').fill('They are moving.');
    await pause.getByRole('button', { name: 'Pause' }).click();
    await card.getByText('They are moving.').first().waitFor();
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 150_000);

  it('R79: shows a field that both sides had changed, and restores the value that lost', async () => {
    const birch = (await clients()).find(({ name }) => name === 'Birch Optics');
    await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query(`update client set phone = '222 222 2222' where id = $1`, [birch?.id]),
    );
    app.sandbox.store.patch('companies', ids['Birch Optics'] ?? 0, { phoneNumber: '111 111 1111' });
    await app.graphql('mutation { syncNow { problems { message } } }');
    await until(
      async () => (await clients()).find(({ id }) => id === birch?.id)?.phone === '111 111 1111',
      'it came',
      60_000,
    );
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'support');
    await page.goto('/links?tab=conflicts');
    await page.getByRole('button', { name: 'Restore this value: the Phone of Birch Optics in the CRM' }).waitFor();
    await shot(page, 'links-conflicts');
    await page.getByRole('button', { name: 'Restore this value: the Phone of Birch Optics in the CRM' }).click();
    await page.getByRole('list', { name: 'Conflicts' }).getByText('Restored', { exact: true }).waitFor();
    await until(
      async () => (await company(ids['Birch Optics'] ?? 0)).phoneNumber === '222 222 2222',
      'the restored value is there',
      60_000,
    );
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 120_000);

  const state = async (localId: string): Promise<string | undefined> => {
    const { recordStanding } = await app.graphql(
      'query ($localId: ID!) { recordStanding(entity: COMPANY, localId: $localId) { link { state } } }',
      { localId },
    );
    return recordStanding.link?.state;
  };
});

/** The screen at 1440 and 390 pixels, light and dark. */
async function shot(page: Page, name: string): Promise<void> {
  if (!pictures) return;
  await mkdir(pictures, { recursive: true });
  for (const scheme of ['light', 'dark'] as const)
    for (const width of [1440, 390]) {
      await page.emulateMedia({ colorScheme: scheme });
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await page.waitForTimeout(400);
      await page.screenshot({ path: join(pictures, `${name}-${width}-${scheme}.png`) });
    }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1400, height: 900 });
}
