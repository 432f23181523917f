import type { RecordRules } from '../model/rules.ts';

/** A communication type is an e-mail, a fax or a phone; there is one default of each. */
export const communicationTypeRules: RecordRules = {
  beforeSave(draft) {
    if (draft.emailFlag !== true && draft.faxFlag !== true) draft.phoneFlag = true;
  },
  afterCreate: (row, context) => keepOneDefault(row.id, context),
  afterUpdate: (row, context) => keepOneDefault(row.id, context),
};

function keepOneDefault(id: number, context: Parameters<NonNullable<RecordRules['afterCreate']>>[1]): void {
  const row = context.find('communicationTypes', id);
  if (row?.defaultFlag !== true) return;
  for (const other of [...context.store.table('communicationTypes').all()]) {
    const sameKind = ['emailFlag', 'faxFlag', 'phoneFlag'].some((flag) => other[flag] === true && row[flag] === true);
    if (other.id !== id && sameKind && other.defaultFlag === true) {
      context.change('communicationTypes', other, { defaultFlag: false }, { silent: true });
    }
  }
}
