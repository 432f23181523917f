import pg from 'pg';
import {
  answeredColumns,
  CATALOG,
  type Catalog,
  catalogFrom,
  describeStatement,
} from '../../../test/support/describe-statement.ts';
import { rowFaults } from '../../../test/support/row-check.ts';
import { rowTypes } from '../../../test/support/row-types.ts';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';

// Statements that are put together from parts are compared when a test runs them: test/support/checked-rows.ts.
// A preview's own copies of the tables are there while it runs.
const whole = rowTypes().filter(
  ({ file, sql }) => sql !== null && !sql.includes('pg_temp.') && file.startsWith('packages/server/src/'),
);
const files = [...Map.groupBy(whole, ({ file }) => file.replace('packages/server/src/', ''))].map(([file, calls]) => ({
  file,
  calls,
}));

describe('The statements of', () => {
  let test: TestDatabase;
  let client: pg.Client;
  let catalog: Catalog;

  beforeAll(async () => {
    test = await createTestDatabase();
    client = new pg.Client({ connectionString: test.ownerUrl });
    await client.connect();
    catalog = catalogFrom((await client.query(CATALOG)).rows);
  });
  afterAll(async () => {
    await client?.end();
    await test?.drop();
  });

  it('all files are found', () => {
    expect(whole.length).toBeGreaterThan(150);
  });

  it.each(files)('$file fit the migrated schema, and their columns the row types', async ({ calls }) => {
    const faults: string[] = [];
    for (const { line, sql, columns } of calls) {
      const fields = await describeStatement(client, sql ?? '').catch((error: Error) => error);
      if (fields instanceof Error) faults.push(`line ${line}: PostgreSQL refuses this statement: ${fields.message}`);
      else if (columns)
        faults.push(
          ...rowFaults(sql ?? '', answeredColumns(fields, catalog), columns).map((one) => `line ${line}: ${one}`),
        );
    }
    expect(faults).toEqual([]);
  });
});
