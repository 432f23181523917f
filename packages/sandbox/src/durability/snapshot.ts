import { createReadStream } from 'node:fs';
import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';
import type { Stored } from '../model/stored.ts';
import { Turns } from '../query/turns.ts';
import type { Seed } from '../seed/seed-name.ts';
import type { Store } from '../store/store.ts';

/** The first line of a snapshot: how many commits it holds, and the seed that generated rows stem from. */
export interface SnapshotHeader {
  readonly sequence: number;
  readonly seed?: Seed;
}

interface TableState {
  readonly name: string;
  readonly rows: readonly Stored[];
  readonly removed: readonly number[];
  readonly highestId: number;
}

/** All rows at one moment. Rows are never changed in place, so the copy of their references is the copy of the state. */
export function stateOf(store: Store): TableState[] {
  return [...store.allTables()].map((table) => {
    const { rows, removed, highestId } = table.changes();
    return { name: table.definition.name, rows: [...rows], removed: [...removed], highestId };
  });
}

/** Writes a snapshot beside the old one and puts it in its place when it is safe on disk. */
export async function writeSnapshot(path: string, header: SnapshotHeader, state: readonly TableState[]): Promise<void> {
  const temporary = `${path}.new`;
  const file = await open(temporary, 'w');
  const turns = new Turns();
  let lines = [JSON.stringify(header)];
  const flush = async () => {
    await file.appendFile(`${lines.join('\n')}\n`);
    lines = [];
  };
  for (const { name, rows, removed, highestId } of state) {
    lines.push(JSON.stringify({ table: name, removed, highestId }));
    for (const row of rows) {
      lines.push(JSON.stringify(row));
      if (lines.length >= 5_000) await flush();
      if (turns.due()) await turns.pause();
    }
  }
  lines.push(JSON.stringify({ end: true }));
  await flush();
  await file.sync();
  await file.close();
  await rename(temporary, path);
  await syncDirectory(dirname(path));
}

export async function readHeader(path: string): Promise<SnapshotHeader> {
  const input = createReadStream(path);
  try {
    for await (const line of createInterface({ input })) return JSON.parse(line) as SnapshotHeader;
  } finally {
    input.destroy();
  }
  throw new Error(`The snapshot ${path} is empty. Restore it from a copy, or delete the data directory to start over.`);
}

/** Loads a snapshot into the store and answers the sequence number it stands at. */
export async function readSnapshot(path: string, store: Store): Promise<number> {
  let sequence = 0;
  let current: { name: string; removed: readonly number[]; highestId: number; rows: Stored[] } | undefined;
  let isWhole = false;
  const finish = () => {
    if (current) store.table(current.name).restore(current);
  };
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line === '') continue;
    const value = parsed(line);
    if (!value) break;
    if (value.end === true) isWhole = true;
    else if (typeof value.sequence === 'number' && value.id === undefined) sequence = value.sequence;
    else if (typeof value.table === 'string' && value.id === undefined) {
      finish();
      current = {
        name: value.table,
        removed: value.removed as number[],
        highestId: value.highestId as number,
        rows: [],
      };
    } else current?.rows.push(value as unknown as Stored);
  }
  finish();
  if (!isWhole)
    throw new Error(
      `The snapshot ${path} is not whole. Restore it from a copy, or delete the data directory to start over.`,
    );
  return sequence;
}

function parsed(line: string): Record<string, unknown> | undefined {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined;
  }
}

export async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path, 'r');
  await directory.sync().catch(() => undefined);
  await directory.close();
}
