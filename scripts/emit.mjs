// Everything that is generated from the code and committed: the GraphQL schema, the web's types for it, the page of synced fields, the types of the database's tables.
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const steps = [
  ['tsc', ['-b', 'packages/shared', 'packages/sandbox', 'packages/server']],
  ['node', ['packages/server/dist/src/main/emit-schema.js']],
  ['node', ['packages/server/dist/src/main/emit-synced-fields.js']],
  ['pnpm', ['--dir', 'packages/web', 'run', '--silent', 'codegen']],
];
for (const [command, args] of steps) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) {
    console.error(`"${command} ${args.join(' ')}" failed.`);
    process.exit(1);
  }
}
