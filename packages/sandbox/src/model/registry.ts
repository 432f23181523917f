import { catalogRecords } from '../records/catalog.ts';
import { companyRecords } from '../records/company.ts';
import { contactRecords } from '../records/contact.ts';
import { lookUpRecords } from '../records/look-ups.ts';
import { opportunityRecords } from '../records/opportunity.ts';
import { productRecords } from '../records/product.ts';
import { systemRecords } from '../records/system.ts';
import { taxRecords } from '../records/tax.ts';
import type { RecordDefinition } from './record.ts';

/** Every record that the sandbox knows, by name. */
export const records: ReadonlyMap<string, RecordDefinition> = new Map(
  [
    ...companyRecords,
    ...contactRecords,
    ...opportunityRecords,
    ...catalogRecords,
    ...productRecords,
    ...taxRecords,
    ...systemRecords,
    ...lookUpRecords,
  ].map((definition) => [definition.name, definition]),
);

/** The definition of a record, or a plain error that lists the names there are. */
export function recordNamed(name: string): RecordDefinition {
  const definition = records.get(name);
  if (!definition) throw new Error(`No record is called "${name}". There are: ${[...records.keys()].join(', ')}.`);
  return definition;
}
