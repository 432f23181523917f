import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { buildProductSchema } from './print-schema.ts';
import { schemaDifferences } from './schema-gaps.ts';

describe('the schema file that web and tests are typed by', () => {
  it('says what the resolvers answer', async () => {
    const file = readFileSync(new URL('../../../shared/schema.graphql', import.meta.url), 'utf8');
    expect(schemaDifferences(buildSchema(file), await buildProductSchema())).toEqual([]);
  });
});
