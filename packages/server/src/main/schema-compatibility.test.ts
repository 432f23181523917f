import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('../../../../scripts/schema-compatibility.mjs', import.meta.url));

describe('a schema beside the last released one', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'causeway-schema-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const compare = (before: string, after: string) => {
    const files = [before, after].map((fields, at) => {
      const file = join(folder, `${at}.graphql`);
      writeFileSync(file, `type Query { ${fields} }`);
      return file;
    });
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...files], { encoding: 'utf8' });
    return { status, said: stdout + stderr };
  };

  it.each([
    ['is the same', 'a: Int', 'a: Int'],
    ['has a new field', 'a: Int', 'a: Int b: Int'],
    ['has a new argument that may be left out', 'a: Int', 'a(n: Int): Int'],
    ['takes out what was deprecated', 'a: Int b: Int @deprecated(reason: "use a")', 'a: Int'],
  ])('passes when it %s', (_what, before, after) => {
    expect(compare(before, after)).toMatchObject({ status: 0 });
  });

  it.each([
    ['takes out a field', 'a: Int b: Int', 'a: Int', /Query\.b: .*removed/],
    ['takes out what it deprecates only now', 'a: Int b: Int', 'a: Int', /mark it with a deprecationReason/],
    ['changes a type', 'a: Int', 'a: String', /changed type from 'Int' to 'String'/],
    ['wants a new argument', 'a: Int', 'a(n: Int!): Int', /Query\.a\.n/],
  ])('is refused when it %s', (_what, before, after, says) => {
    const { status, said } = compare(before, after);
    expect(status).toBe(1);
    expect(said).toMatch(says);
  });
});
