import { fileURLToPath } from 'node:url';
import type { Rolldown } from 'vite';

type Context = Rolldown.ChunkingContext;
type Naming = (id: string, context: Context) => string | null;

const isExplorers = /[\\/](?:monaco|graphiql|@graphiql)/;
const isIcon = /[\\/]@tabler[\\/]icons-react[\\/]/;

/** What weighs much and is wanted on some pages only. */
const heavy = [
  ['schemas', /[\\/]node_modules[\\/]zod[\\/]/],
  ['forms', /[\\/]node_modules[\\/]@mantine[\\/]form[\\/]/],
  ['sums', /[\\/]node_modules[\\/]decimal\.js/],
] as const;

/** Names the first of the heavy libraries that a module is or builds on. */
function createWeigher(): Naming {
  const known = new Map<string, string | null>();
  const weigh: Naming = (id, context) => {
    const before = known.get(id);
    if (before !== undefined) return before;
    known.set(id, null);
    const beneath = new Set(context.getModuleInfo(id)?.importedIds.map((imported) => weigh(imported, context)));
    const found = heavy.find(([name, is]) => is.test(id) || beneath.has(name))?.[0] ?? null;
    known.set(id, found);
    return found;
  };
  return weigh;
}

const isLibrary = /[\\/]@mantine[\\/]core[\\/]esm[\\/]index\.mjs$/;
const libraryImports = /import\s*\{([^}]*)\}\s*from\s*["']@mantine\/core["']/g;

/** What a module builds on. Of the library, whose first file names every component there is, those that it names itself. */
function importsOf(id: string, context: Context): string[] {
  const { importedIds = [], code } = context.getModuleInfo(id) ?? {};
  const named = [...(code ?? '').matchAll(libraryImports)].flatMap(([, names = '']) => names.split(','));
  const files = named.map((name) => `/${name.trim().split(/\s/)[0]}.mjs`);
  return importedIds.flatMap((imported) => {
    if (!isLibrary.test(imported)) return imported;
    const components = context.getModuleInfo(imported)?.importedIds ?? [];
    return components.filter((component) => files.some((file) => component.endsWith(file)));
  });
}

/** Whether a module is this one or one that it builds on. */
function createReach(root: string): (id: string, context: Context) => boolean {
  let reached: Set<string> | undefined;
  const collect = (id: string, context: Context, seen: Set<string>): Set<string> => {
    if (seen.has(id)) return seen;
    seen.add(id);
    for (const imported of importsOf(id, context)) collect(imported, context, seen);
    return seen;
  };
  return (id, context) => {
    reached ??= collect(root, context, new Set());
    return reached.has(id);
  };
}

/**
 * A page in a few files. A file costs a request, and the main thread some work, however little it holds: pages of a hundred small ones waited
 * longer for them than for anything else. What the first page of all, the sign-in, builds on is one file; what many pages share is another,
 * which the first page brings along for all others; what builds on something heavy is a third. Whatever a shared module imports is shared by
 * as many pages, and a file takes along what its modules import unless a file above it here has it: so none pulls in one below it.
 */
export function pageChunks() {
  const weigh = createWeigher();
  const isSignIns = createReach(fileURLToPath(new URL('./src/features/auth/sign-in-page.tsx', import.meta.url)));
  const base: Naming = (id, context) => (isSignIns(id, context) ? 'base' : null);
  const weighing = (weight: string | null, name: string): Naming => {
    return (id, context) => (weigh(id, context) === weight ? name : null);
  };
  const isApps = (id: string): boolean => !isExplorers.test(id);
  const shared = [weighing(null, 'common'), ...heavy.map(([name]) => weighing(name, name)).reverse()];
  return [
    { name: 'app', tags: ['$initial' as const], priority: 7 },
    { name: base, test: isApps, minShareCount: 2, priority: 6 },
    ...shared.map((name, at) => ({ name, test: isApps, minShareCount: SHARED_BY, priority: 5 - at })),
    { name: 'icons', test: isIcon, minShareCount: 2, priority: 1 },
    {
      name: weighing(null, 'parts'),
      test: isApps,
      minShareCount: 2,
      entriesAware: true,
      entriesAwareMergeThreshold: PART_BYTES,
      priority: 0,
    },
  ];
}

/** A name for each file; that of parts names all the pages that share them. */
export const fileNames = ({ name }: Rolldown.PreRenderedChunk): string =>
  `assets/${name.startsWith('parts~') ? 'parts' : '[name]'}-[hash].js`;

/** What fewer pages share goes, until it comes to so many bytes, into a file with what is shared by most of the same pages. */
const PART_BYTES = 8_000;

/** Pages that share what all are to load. With fewer they weigh more than they save requests; the overview has 300 kB for all. */
const SHARED_BY = 10;
