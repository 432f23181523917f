import type { Method, Operation } from './operation.ts';

export interface Match {
  readonly operations: ReadonlyMap<Method, Operation>;
  readonly ids: Readonly<Record<string, number>>;
  readonly words: Readonly<Record<string, string>>;
}

interface Node {
  readonly fixed: Map<string, Node>;
  parameter: Node | undefined;
  readonly operations: Map<Method, Operation>;
}

const emptyNode = (): Node => ({ fixed: new Map(), parameter: undefined, operations: new Map() });

/** Finds operations by path: case does not matter, a slash at the end neither; fixed words win over parameters. */
export class Router {
  private readonly root = emptyNode();

  constructor(operations: Iterable<Operation>) {
    for (const operation of operations) this.add(operation);
  }

  match(path: string): Match | undefined {
    const segments = path.split('/').filter(Boolean);
    return segments.length > 12 ? undefined : this.find(this.root, segments, []);
  }

  private add(operation: Operation): void {
    let node = this.root;
    for (const segment of operation.path.split('/').filter(Boolean)) {
      if (!segment.startsWith('{')) {
        const key = segment.toLowerCase();
        const next: Node = node.fixed.get(key) ?? emptyNode();
        node.fixed.set(key, next);
        node = next;
      } else {
        node.parameter ??= emptyNode();
        node = node.parameter;
      }
    }
    if (!node.operations.has(operation.method)) node.operations.set(operation.method, operation);
  }

  private find(node: Node, segments: readonly string[], values: readonly string[]): Match | undefined {
    const [first, ...rest] = segments;
    if (first === undefined) return node.operations.size === 0 ? undefined : toMatch(node, values);
    const fixed = node.fixed.get(first.toLowerCase());
    const found = fixed && this.find(fixed, rest, values);
    if (found || !node.parameter) return found;
    return this.find(node.parameter, rest, [...values, first]);
  }
}

function toMatch(node: Node, values: readonly string[]): Match | undefined {
  const operation = [...node.operations.values()][0];
  const names = [...(operation?.path ?? '').matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '');
  const ids: Record<string, number> = {};
  const words: Record<string, string> = {};
  for (const [at, text] of values.entries()) {
    const name = names[at] ?? '';
    if (/^\d{1,15}$/.test(text)) ids[name] = Number(text);
    else if (!/identifier/i.test(name)) return undefined;
    words[name] = decoded(text);
  }
  return { operations: node.operations, ids, words };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
