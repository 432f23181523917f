import type { launchBrowser } from '@causeway/server/dist/test/support/browser.js';

/** A tab of the browser. */
export type Page = Awaited<ReturnType<Awaited<ReturnType<typeof launchBrowser>>['newPage']>>;

/** How many times slower than this machine's the processor of the reader is. */
export const SLOWED = 4;

/** Runs in each page before its own code: keeps what the browser tells of how it was drawn. */
const watching = `(() => {
  const seen = { largestMs: 0, firstMs: 0, tasks: [] };
  const on = (type, told) => new PerformanceObserver((list) => list.getEntries().forEach(told)).observe({ type, buffered: true });
  on('largest-contentful-paint', ({ startTime }) => { seen.largestMs = startTime; });
  on('paint', ({ name, startTime }) => { if (name === 'first-contentful-paint') seen.firstMs = startTime; });
  on('longtask', ({ startTime, duration }) => { seen.tasks.push([startTime, duration]); });
  window.figures = seen;
})()`;

/** What a first visit of a page costs the reader, in milliseconds. */
export interface Drawn {
  /** Until the largest thing on the screen was drawn. */
  largestMs: number;
  /** What tasks took beyond 50 ms each after the first drawing: time in which a click is not heard. */
  blockedMs: number;
  /** Code and styles that were fetched, and their kilobytes on the way. */
  files: number;
  kilobytes: number;
  /** Elements in the document. */
  elements: number;
}

/** Slows the processor of a tab and watches what it draws. */
export async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWED });
  await page.addInitScript(watching);
}

/** Opens an address and waits until it rests. */
export async function drawn(page: Page, path: string): Promise<Drawn> {
  await page.goto(path);
  // Looking for something on the page is code that runs there, as long as a fifth of what is measured: it waits until the page has been drawn.
  await page.waitForLoadState('networkidle');
  await page.getByRole('heading').first().waitFor();
  await page.waitForTimeout(1_500);
  return page.evaluate<Drawn>(`((fetched) => ({
    files: fetched.length,
    kilobytes: fetched.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1024,
    elements: document.querySelectorAll('*').length,
    largestMs: figures.largestMs,
    blockedMs: figures.tasks.filter(([at]) => at >= figures.firstMs).reduce((sum, [, took]) => sum + Math.max(0, took - 50), 0),
  }))(performance.getEntriesByType('resource').filter(({ name }) => /[.](js|css)$/.test(name)))`);
}

/** How long after the words were typed the first row holds them, and how often there was no row at all meanwhile. */
export interface Filtered {
  tookMs: number;
  emptied: number;
}

/** Types words into the search of a list. */
export async function filtered(page: Page, words: string): Promise<Filtered> {
  const found = page.evaluate<Filtered>(`new Promise((done) => {
    let typedAt = 0;
    let emptied = 0;
    addEventListener('input', () => { typedAt ||= performance.now(); }, { capture: true });
    const look = () => {
      const rows = document.querySelectorAll('main tbody tr:not([aria-hidden])');
      if (typedAt > 0 && rows.length === 0) emptied++;
      if (typedAt > 0 && rows.length > 0 && [...rows].every((row) => row.textContent.includes(${JSON.stringify(words)})))
        done({ tookMs: performance.now() - typedAt, emptied });
      else requestAnimationFrame(look);
    };
    look();
  })`);
  await page.getByRole('searchbox').first().focus();
  await page.keyboard.insertText(words);
  return found;
}

/** Scrolls by so much in each frame, for so long. Answers the frames of a second. */
export const framesOf = (page: Page, pixels: number, ms: number): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    scrollTo(0, 0);
    let frames = 0;
    const began = performance.now();
    const next = () => {
      const passed = performance.now() - began;
      if (passed >= ${ms}) return done(frames / passed * 1000);
      frames++;
      scrollBy(0, ${pixels});
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  })`);

/** Goes on to the end of a long list until so many rows are at hand. */
export const rowsAtHand = (page: Page, count: number): Promise<void> =>
  page.evaluate<void>(`new Promise((done) => {
    const look = () => {
      const last = [...document.querySelectorAll('main tbody tr[data-index]')].at(-1);
      if (Number(last?.dataset.index) >= ${count} - 1) return done();
      scrollTo(0, document.documentElement.scrollHeight);
      requestAnimationFrame(look);
    };
    look();
  })`);

/** The text of the rows that a page has at hand, for a table that does nothing with them. */
export const rowTexts = (page: Page): Promise<string[][]> =>
  page.evaluate<string[][]>(
    `[...document.querySelectorAll('main tbody tr:not([aria-hidden])')].map((row) => [...row.cells].map((cell) => cell.textContent))`,
  );

/** Goes to the end of a list until it shows this text. Answers the milliseconds. */
export const endReached = (page: Page, text: string, atMostMs: number): Promise<number> =>
  page.evaluate<number>(`new Promise((done) => {
    const began = performance.now();
    const look = () => {
      const last = [...document.querySelectorAll('main tbody tr:not([aria-hidden])')].at(-1);
      const passed = performance.now() - began;
      if (last?.textContent.includes(${JSON.stringify(text)}) || passed > ${atMostMs}) return done(passed);
      scrollTo(0, document.documentElement.scrollHeight);
      requestAnimationFrame(look);
    };
    look();
  })`);
