import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { startTestPostgres } from './test-postgres.mjs';

// Tests that need PostgreSQL read TEST_POSTGRES_URL; unit tests alone do not start it.
export default async function globalSetup() {
  // In a process of its own: the compiler's API ends the one that it is used in.
  const { status } = spawnSync(process.execPath, [fileURLToPath(new URL('row-types.mjs', import.meta.url))], {
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('The row types of the statements could not be read.');
  process.env.TEST_POSTGRES_URL ??= await startTestPostgres();
}
