import type { RecordRules } from '../model/rules.ts';
import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';

/** Association rows and the owner's `types` say the same thing: each change of one is made in the other. */
export function typeAssociationRules(owners: string, field: string): RecordRules {
  const change = (row: Stored, context: WriteContext, edit: (types: number[]) => number[]) => {
    const owner = context.find(owners, row[field]);
    if (owner) context.change(owners, owner, { types: edit([...((owner.types ?? []) as readonly number[])]) });
  };
  const without = (type: unknown) => (types: number[]) => types.filter((id) => id !== type);
  return {
    beforeSave(draft, context, before) {
      const twin = context
        .related(context.definition.name, field, draft[field] as number)
        .find((row) => row.type === draft.type && row.id !== before?.id);
      if (twin) context.problem('ObjectExists', 'This type is already associated.', 'type');
    },
    afterCreate: (row, context) => change(row, context, (types) => [...types, row.type as number]),
    afterUpdate: (row, context, before) =>
      change(row, context, (types) => types.map((id) => (id === before.type ? (row.type as number) : id))),
    remove(row, context) {
      change(row, context, without(row.type));
      return false;
    },
  };
}
