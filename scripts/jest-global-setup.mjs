import { startTestPostgres } from './test-postgres.mjs';

// Tests that need PostgreSQL read TEST_POSTGRES_URL; unit tests alone do not start it.
export default async function globalSetup() {
  process.env.TEST_POSTGRES_URL ??= await startTestPostgres();
}
