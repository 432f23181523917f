import type { Page } from 'playwright-core';
import { beginConnectedDemo } from '../support/connected-demo.ts';
import type { Visitor, WebStory } from '../support/web-story.ts';

/** What went over the wire, and when each request for data began, counted from the page's own. */
type Load = {
  bytes: number;
  largest: string[];
  queries: { name: string; startedMs: number; endedMs: number }[];
  /** Code and styles that were asked for because other code ran, and not by the page itself. */
  late: string[];
};

describe('the first load of a page', () => {
  let story: WebStory;

  beginConnectedDemo((begun) => {
    story = begun;
  });

  it('sends at most 200 kB for the sign-in page', async () => {
    const visitor = await story.visitor();
    const page = await visitor.newPage();
    const load = await measure(page, '/sign-in', () => page.getByRole('button', { name: 'Sign in' }).waitFor());
    expectAtMost(load, 200_000);
    await visitor.context.close();
  });

  it('sends at most 300 kB for the overview', async () => {
    const visitor = await signedIn();
    const page = await visitor.newPage();
    const load = await measure(page, '/overview', () => overviewIsThere(page));
    expectAtMost(load, 300_000);
    expect(visitor.complaints).toEqual([]);
    await visitor.context.close();
  });

  it('asks who is signed in and for what the overview shows at one time, once each', async () => {
    const visitor = await signedIn();
    const page = await visitor.newPage();
    const { queries } = await measure(page, '/overview', () => overviewIsThere(page));
    const names = queries.map(({ name }) => name).sort();
    expect(names).toEqual([
      'DriftTasks',
      'Overview',
      'OverviewFigures',
      'OverviewIssues',
      'RecentActivity',
      'RecordTallies',
      'Viewer',
    ]);
    const firstAnswer = Math.min(...queries.map(({ endedMs }) => endedMs));
    for (const { startedMs } of queries) expect(startedMs).toBeLessThan(firstAnswer);
    await visitor.context.close();
  });

  it.each(['/', '/audit', '/clients'])(
    'names all code and styles of %s in the page itself, to be compiled as it comes',
    async (path) => {
      const visitor = await signedIn();
      const page = await visitor.newPage();
      const { late } = await measure(page, path, () => page.getByRole('heading', { level: 1 }).waitFor());
      // The chart above the log comes after its rows, by choice.
      const chart = /(audit-histogram|parts)[-~][^/]*\.(js|css)$/;
      expect(late.filter((file) => !(path === '/audit' && chart.test(file)))).toEqual([]);
      const hint = '//# allFunctionsCalledOnLoad';
      if (path === '/audit') expect(await firstLines(page)).toContain(hint);
      else expect(await firstLines(page)).toEqual(new Set([hint]));
      await visitor.context.close();
    },
  );

  /** A browser that knows the session and nothing else: what it had loaded for signing in is not in its cache. */
  async function signedIn(): Promise<Visitor> {
    const before = (await story.signedInPage('admin')).context();
    const cookies = await before.cookies();
    await before.close();
    const visitor = await story.visitor();
    await visitor.context.addCookies(cookies);
    return visitor;
  }
});

const overviewIsThere = async (page: Page): Promise<void> => {
  await page.getByRole('heading', { name: 'Overview', level: 1 }).waitFor();
  await page.getByRole('heading', { name: 'Recent activity' }).waitFor();
};

/** How the files of code begin that a page names. */
const firstLines = async (page: Page): Promise<Set<string>> =>
  new Set(
    await page.evaluate<string[]>(`Promise.all(
      [...document.querySelectorAll('script[type=module], link[rel=modulepreload]')].map(async ({ src, href }) =>
        (await (await fetch(src ?? href)).text()).split('\\n')[0]),
    )`),
  );

/** Opens an address in an empty browser and counts until it is there and the network is quiet. */
async function measure(page: Page, path: string, isThere: () => Promise<void>): Promise<Load> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const urls = new Map<string, string>();
  const bytes = new Map<string, number>();
  const queries = new Map<string, { name: string; startedMs: number; endedMs: number }>();
  const late: string[] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request, timestamp, initiator }) => {
    urls.set(requestId, request.url);
    if (initiator.type === 'script' && /\.(js|css)$/.test(request.url)) late.push(request.url);
    const name = /(?:query|mutation) (\w+)/.exec(request.postData ?? '')?.[1];
    if (name) queries.set(requestId, { name, startedMs: timestamp * 1000, endedMs: Number.POSITIVE_INFINITY });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength, timestamp }) => {
    bytes.set(requestId, encodedDataLength);
    const query = queries.get(requestId);
    if (query) query.endedMs = timestamp * 1000;
  });
  await page.goto(path);
  await isThere();
  await page.waitForLoadState('networkidle');
  const sizes = [...bytes].map(([id, size]) => ({ url: urls.get(id) ?? '', size }));
  return {
    bytes: sizes.reduce((sum, { size }) => sum + size, 0),
    largest: sizes
      .sort((a, b) => b.size - a.size)
      .slice(0, 8)
      .map(({ url, size }) => `${size} ${url}`),
    queries: [...queries.values()],
    late,
  };
}

/** Says what is too large when it is. */
function expectAtMost(load: Load, limit: number): void {
  expect(load.bytes).toBeGreaterThan(50_000);
  if (load.bytes > limit)
    throw new Error(`${load.bytes} bytes were sent, ${limit} are allowed:\n${load.largest.join('\n')}`);
}
