import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createTestDatabase, type TestDatabase } from '../../../test/support/test-database.ts';

const source = fileURLToPath(new URL('../..', import.meta.url));

/** Statements of a file that are written out whole; those that are put together from parts are run by the tests of their file. */
const wholeStatements = (text: string): string[] =>
  [...text.matchAll(/\.query(?:<(?:[^<>]|<[^<>]*>)*>)?\(\s*(?:`([^`]*)`|'([^'\n]*)')/g)]
    .map(([, template, quoted]) => template ?? quoted ?? '')
    .filter((sql) => sql !== '' && !sql.includes('${'));

const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.queries.ts'))
  .sort()
  .map((file) => ({ file, statements: wholeStatements(readFileSync(`${source}/${file}`, 'utf8')) }))
  .filter(({ statements }) => statements.length > 0);

describe('The statements of', () => {
  let test: TestDatabase;
  beforeAll(async () => {
    test = await createTestDatabase();
  });
  afterAll(() => test.drop());

  it('all query files are found', () => {
    expect(files.flatMap(({ statements }) => statements).length).toBeGreaterThan(60);
  });

  it.each(files)('$file fit the migrated schema', async ({ statements }) => {
    for (const [at, sql] of statements.entries()) {
      try {
        await test.sql(`prepare statement_${at} as ${sql}`);
        await test.sql(`deallocate statement_${at}`);
      } catch (error) {
        throw new Error(`PostgreSQL refuses this statement: ${sql}`, { cause: error });
      }
    }
  });
});
