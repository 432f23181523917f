import { readFileSync } from 'node:fs';
import { buildSchema } from 'graphql';
import { accessRules } from './access-rules.ts';
import { permissionsOf, rolesPage } from './permissions.ts';
import { buildProductSchema } from './print-schema.ts';
import { schemaDifferences } from './schema-gaps.ts';

describe('the schema file that web and tests are typed by', () => {
  it('says what the resolvers answer', async () => {
    const file = readFileSync(new URL('../../../shared/schema.graphql', import.meta.url), 'utf8');
    expect(schemaDifferences(buildSchema(file), await buildProductSchema())).toEqual([]);
  });
});

describe('docs/roles.md', () => {
  it('says what the guard decides; "npm run emit-schema" writes it', async () => {
    const page = readFileSync(new URL('../../../../docs/roles.md', import.meta.url), 'utf8');
    expect(page).toBe(rolesPage(permissionsOf(await buildProductSchema(), accessRules)));
  });
});
