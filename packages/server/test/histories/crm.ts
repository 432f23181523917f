import { readLocalRows } from '../../src/modules/sync/pull/decide/local-rows.queries.ts';
import type { FieldValue } from '../../src/modules/sync/records/fields/field-table.ts';
import type { Entity } from './words.ts';
import type { World } from './world.ts';

/** The CRM's word of a record, in its API. */
const typeOf = { company: 'Client', contact: 'Contact', product: 'Product', opportunity: 'Opportunity' } as const;

/** Fields of the forms by name, and whether they have to be filled. */
const inputs = new Map<Entity, ReadonlyMap<string, boolean>>();

/** The fields that the form of a record has. */
async function inputFields({ app }: World, entity: Entity): Promise<ReadonlyMap<string, boolean>> {
  const known = inputs.get(entity);
  if (known) return known;
  const { __type: type } = await app.graphql(
    `{ __type(name: "${typeOf[entity]}Input") { inputFields { name type { kind } } } }`,
  );
  const fields: { name: string; type: { kind: string } }[] = type.inputFields;
  const found = new Map(fields.map((field) => [field.name, field.type.kind === 'NON_NULL']));
  inputs.set(entity, found);
  return found;
}

/** Calls a mutation as a person does; answers why it was refused, or null. */
export async function ask(world: World, mutation: string, variables: object, types: string): Promise<string | null> {
  const name = /^\w+/.exec(mutation)?.[0] ?? '';
  const answer = await world.app.graphql(
    `mutation (${types}) { ${mutation} { problems { field message } } }`,
    variables,
  );
  const [problem] = answer[name].problems;
  return problem ? problem.message : null;
}

/** Saves the form of a record, new or with one field changed; answers why it was refused, or null. */
export async function save(
  world: World,
  entity: Entity,
  localId: string | null,
  changes: Readonly<Record<string, FieldValue | object[]>>,
): Promise<string | null> {
  const form = await inputFields(world, entity);
  const stands = localId
    ? (
        await world.app.database.inWorkspace(world.workspaceId, (tx) =>
          readLocalRows(tx, world.syncOf(entity).table, [localId]),
        )
      ).get(localId)?.fields
    : {};
  const input: Record<string, unknown> = {};
  for (const [field, value] of Object.entries({ ...stands, ...changes })) if (form.has(field)) input[field] = value;
  const custom = Object.entries(changes).flatMap(([field, value]) => {
    const { key: name, place } = world.syncOf(entity).fields[field] ?? {};
    return name && place?.kind === 'custom' ? [{ name, value }] : [];
  });
  if (custom.length > 0) input.customFields = custom;
  // Words of a closed list are written large in the API.
  for (const field of ['kind', 'billing'])
    if (typeof input[field] === 'string') input[field] = input[field].toUpperCase();
  // A whole number in the API, text in the row.
  if (typeof input.billingCycles === 'string') input.billingCycles = Number(input.billingCycles);
  for (const [field, isRequired] of form)
    if (isRequired && (input[field] === null || input[field] === undefined)) return `${field} cannot be empty.`;
  const type = typeOf[entity];
  return localId
    ? ask(world, `update${type}(id: $id, input: $input)`, { id: localId, input }, `$id: ID!, $input: ${type}Input!`)
    : ask(world, `create${type}(input: $input)`, { input }, `$input: ${type}Input!`);
}

export async function hasField(world: World, entity: Entity, field: string): Promise<boolean> {
  return (await inputFields(world, entity)).has(field) || world.syncOf(entity).fields[field]?.place.kind === 'custom';
}
