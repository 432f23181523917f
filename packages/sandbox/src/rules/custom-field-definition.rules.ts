import type { RecordRules } from '../model/rules.ts';

/** Pods by their number: the screens whose records show a definition. */
const PODS: Readonly<Record<number, string>> = {
  1: 'company_overview',
  2: 'opportunity_overview',
  3: 'contact_detail',
  4: 'product_catalog',
  5: 'product_detail',
  6: 'company_site',
  7: 'member_detail',
};

/** The number of a pod, for definitions that are made by program. */
export const podIdOf = (pod: string): number | undefined =>
  Object.entries(PODS).flatMap(([id, name]) => (name === pod ? [Number(id)] : []))[0];

interface Option {
  readonly id?: number;
  readonly [field: string]: unknown;
}

/** A definition is shown by every record of its pod; its options get ids. */
export const customFieldDefinitionRules: RecordRules = {
  defaults(draft, context) {
    draft.entryTypeIdentifier ??= 'EntryField';
    draft.dateCreated ??= context.nowSeconds;
    context.stampGuid(draft, 'connectWiseID');
  },
  beforeSave(draft, context) {
    if (draft.podId !== undefined) draft.podDescription = PODS[draft.podId as number];
    if (draft.podId !== undefined && draft.podDescription === undefined) {
      const known = Object.entries(PODS).map(([id, name]) => `${id} (${name})`);
      context.problem('NotFound', `Pod ${draft.podId} not found. There are: ${known.join(', ')}.`, 'podId');
    }
    const options = draft.options as readonly Option[] | undefined;
    draft.options = options?.map((option, at) => ({ ...option, id: option.id ?? at + 1 }));
  },
};
