import type { PushAttempt } from '../../../src/modules/sync/push/attempt/push-attempt.ts';
import { sentFields } from '../../../src/modules/sync/push/attempt/sent-fields.rules.ts';
import { updateLinked } from '../../../src/modules/sync/push/steps/update-linked.ts';
import { columnsOf, selectList } from '../../../src/modules/sync/records/fields/columns.ts';
import { createBody, fieldsOfRow } from '../../../src/modules/sync/records/fields/derive.ts';
import { type CategoryFields, categoryFields, type ToyCategory, toyWire } from './category.fields.ts';
import { categorySync, toy } from './category.sync.ts';

/** Sends a category that changed, or creates it. */
export async function pushCategory(attempt: PushAttempt): Promise<void> {
  const { localId } = attempt.push;
  const [row] = await attempt.read((tx) =>
    tx.query<CategoryFields>(`select ${selectList(columnsOf(categoryFields))} from toy_category t where id = $1`, [
      localId,
    ]),
  );
  if (!row) throw new Error('The category is gone.');
  const context = attempt.writeContext();
  const link = await attempt.links.of(toy, localId);
  if (link) {
    await updateLinked(attempt, { sync: categorySync, wire: toyWire, link, name: row.name, row, context });
    return;
  }
  const { body } = createBody(categoryFields, row, context);
  await attempt.createOnce<ToyCategory>({
    entity: toy,
    localId,
    local: fieldsOfRow(categoryFields, row),
    naturalKey: { name: row.name },
    words: `category "${row.name}"`,
    find: async () => null,
    create: () => attempt.client.create(toyWire, body),
    event: () => ({
      entity: toy,
      name: row.name,
      description: `Created category "${row.name}" in ConnectWise.`,
      changes: sentFields(body),
    }),
  });
}
