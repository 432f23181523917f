import type { Page } from 'playwright-core';
import { connect } from '../support/connected-app.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { until } from '../support/until.ts';
import { beginStory, builtWebApp, type WebStory } from '../support/web-story.ts';

describe('the review of matches in a browser', () => {
  let app: TestApp;
  let story: WebStory;

  beginStory(
    async () => {
      app = await createTestApp({ jobs: 'agenda-postgres', webDist: builtWebApp() });
      await connect(app);
      const clients: [string, string, string][] = [
        ['Alder Bakery', 'alder.example', 'Miami'],
        ['Birch Optics', 'birch.example', 'Miami'],
        ['Cedar Law', 'cedar.example', 'Miami'],
        ['Dogwood Dental', 'dogwood.example', 'Miami'],
        ['Elm Logistics', 'elm.example', 'Tampa'],
      ];
      for (const [at, [name, website, city]] of clients.entries()) {
        app.sandbox.store.insert('companies', {
          identifier: `C${at}`,
          name: `${name}, Inc.`,
          website,
          city,
          site: { name: 'Main' },
        });
        await app.database.inWorkspace(app.workspaceId, (tx) =>
          tx.query(`insert into client (name, website, city) values ($1, $2, 'Tampa')`, [name, website]),
        );
      }
      return app;
    },
    (begun) => {
      story = begun;
    },
  );

  it('is done by keyboard only, from the comparison to the last pair', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    await story.signIn(page, 'admin');
    await page.goto('/integrations/setup/matching');
    await pressOn(page, 'Compare the records');
    await page.getByRole('heading', { name: 'Link without asking from 90 on' }).waitFor();
    await page.getByRole('region', { name: 'Review' }).getByText('4 of 4 shown').waitFor();

    await page.keyboard.press('j');
    const first = await focused(page);
    expect(first).toMatch(/score 75\. They are in different places\./);
    await page.keyboard.press('j');
    expect(await focused(page)).not.toBe(first);
    await page.keyboard.press('k');
    expect(await focused(page)).toBe(first);
    // Each decision goes on to the next pair; the last one left is the one before.
    for (const [key, state] of [
      ['1', 'linked'],
      ['2', 'rejected'],
      ['3', 'create'],
      ['4', 'later'],
    ] as const) {
      const name = (await focused(page)).replace(/ and .*/, '');
      await page.keyboard.press(key);
      await until(async () => (await stateOf(name)) === state, `"${name}" is ${state}`);
    }

    await pressOn(page, 'Link 1 clear pair');
    await page.getByRole('dialog').waitFor();
    await pressOn(page, 'Link them');
    await page.getByText('1 pair is linked.').waitFor();
    expect(await stateOf('Elm Logistics')).toBe('linked');
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  }, 90_000);

  const stateOf = async (name: string): Promise<string | undefined> => {
    const rows = await app.database.inWorkspace(app.workspaceId, (tx) =>
      tx.query<{ state: string }>('select state from match_pair where local_name = $1', [name]),
    );
    return rows[0]?.state;
  };
});

/** Reaches a button by Tab alone and presses it. */
async function pressOn(page: Page, name: string): Promise<void> {
  const button = page.getByRole('button', { name, exact: true });
  await button.waitFor();
  for (let n = 0; n < 120; n++) {
    if ((await button.and(page.locator(':focus')).count()) > 0) {
      await page.keyboard.press('Enter');
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`"${name}" cannot be reached by Tab.`);
}

const focused = async (page: Page): Promise<string> => (await page.locator(':focus').getAttribute('aria-label')) ?? '';
