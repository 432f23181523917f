import type { RecordRules } from '../model/rules.ts';
import type { Stored } from '../model/stored.ts';
import type { WriteContext } from '../write/write-context.ts';
import { LEVELS } from './sales-tax.ts';

/** Field of a level row → ending of the tax code's field: `levelOneRate`, `levelOneRateType`, … */
const COLUMNS: Readonly<Record<string, string>> = {
  taxRate: 'Rate',
  rateType: 'RateType',
  taxableMax: 'TaxableMax',
  caption: 'Caption',
  taxCodeXref: 'TaxCodeXref',
  agencyXref: 'AgencyXref',
  taxServicesFlag: 'ServicesFlag',
  taxExpensesFlag: 'ExpensesFlag',
  taxProductsFlag: 'ProductsFlag',
  singleUnitFlag: 'ApplySingleUnitFlag',
  singleUnitMinimum: 'ApplySingleUnitMin',
  singleUnitMaximum: 'ApplySingleUnitMax',
};

/** The flat level fields of a tax code and the rows under `/taxCodeLevels` say the same thing. */
export const taxCodeRules: RecordRules = {
  afterCreate: (row, context) => writeLevelRows(row, context),
  afterUpdate: (row, context) => writeLevelRows(row, context),
  remove(row, context) {
    for (const record of ['taxCodeLevels', 'productTypeExemptions', 'expenseTypeExemptions', 'workRoleExemptions']) {
      for (const child of context.related(record, 'taxCodeId', row.id)) context.remove(record, child.id);
    }
    for (const child of context.related('taxCodeXRefs', 'taxCode', row.id)) context.remove('taxCodeXRefs', child.id);
    return false;
  },
};

export const taxLevelRules: RecordRules = {
  defaults(draft, context) {
    draft.taxLevel ??= context.related('taxCodeLevels', 'taxCodeId', draft.taxCodeId as number).length + 1;
  },
  beforeSave(draft, context) {
    const level = Number(draft.taxLevel);
    if (!(level >= 1 && level <= LEVELS.length))
      context.problem('OutOfRange', 'The field taxLevel must be between 1 and 6.', 'taxLevel');
  },
  afterCreate: (row, context) => writeColumns(row, context, true),
  afterUpdate: (row, context) => writeColumns(row, context, true),
  remove(row, context) {
    writeColumns(row, context, false);
    return false;
  },
};

export function writeLevelRows(code: Stored, context: WriteContext): void {
  const rows = context.related('taxCodeLevels', 'taxCodeId', code.id);
  for (const [at, level] of LEVELS.entries()) {
    const existing = rows.find((row) => row.taxLevel === at + 1);
    const fields = Object.fromEntries(
      Object.entries(COLUMNS).map(([field, ending]) => [field, code[`level${level}${ending}`]]),
    );
    if (fields.taxRate === undefined) {
      if (existing) context.remove('taxCodeLevels', existing.id);
      continue;
    }
    fields.rateType ??= 'Percent';
    if (existing) context.change('taxCodeLevels', existing, fields, { silent: true });
    else context.add('taxCodeLevels', { ...fields, taxCodeId: code.id, taxLevel: at + 1 });
  }
}

function writeColumns(row: Stored, context: WriteContext, present: boolean): void {
  const code = context.find('taxCodes', row.taxCodeId);
  const level = LEVELS[Number(row.taxLevel) - 1];
  if (!code || !level) return;
  const columns = Object.entries(COLUMNS).map(([field, ending]) => [
    `level${level}${ending}`,
    present ? row[field] : undefined,
  ]);
  context.change('taxCodes', code, Object.fromEntries(columns));
}
