import type { Tx } from '../../../platform/database/database.ts';

export interface ListField {
  entity: string;
  name: string;
  /** What is offered. */
  options: readonly string[];
  /** The options' keys in the system that they come from, so that a renamed one is known again. */
  source: Readonly<Record<string, string>>;
}

/** Makes the list field, or gives it its new options; safe to repeat. Answers the keys that it had before. */
export async function defineListField(tx: Tx, field: ListField): Promise<Record<string, string>> {
  const { entity, name, options, source } = field;
  const [before] = await tx.query<{ source: Record<string, string> }>(
    `select source from custom_field where entity = $1 and name = $2 and type = 'list' for update`,
    [entity, name],
  );
  await tx.query(
    `insert into custom_field as f (entity, name, type, options, source) values ($1, $2, 'list', $3, $4)
     on conflict (workspace_id, entity, lower(name)) do update set options = excluded.options, source = excluded.source
     where f.type = 'list' and f.name = excluded.name`,
    [entity, name, JSON.stringify(options), JSON.stringify(source)],
  );
  return before?.source ?? {};
}
