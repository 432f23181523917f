import type { ChildProcess } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { launchBrowser } from '@causeway/server/dist/test/support/browser.js';
import { startProduct } from '../api/product-process.ts';
import { type Goal, judge } from '../goals.ts';
import { startBenchServer } from '../postgres.ts';
import { median } from '../statistics.ts';
import {
  type Drawn,
  drawn,
  endReached,
  filtered,
  framesOf,
  type Page,
  rowsAtHand,
  rowTexts,
  SLOWED,
  slow,
} from './browser-figures.ts';
import { CLIENTS, seedPages } from './seed-pages.ts';

const usage = `Usage: npm run bench -- page [options]

  --rounds N  times that each page is opened (default 5)
  --out FILE  also write everything as JSON

Opens the pages of the web app in Chromium, its processor slowed ${SLOWED} times, as a first visit: nothing is in its cache.
`;

const LOG_ROWS = 20_000;
/** Rows that are at hand when a list is scrolled, and for how long. */
const SCROLLED = { rows: 300, pixels: 40, ms: 4_000 };
const END_WITHIN_MS = 60_000;

/** Measures what a reader waits for and prints each figure with its limit. Answers whether none was missed. */
export async function benchPage(args: readonly string[]): Promise<boolean> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      rounds: { type: 'string', default: '5' },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help) {
    process.stdout.write(usage);
    return true;
  }
  const rounds = Number(values.rounds);
  const server = await startBenchServer();
  const children: ChildProcess[] = [];
  const browser = await launchBrowser();
  try {
    const database = await server.database('pages');
    const { sessionToken, paths } = await seedPages(database.ownerUrl, LOG_ROWS);
    const baseURL = await startProduct(database.appUrl, children, [], {
      WEB_DIST: fileURLToPath(new URL('../../../web/dist', import.meta.url)),
    });
    /** A browser that has seen nothing yet, of somebody who is signed in. */
    const visit = async <T>(work: (page: Page) => Promise<T>): Promise<T> => {
      const context = await browser.newContext({ baseURL, viewport: { width: 1440, height: 900 } });
      try {
        await context.addCookies([{ name: 'causeway_session', value: sessionToken, url: baseURL }]);
        const page = await context.newPage();
        await slow(page);
        return await work(page);
      } finally {
        await context.close();
      }
    };
    const repeated = async <T>(times: number, work: (page: Page, round: number) => Promise<T>): Promise<T[]> => {
      const all: T[] = [];
      for (let round = 0; round < times; round++) all.push(await visit((page) => work(page, round)));
      return all;
    };

    const pages = new Map<string, Drawn>();
    await visit((page) => drawn(page, '/overview'));
    for (const [name, path] of Object.entries(paths)) {
      const seen = await repeated(rounds, (page) => drawn(page, path));
      const middle = (of: keyof Drawn): number => median(seen.map((each) => each[of]));
      pages.set(name, {
        largestMs: middle('largestMs'),
        blockedMs: middle('blockedMs'),
        files: middle('files'),
        kilobytes: middle('kilobytes'),
        elements: middle('elements'),
      });
    }

    const audit = await repeated(rounds, async (page, round) => {
      await drawn(page, '/audit');
      return filtered(page, `471${round}`);
    });
    const clients = await repeated(rounds, async (page, round) => {
      await drawn(page, '/clients');
      return filtered(page, `00047${round}`);
    });

    const scrolled = await repeated(rounds, async (page) => {
      await drawn(page, '/audit');
      await rowsAtHand(page, SCROLLED.rows);
      const ours = await framesOf(page, SCROLLED.pixels, SCROLLED.ms);
      const texts = await rowTexts(page);
      await page.goto('about:blank');
      const rows = Array.from({ length: SCROLLED.rows }, (_none, n) => texts[n % texts.length] ?? []);
      await page.setContent(plainTable(rows));
      return { ours, plain: await framesOf(page, SCROLLED.pixels, SCROLLED.ms) };
    });
    const frames = (of: 'ours' | 'plain'): number => median(scrolled.map((each) => each[of]));

    const ends = await repeated(Math.min(rounds, 3), async (page) => {
      await drawn(page, '/clients');
      return endReached(page, `Client ${String(CLIENTS).padStart(7, '0')}`, END_WITHIN_MS);
    });

    process.stdout.write(
      `\nFirst visits, processor slowed ${SLOWED} times, medians of ${rounds}, in ms; Chromium ${browser.version()}, Node ${process.version}, ${cpus().length} cores\n`,
    );
    for (const [name, of] of pages)
      process.stdout.write(
        `  ${name.padEnd(14)} largest drawn after ${cell(of.largestMs)}  blocked for ${cell(of.blockedMs)}  files ${cell(of.files)}  kB ${cell(of.kilobytes)}  elements ${cell(of.elements)}\n`,
      );
    const worst = (of: keyof Drawn) => [...pages].reduce((high, each) => (each[1][of] > high[1][of] ? each : high));
    const goals: Goal[] = [
      goalOf('P1', 'largest drawn, ms, of the slowest page', worst('largestMs'), 'largestMs', 1_200),
      goalOf('P2', 'blocked, ms, on the page that blocks longest', worst('blockedMs'), 'blockedMs', 150),
      {
        id: 'P3',
        what: 'words typed to rows of the audit log beyond the 300 ms for typing, ms',
        value: median(audit.map(({ tookMs }) => tookMs)) - TYPING_MS,
        atMost: 300,
      },
      {
        id: 'P4',
        what: 'the same of clients, ms',
        value: median(clients.map(({ tookMs }) => tookMs)) - TYPING_MS,
        atMost: 300,
      },
      {
        id: 'P5',
        what: 'frames without any row meanwhile',
        value: Math.max(...[...audit, ...clients].map(({ emptied }) => emptied)),
        atMost: 0,
      },
      {
        id: 'P6',
        what: `frames of a scrolled list (${frames('ours').toFixed(0)}/s) / of a plain table (${frames('plain').toFixed(0)}/s)`,
        value: frames('ours') / frames('plain'),
        atLeast: 0.9,
      },
      { id: 'P7', what: `end of ${CLIENTS} clients, ms`, value: median(ends), atMost: 1_000 },
      goalOf('P8', 'files of code and styles of the page that needs most', worst('files'), 'files', 25),
    ];
    const failed = judge(goals, (text) => process.stdout.write(`${text}\n`));
    if (values.out)
      writeFileSync(
        values.out,
        `${JSON.stringify({ at: new Date().toISOString(), pages: [...pages], audit, clients, scrolled, ends, goals }, null, 2)}\n`,
      );
    return !failed;
  } finally {
    await browser.close();
    for (const child of children) child.kill();
    await server.stop();
  }
}

/** How long the search waits for the next key. */
const TYPING_MS = 300;

const goalOf = (id: string, what: string, [name, figures]: [string, Drawn], of: keyof Drawn, atMost: number): Goal => ({
  id,
  what: `${what} (${name})`,
  value: figures[of],
  atMost,
});

const cell = (value: number): string => value.toFixed(0).padStart(5);

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function plainTable(rows: readonly (readonly string[])[]): string {
  const body = rows.map((cells) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`).join('');
  return `<!doctype html><style>td { padding: 8px 12px; font: 14px sans-serif; border-bottom: 1px solid #ddd }</style><table>${body}</table>`;
}
