import type { Database } from '../../src/platform/database/database.ts';
import { createTestDatabase, type TestDatabase } from './test-database.ts';
import { rightStatements, wrongStatements } from './wrong-statements.queries.ts';

describe('The row type of a statement', () => {
  let test: TestDatabase;
  let database: Database;
  let workspaceId: string;

  beforeAll(async () => {
    test = await createTestDatabase();
    database = await test.open([]);
    const [made] = await test.sql<{ id: string }>(`select system_create_workspace('w') as id`);
    workspaceId = made?.id ?? '';
  });
  afterAll(() => test.drop());

  it.each(Object.entries(wrongStatements))('fails for %s', async (_what, run) => {
    await expect(database.inWorkspace(workspaceId, run)).rejects.toThrow('is not what PostgreSQL answers');
  });

  it.each(Object.entries(rightStatements))('passes for %s', async (_what, run) => {
    await expect(database.inWorkspace(workspaceId, run)).resolves.toBeDefined();
  });
});
