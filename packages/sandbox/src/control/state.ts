import type { Member } from '../core.ts';
import { documentPath } from '../durability/paths.ts';
import { reserveItemIds } from '../durability/tenant-storage.ts';
import { recordNamed } from '../model/registry.ts';
import type { SandboxState } from './sandbox-state.ts';

export function exportState({ tenant, seed }: Member): SandboxState {
  const tables: Record<string, SandboxState['tables'][string]> = {};
  for (const table of tenant.store.allTables()) {
    const { rows, removed, highestId } = table.changes();
    if (highestId > 0) tables[table.definition.name] = { highestId, removed: [...removed], rows: [...rows] };
  }
  const documents = Object.fromEntries(
    [...tenant.blobs.entries()].map(([key, bytes]) => [key, bytes.toString('base64')]),
  );
  return { format: 1, seed, tables, documents };
}

/** Puts an exported state in place of the present one. A state of generated rows fits only a company of the same seed. */
export async function importState(member: Member, state: SandboxState): Promise<void> {
  if (state?.format !== 1 || typeof state.tables !== 'object' || state.tables === null) {
    throw new Error('This is not an exported state: it needs "format": 1 and "tables".');
  }
  if ((typeof state.seed === 'number' || typeof member.seed === 'number') && state.seed !== member.seed) {
    throw new Error(
      `The state is of seed ${state.seed}, this login company of ${member.seed}. Reset it to that seed first.`,
    );
  }
  const { tenant } = member;
  for (const name of Object.keys(state.tables)) recordNamed(name);
  for (const table of tenant.store.allTables()) {
    table.restore(state.tables[table.definition.name] ?? { rows: [], removed: [], highestId: 0 });
  }
  for (const key of Object.keys(state.documents ?? {})) documentPath('', key);
  tenant.blobs.clear();
  for (const [key, text] of Object.entries(state.documents ?? {})) tenant.blobs.load(key, Buffer.from(text, 'base64'));
  reserveItemIds(tenant.store);
  tenant.store.revision += 1;
  tenant.cache.clear();
  await member.storage?.rewrite(tenant, member.seed);
}
