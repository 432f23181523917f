import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Unpacks Chromium once: a test that starts it while another's unpacking still writes it is refused by the system. */
export default async function globalSetup() {
  const server = createRequire(fileURLToPath(new URL('../packages/server/package.json', import.meta.url)));
  const { default: chromium } = await import(pathToFileURL(server.resolve('@sparticuz/chromium')).href);
  await chromium.executablePath();
}
