// Takes pictures of pages at two widths, light and dark, and tells what the browser complained about:
//   node testing/screenshots.mjs <folder> --at http://127.0.0.1:4000 [--user e-mail --password secret] [path ...]
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const fromServer = createRequire(new URL('../../server/package.json', import.meta.url));
const { chromium } = fromServer('playwright-core');
const bundled = (await import(fromServer.resolve('@sparticuz/chromium'))).default;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    at: { type: 'string' },
    user: { type: 'string' },
    password: { type: 'string' },
    width: { type: 'string', multiple: true },
    scheme: { type: 'string', multiple: true },
  },
});
const [folder = 'screenshots', ...asked] = positionals;
const paths =
  asked.length > 0
    ? asked
    : [
        '/overview',
        '/audit',
        '/issues',
        '/runs',
        '/integrations',
        '/integrations/setup/connect',
        '/integrations/setup/scope',
        '/api-access',
        '/sign-in',
      ];

if (!values.at) {
  say(
    'Say where the product runs: --at http://127.0.0.1:4000, and for pages behind the sign-in --user and --password.',
  );
  process.exit(2);
}
const address = values.at;
await mkdir(folder, { recursive: true });
for (const scheme of values.scheme ?? ['light', 'dark']) {
  for (const width of (values.width ?? ['1440', '390']).map(Number)) {
    // One browser for each: this build of Chromium is a single process and ends with its first context.
    const browser = await chromium.launch({
      executablePath: await bundled.executablePath(),
      args: bundled.args,
      headless: true,
    });
    const context = await browser.newContext({
      viewport: { width, height: width > 800 ? 900 : 844 },
      colorScheme: scheme,
    });
    const tab = await context.newPage();
    tab.on('console', (message) => message.type() === 'error' && say(`  console: ${message.text()}`));
    tab.on('pageerror', (error) => say(`  page: ${error.message}`));
    if (values.user) await signIn(tab, values.user, values.password ?? '');
    for (const path of paths)
      await shoot(tab, path, `${path.replace(/[^a-z0-9]+/gi, '-').replace(/^-/, '')}-${width}-${scheme}.png`);
    await browser.close();
  }
}

function say(text) {
  process.stdout.write(`${text}\n`);
}

async function signIn(tab, user, password) {
  await tab.goto(`${address}/sign-in`);
  await tab.getByLabel('E-mail').fill(user);
  await tab.getByLabel('Password', { exact: true }).fill(password);
  await tab.getByRole('button', { name: 'Sign in' }).click();
  await tab.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
}

async function shoot(tab, path, name) {
  await tab.goto(address + path);
  await tab.waitForTimeout(1200);
  const overflow = await tab.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  await tab.screenshot({ path: join(folder, name) });
  say(`${name}${overflow > 0 ? `  WIDER THAN THE SCREEN by ${overflow} px` : ''}`);
}
