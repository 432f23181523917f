import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * A new field, `faxNumber`, in each synced record: it compiles when all five places have it, and with each of them left out the compiler says so in
 * the file that needs it (ADR 9). The compiler runs over a copy of the sources.
 */
const root = fileURLToPath(new URL('../../../../../../', import.meta.url));
const copy = join(root, '.cache', `field-omissions-${process.pid}`);

interface Place {
  file: string;
  /** The line after which the field is put. */
  after: RegExp;
  put: string;
}

const places = ['migration', 'entity', 'field table', 'wire description', 'shared list'] as const;
type PlaceName = (typeof places)[number];

const modules = 'packages/server/src/modules';
const field = `faxNumber: {
  label: 'Fax', column: 'fax_number', type: 'text', place: { kind: 'scalar', paths: ['faxNumber'] },
  in: { not: 'x' }, out: { create: true, update: true, clear: 'remove' },
},`;

interface Names {
  entity: string;
  Entity: string;
  folder: string;
  record: string;
  wire: string;
  wireFile: string;
  shared?: string;
}

function recordOf({ entity, Entity, folder, record, wire, wireFile, shared = `text('Fax', { max: 30 })` }: Names) {
  const fieldTable = `${modules}/sync/records/${record}/${record}.fields.ts`;
  const homes: Record<PlaceName, Place> = {
    // `npm run emit-schema` writes this file from the migrated tables.
    migration: {
      file: 'packages/server/src/platform/database/schema.ts',
      after: new RegExp(`^export interface ${Entity}Table \\{$`, 'm'),
      put: 'fax_number: string | null;',
    },
    entity: {
      file: `${modules}/crm/${folder}/${entity}.entity.ts`,
      after: new RegExp(`^export class ${Entity}Entity \\{$`, 'm'),
      put: `@Property({ type: 'text', nullable: true }) faxNumber: string | null;`,
    },
    'field table': { file: fieldTable, after: new RegExp(`^export const ${record}Fields: .* = \\{$`, 'm'), put: field },
    'wire description': {
      file: `packages/server/src/connectwise/wire/${wireFile}.ts`,
      after: new RegExp(`^export const ${wire}Wire = wire\\(.* \\{$`, 'm'),
      put: 'faxNumber: text,',
    },
    'shared list': {
      file: `packages/shared/src/forms/${entity}.ts`,
      after: /^ {4}fields: \{$/m,
      put: `faxNumber: ${shared},`,
    },
  };
  return { homes, fieldTable, service: `${modules}/crm/${folder}/${entity}.service.ts` };
}

const records = [
  recordOf({
    entity: 'client',
    Entity: 'Client',
    folder: 'clients',
    record: 'company',
    wire: 'company',
    wireFile: 'company',
  }),
  recordOf({
    entity: 'contact',
    Entity: 'Contact',
    folder: 'contacts',
    record: 'contact',
    wire: 'contact',
    wireFile: 'contact',
  }),
  recordOf({
    entity: 'product',
    Entity: 'Product',
    folder: 'products',
    record: 'product',
    wire: 'catalogItem',
    wireFile: 'catalog',
  }),
  recordOf({
    entity: 'opportunity',
    Entity: 'Opportunity',
    folder: 'opportunities',
    record: 'opportunity',
    wire: 'opportunity',
    wireFile: 'opportunity',
    shared: `lines('Fax', { max: 30, maxRows: 1 })`,
  }),
];

/** The file in which the compiler misses a place. */
const missedIn: Record<PlaceName, 'fieldTable' | 'service'> = {
  migration: 'fieldTable',
  entity: 'fieldTable',
  'field table': 'fieldTable',
  'wire description': 'fieldTable',
  'shared list': 'service',
};

/** Puts the field into every record, but not into one of the places. */
function putField(omitted: PlaceName | null): void {
  const edited = new Map<string, string>();
  for (const { homes } of records)
    for (const name of places) {
      const { file, after, put } = homes[name];
      const text = edited.get(file) ?? readFileSync(join(root, file), 'utf8');
      if (!after.test(text)) throw new Error(`${file} has no line like ${after}.`);
      edited.set(file, name === omitted ? text : text.replace(after, (line) => `${line}\n${put}`));
    }
  for (const [file, text] of edited) writeFileSync(join(copy, file), text);
}

/** The files that do not compile, with what the compiler says. */
function compile(project: string): Promise<Map<string, string>> {
  return new Promise((resolve) => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    execFile(
      process.execPath,
      [tsc, '--pretty', 'false', '-p', join(copy, project)],
      { cwd: copy },
      (_error, stdout) => {
        const lines = stdout.split('\n').flatMap((line) => /^(\S+)\(\d+,\d+\): error (.*)$/.exec(line) ?? []);
        const found = new Map<string, string>();
        for (let at = 0; at < lines.length; at += 3) found.set(lines[at + 1] ?? '', lines[at + 2] ?? '');
        resolve(found);
      },
    );
  });
}

const configuration = (extendsFile: string, files: string[], typeRoots: string) =>
  JSON.stringify({
    extends: join(root, extendsFile),
    compilerOptions: {
      ...{
        noEmit: true,
        composite: false,
        declaration: false,
        sourceMap: false,
        noUnusedLocals: false,
        emitDeclarationOnly: false,
        incremental: true,
      },
      ...{ rootDir: root, types: [], typeRoots: [join(root, typeRoots)] },
      paths: { '@causeway/shared/*': [join(copy, 'packages/shared/src/*.ts')] },
    },
    files,
    include: [],
    references: [],
  });

describe('a new field of a synced record', () => {
  beforeAll(() => {
    const isSource = (file: string) => !file.endsWith('.test.ts');
    mkdirSync(copy, { recursive: true });
    for (const folder of ['packages/server/src', 'packages/shared/src'])
      cpSync(join(root, folder), join(copy, folder), { recursive: true, filter: isSource });
    for (const folder of ['packages/server', 'packages/shared']) {
      symlinkSync(join(root, folder, 'node_modules'), join(copy, folder, 'node_modules'), 'dir');
      cpSync(join(root, folder, 'package.json'), join(copy, folder, 'package.json'));
    }
    const sources = records.flatMap(({ fieldTable, service }) => [fieldTable, service]);
    writeFileSync(
      join(copy, 'server.json'),
      configuration('packages/server/tsconfig.json', sources, 'node_modules/@types'),
    );
    const lists = [
      'clients/client-fields.ts',
      'contacts/contact-fields.tsx',
      'products/product-fields.tsx',
      'opportunities/opportunity-fields.tsx',
    ];
    writeFileSync(
      join(copy, 'web.json'),
      configuration(
        'packages/web/tsconfig.json',
        lists.map((file) => join(root, 'packages/web/src/features', file)),
        'node_modules/@types',
      ),
    );
  });
  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('compiles with its five places', async () => {
    putField(null);
    expect(await compile('server.json')).toEqual(new Map());
  });

  it.each(places)('does not compile without the %s', async (place) => {
    putField(place);
    const complaints = await compile('server.json');
    expect([...complaints.keys()]).toEqual(expect.arrayContaining(records.map((record) => record[missedIn[place]])));
  });

  it('does not compile in the web before "npm run emit-schema" has written what the form reads', async () => {
    putField(null);
    const complaints = await compile('web.json');
    expect([...complaints.values()].filter((said) => said.includes('faxNumber'))).toHaveLength(records.length);
  });
});
