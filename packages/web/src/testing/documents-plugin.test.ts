import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';

// The plugins of the build are no part of the app's sources.
const plugin = join(import.meta.dirname, '../../documents.plugin.ts');
const query = '{ clients { items { ...ClientRow } } }';
const source = `
import { graphql } from '../graphql/gql.ts';
export const ClientRow = graphql(\`
  fragment ClientRow on Client { id name }
\`);
export const ClientsQuery = graphql(\`
  query Clients ${query}
\`);
`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'causeway-documents-'));
  writeFileSync(join(folder, 'clients.graphql.ts'), source);
});
afterEach(() => rmSync(folder, { recursive: true }));

it('ships documents as text that nothing reads while a file is loaded, and a fragment only within what sends it', async () => {
  const { documentsPlugin } = await import(/* @vite-ignore */ plugin);
  const { buildStart, transform } = documentsPlugin(folder);
  buildStart();
  expect(transform(source).code.trim().split('\n')).toEqual([
    'export const ClientRow = "";',
    `export const ClientsQuery = "query Clients ${query} fragment ClientRow on Client { id name }";`,
  ]);
});
