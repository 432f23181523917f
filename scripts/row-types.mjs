// What the code says about the rows of its statements: for every call of `query`, the columns of the row type, read from the compiler.
// Written to .cache/row-types.json for the tests, which compare it with what PostgreSQL answers (packages/server/test/support/row-check.ts).
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const rowTypesFile = join(root, '.cache', 'row-types.json');
const sources = () =>
  globSync('packages/{server,shared}/{src,test}/**/*.ts', { cwd: root })
    .filter((file) => !/\.test\.ts$/.test(file))
    .sort();

/** Reads the row types again when a source has changed. */
async function writeRowTypes() {
  const files = sources();
  const hash = createHash('sha1');
  for (const file of files) hash.update(file).update(readFileSync(join(root, file)));
  const key = hash.digest('hex');
  if (existsSync(rowTypesFile) && JSON.parse(readFileSync(rowTypesFile, 'utf8')).key === key) return;
  const asking = files.filter(
    (file) =>
      file.startsWith('packages/server/') &&
      !file.endsWith('/database/database.ts') &&
      /\.query\b/.test(readFileSync(join(root, file), 'utf8')),
  );
  const calls = await readRowTypes(asking);
  mkdirSync(dirname(rowTypesFile), { recursive: true });
  writeFileSync(rowTypesFile, JSON.stringify({ key, calls }));
}

async function readRowTypes(files) {
  // The compiler's API for programs; its name says that it may still change, so the version is pinned.
  const { API } = await import('typescript/unstable/sync');
  const { SyntaxKind } = await import('typescript/unstable/ast');
  const api = new API({ cwd: root });
  try {
    const config = join(root, 'packages/server/tsconfig.json');
    const project = api.updateSnapshot({ openProjects: [config] }).getProjects()[0];
    return files.flatMap((file) => callsOf(project, file, SyntaxKind));
  } finally {
    api.close();
  }
}

function callsOf({ program, checker }, file, kinds) {
  const source = program.getSourceFile(join(root, file));
  if (!source) return [];
  const lineOf = (position) => source.text.slice(0, position).split('\n').length;
  const found = [];
  const visit = (node) => {
    if (node.kind === kinds.CallExpression) {
      const isQuery = node.expression.kind === kinds.PropertyAccessExpression && node.expression.name.text === 'query';
      // A function that hands its own row type on to `query`, called with a type of its own.
      const handsOn = !isQuery && node.typeArguments?.length > 0;
      if (isQuery || handsOn) {
        const row = isQuery ? rowOf(checker, node) : checker.getTypeFromTypeNode(node.typeArguments[0]);
        const columns = row && columnsOf(checker, row);
        if (isQuery || columns) {
          const named = isQuery ? node.expression.name : node.expression;
          found.push({
            file,
            line: lineOf(named.end),
            from: lineOf(node.expression.end),
            to: lineOf(node.end),
            isQuery,
            sql: isQuery ? wholeText(node.arguments[0], kinds) : null,
            columns: columns ?? null,
            handsOn: isQuery && row?.isTypeParameter() === true,
          });
        }
      }
    }
    node.forEachChild(visit);
  };
  visit(source);
  return found;
}

const wholeText = (node, kinds) =>
  node?.kind === kinds.StringLiteral || node?.kind === kinds.NoSubstitutionTemplateLiteral ? node.text : null;

/** `T` of a call that answers `Promise<T[]>`. */
function rowOf(checker, call) {
  const promise = checker.getTypeAtLocation(call);
  const rows = promise?.isTypeReference() ? checker.getTypeArguments(promise)[0] : undefined;
  return rows && checker.isArrayType(rows) ? checker.getTypeArguments(rows)[0] : undefined;
}

/** The properties of a row type; undefined where it promises none by name, or is still to be filled in by a caller. */
function columnsOf(checker, type) {
  if (type.isTypeParameter()) return undefined;
  const properties = checker.getPropertiesOfType(type);
  if (properties.length === 0) return undefined;
  return Object.fromEntries(properties.map((one) => [one.name, kindsOf(checker, checker.getTypeOfSymbol(one))]));
}

const flags = {
  unknown: 1 | 2,
  undefined: 4,
  null: 8,
  boolean: 256 | 8192,
  string: 32 | 1024 | 4194304,
  number: 64 | 2048,
};

/** How a value may look: `string`, `number`, `boolean`, `null`, `undefined`, `Date`, `Buffer`, `array`, `object`, or `unknown` for any. */
function kindsOf(checker, type) {
  const kind = Object.entries(flags).find(([, bits]) => type.flags & bits)?.[0];
  if (kind) return [kind];
  if (type.isUnionType()) return [...new Set(type.getTypes().flatMap((part) => kindsOf(checker, part)))].sort();
  const name = type.getSymbol()?.name;
  if (name === 'Date' || name === 'Buffer') return [name];
  if (checker.isArrayType(type) || name === 'ReadonlyArray' || checker.isTupleType(type)) return ['array'];
  // A type that is written in terms of others, such as an index into a table of types.
  if (type.flags & (33554432 | 67108864 | 524288)) return ['unknown'];
  return ['object'];
}

await writeRowTypes();
