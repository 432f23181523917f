type Tree = Map<string, Tree | null>;

/** Reads `fields=id,name,status/id,_info`: which parts of a record the caller wants. */
export function parseFields(text: string): Tree | undefined {
  const tree: Tree = new Map();
  for (const path of text.split(',').slice(0, 300)) {
    let level: Tree = tree;
    const segments = path.trim().toLowerCase().split('/').filter(Boolean).slice(0, 6);
    segments.forEach((segment, at) => {
      const last = at === segments.length - 1;
      const existing = level.get(segment);
      if (last) level.set(segment, null);
      else if (existing !== null) {
        const next: Tree = existing ?? new Map();
        level.set(segment, next);
        level = next;
      }
    });
  }
  return tree.size === 0 ? undefined : tree;
}

export type FieldTree = Tree;

/** Keeps what the tree names; `_info` goes too unless it is named (§2.4). */
export function project(value: unknown, tree: Tree): unknown {
  if (Array.isArray(value)) return value.map((item) => project(item, tree));
  if (typeof value !== 'object' || value === null) return value;
  const kept: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const wanted = tree.get(key.toLowerCase());
    if (wanted === undefined) continue;
    kept[key] = wanted === null ? inner : project(inner, wanted);
  }
  return kept;
}

/** The top-level names when no path goes deeper: then a row need not be rendered whole. */
export function topLevelOnly(tree: Tree): ReadonlySet<string> | undefined {
  return [...tree.values()].every((inner) => inner === null) ? new Set(tree.keys()) : undefined;
}
