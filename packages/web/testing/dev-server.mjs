// Serves the web app as `npm run dev` does and asks for one page with all that it imports; ends with 1 when something of it cannot be served.
//   node testing/dev-server.mjs <source of the page, e.g. src/features/explorer/explorer-page.tsx>
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createServer } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));
// What Vite bundles ahead is kept apart from that of a server that runs beside.
const cacheDir = await mkdtemp(join(tmpdir(), 'causeway-vite-'));
const server = await createServer({ root, cacheDir, logLevel: 'error', server: { port: 0, hmr: false, watch: null } });
await server.listen();
const at = server.resolvedUrls?.local[0] ?? '';
const page = await served(`/${process.argv[2]}`);
const imported = [...page.matchAll(/^import\b[^;]*?"(\/[^"]+)"/gm)].map(([, path]) => path);
for (const path of imported) await served(path);
process.stdout.write(`${imported.length} imports of ${process.argv[2]} are served.\n`);
await server.close();
await rm(cacheDir, { recursive: true, force: true });

async function served(path) {
  const answer = await fetch(new URL(path, at));
  if (answer.status !== 200) throw new Error(`${path} is answered with ${answer.status}.`);
  return answer.text();
}
