import type { Tx } from '../../platform/database/database.ts';
import type { Problem } from '../../platform/errors.ts';
import type { Id } from '../../platform/ids.ts';
import { existingIds } from './record-rows.queries.ts';

const tables = {
  client: 'client',
  product: 'product',
  stage: 'pipeline_stage',
  taxRegion: 'tax_region',
  user: 'app_user',
} as const;

const messages: Record<keyof typeof tables, string> = {
  client: 'This client does not exist any more. Choose another one.',
  product: 'This product does not exist any more. Choose another one.',
  stage: 'This stage does not exist any more. Choose another one.',
  taxRegion: 'This tax region does not exist any more. Choose another one.',
  user: 'This person is not in your workspace any more. Choose another owner.',
};

export interface NamedRecord {
  to: keyof typeof tables;
  id: Id | null;
  /** Input field that names it. */
  field: string;
}

/** A problem for each reference to a record that is not there; one statement a table, and only rows of this workspace count. */
export async function missingReferences(tx: Tx, references: readonly NamedRecord[]): Promise<Problem[]> {
  const asked = references.filter((r): r is NamedRecord & { id: Id } => r.id !== null);
  const problems: Problem[] = [];
  for (const to of new Set(asked.map((r) => r.to))) {
    const ofTable = asked.filter((r) => r.to === to);
    const known = await existingIds(
      tx,
      tables[to],
      ofTable.map((r) => r.id),
    );
    for (const reference of ofTable) {
      if (!known.has(reference.id.toLowerCase()))
        problems.push({ code: 'not_found', field: reference.field, message: messages[to] });
    }
  }
  return problems;
}
