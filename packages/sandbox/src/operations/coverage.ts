import { records } from '../model/registry.ts';
import { allOperations } from './all.ts';

/** The list of operations served and of field tables behind them, as Markdown: `docs/operations.md`. */
export function coverage(): string {
  const seen = new Set<string>();
  const operations = allOperations().filter(({ method, path }) => {
    const key = `${method} ${path}`;
    return seen.has(key) ? false : Boolean(seen.add(key));
  });
  const rows = operations
    .map(({ method, path, takes, sends, record }) => ({
      method,
      path,
      takes: takes ?? '',
      sends: sends ?? '',
      record: record ?? '',
    }))
    .sort((a, b) => (a.path === b.path ? a.method.localeCompare(b.method) : a.path < b.path ? -1 : 1));
  const table = rows.map((row) => `| ${row.method} | \`${row.path}\` | ${row.takes} | ${row.sends} | ${row.record} |`);
  const fields = [...records.values()]
    .filter((definition) => definition.path !== null || ['forecastItems', 'documents'].includes(definition.name))
    .map(({ name, schema, table: { fields } }) => {
      const required = fields.filter((field) => field.required).map((field) => field.name);
      return `| ${name} | ${schema} | ${fields.length} | ${required.join(', ')} |`;
    });
  return `# Operations served

Generated from the field tables; \`operations.test.ts\` fails when it is out of date, and says how to write it anew.
${rows.length} operations. Paths are below \`/v4_6_release/apis/3.0\`; case and a slash at the end do not matter.

| Verb | Path | Takes | Answers | Record |
|---|---|---|---|---|
${table.join('\n')}

# Records

| Record | Schema | Fields | Required |
|---|---|---|---|
${fields.join('\n')}
`;
}
