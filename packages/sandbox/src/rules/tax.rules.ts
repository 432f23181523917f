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

/** Lists of what a code exempts, the table of each, and how its add-all and remove-all flags end. */
const EXEMPTIONS = [
  ['productTypeIds', 'productTypes', 'ProductTypes'],
  ['expenseTypeIds', 'expenseTypes', 'ExpenseTypes'],
  ['workRoleIds', 'workRoles', 'WorkRoles'],
] as const;

/** The flat level fields of a tax code and the rows under `/taxCodeLevels` say the same thing. */
export const taxCodeRules: RecordRules = {
  beforeSave(draft, context) {
    for (const [ids, record, kind] of EXEMPTIONS) {
      if (draft[`addAll${kind}`] === true) draft[ids] = [...context.store.table(record).all()].map(({ id }) => id);
      if (draft[`removeAll${kind}`] === true) draft[ids] = undefined;
      draft[`addAll${kind}`] = undefined;
      draft[`removeAll${kind}`] = undefined;
    }
  },
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

/** The six flags of a cross reference and its `taxableLevels` say the same thing; the list wins when it is sent. */
export const taxCrossReferenceRules: RecordRules = {
  beforeSave(draft, context, before) {
    const isListed = draft.taxableLevels !== undefined && !sameLevels(draft.taxableLevels, before?.taxableLevels);
    const listed = (draft.taxableLevels ?? []) as readonly number[];
    const levels: number[] = [];
    for (const [at, level] of LEVELS.entries()) {
      const isTaxable = isListed ? listed.includes(at + 1) : draft[`level${level}`] === 'Taxable';
      draft[`level${level}`] = isTaxable ? 'Taxable' : 'NonTaxable';
      if (isTaxable) levels.push(at + 1);
    }
    const unknown = listed.find((level) => level < 1 || level > LEVELS.length);
    if (unknown !== undefined) context.problem('OutOfRange', 'A tax level is a number from 1 to 6.', 'taxableLevels');
    draft.taxableLevels = levels;
  },
};

/** A row below a cross reference makes one level taxable. */
export const taxableLevelRules: RecordRules = {
  afterCreate: (row, context) => markLevel(row, context, 'Taxable'),
  remove(row, context) {
    markLevel(row, context, 'NonTaxable');
    return false;
  },
};

function markLevel(row: Stored, context: WriteContext, word: 'Taxable' | 'NonTaxable'): void {
  const reference = context.find('taxCodeXRefs', row.taxCodeXRefId);
  const number = Number(context.find('taxCodeLevels', row.taxCodeLevel)?.taxLevel);
  const level = LEVELS[number - 1];
  if (!reference || !level) return;
  const others = ((reference.taxableLevels ?? []) as readonly number[]).filter((one) => one !== number);
  const taxableLevels = word === 'Taxable' ? [...others, number].sort() : others;
  context.change('taxCodeXRefs', reference, { [`level${level}`]: word, taxableLevels });
}

const sameLevels = (one: unknown, other: unknown) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);

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
