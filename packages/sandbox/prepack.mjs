// Builds what is published: the modules of `tsc -b`, and the same for `require`, which a default Jest uses.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = dirname(fileURLToPath(import.meta.url));
for (const args of [['-b'], ['-p', 'tsconfig.cjs.json']]) {
  const { status, error } = spawnSync('tsc', args, {
    cwd: folder,
    stdio: ['ignore', 2, 2],
    shell: process.platform === 'win32',
  });
  if (status === 0) continue;
  process.stderr.write(`"tsc ${args.join(' ')}" failed${error ? `: ${error.message}` : ''}.\n`);
  process.exit(1);
}
const commonJs = join(folder, 'dist', 'cjs');
mkdirSync(commonJs, { recursive: true });
// Below a package of modules the folder has to say that it holds none.
writeFileSync(join(commonJs, 'package.json'), '{ "type": "commonjs" }\n');
