import { createDemoApp } from '../support/demo-app.ts';
import { beginStory, type WebStory } from '../support/web-story.ts';

describe('the web app in German', () => {
  let story: WebStory;

  beginStory(createDemoApp, (begun) => {
    story = begun;
  });

  it('is chosen on the page Profile and stays; English loads no word of it', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    const catalogues: string[] = [];
    page.on('request', (request) => {
      if (/\/(app|components|overview)-[\w-]{8}\.js$/.test(request.url())) catalogues.push(request.url());
    });
    await story.signIn(page, 'admin');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');
    const before = catalogues.length;
    await page.goto('/profile');
    await page.getByLabel('Language of the pages').selectOption('de');
    const navigation = page.getByRole('navigation', { name: 'Hauptnavigation' });
    await navigation.getByRole('link', { name: 'Übersicht' }).click();
    await page.getByRole('heading', { name: 'Übersicht', level: 1 }).waitFor();
    await page.getByRole('heading', { name: 'Letzte Vorgänge' }).waitFor();
    expect(catalogues.length).toBeGreaterThan(before);
    await page.reload();
    await page.getByRole('heading', { name: 'Übersicht', level: 1 }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('de');
    expect(await navigation.getByRole('link', { name: 'Kunden' }).isVisible()).toBe(true);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });
});
