import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const web = fileURLToPath(new URL('../../../web', import.meta.url));

it('npm run dev serves the API explorer, whose workers Vite has to find itself', async () => {
  const { stdout } = await run('node', ['testing/dev-server.mjs', 'src/features/explorer/explorer-page.tsx'], {
    cwd: web,
  });
  expect(stdout).toMatch(/^[1-9]\d* imports of .* are served\.$/m);
  // All that the web app uses is bundled ahead for it: some ten seconds of one processor, of a busy one many more.
}, 180_000);
