import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Role } from '@causeway/shared/vocabulary';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser } from './browser.ts';
import { PASSWORD, type TestApp } from './test-app.ts';

/** The built web app; fails with what to do when there is none. */
export function builtWebApp(): string {
  const folder = fileURLToPath(new URL('../../../web/dist', import.meta.url));
  if (existsSync(join(folder, 'index.html'))) return folder;
  throw new Error('The web app is not built. Run "pnpm --dir packages/web run build", then this test again.');
}

/** A person's browser; whatever a page complains about is kept. */
export interface Visitor {
  context: BrowserContext;
  newPage(): Promise<Page>;
  /** Uncaught errors and console errors of all pages so far. */
  complaints: string[];
}

export class WebStory {
  private constructor(
    private readonly browser: Browser,
    private readonly app: TestApp,
  ) {}

  static async open(app: TestApp): Promise<WebStory> {
    return new WebStory(await launchBrowser(), app);
  }

  async visitor(options: { locale?: string } = {}): Promise<Visitor> {
    const context = await this.browser.newContext({
      baseURL: this.app.url,
      viewport: { width: 1400, height: 900 },
      ...options,
    });
    context.setDefaultTimeout(45_000);
    const complaints: string[] = [];
    context.on('weberror', (error) => complaints.push(String(error.error())));
    context.on('console', (message) => {
      if (message.type() === 'error') complaints.push(`${message.text()} (${message.location().url})`);
    });
    return { context, complaints, newPage: () => context.newPage() };
  }

  /** Signs in through the form and ends on the overview. */
  async signIn(page: Page, who: Role): Promise<void> {
    await page.goto('/');
    await page.getByLabel('E-mail').fill(`${who}@test.example`);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  }

  /** A tab of a browser of its own in which somebody is signed in. */
  async signedInPage(who: Role): Promise<Page> {
    const page = await (await this.visitor()).newPage();
    await this.signIn(page, who);
    return page;
  }

  close(): Promise<void> {
    return this.browser.close();
  }
}

/**
 * Begins the browser tests of a file: makes the product, opens a browser on it, and ends both after the last test. `begun` is told when both
 * are there.
 */
export function beginStory(
  make: () => Promise<TestApp>,
  begun: (story: WebStory) => void | Promise<void>,
  timeoutMs = 60_000,
): void {
  let app: TestApp | undefined;
  let story: WebStory | undefined;
  beforeAll(async () => {
    app = await make();
    story = await WebStory.open(app);
    await begun(story);
  }, timeoutMs);
  afterAll(async () => {
    await story?.close();
    await app?.stop();
  }, 30_000);
}
