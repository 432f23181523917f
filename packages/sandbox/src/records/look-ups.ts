import { defineRecord, type RecordDefinition } from '../model/record.ts';

/** Tables that served records refer to and that the sandbox does not serve; each row is an id and a name. */
const NAMES = `sicCodes ownershipTypes timeZones calendars invoiceTemplates pricingSchedules entityTypes
  billingDeliveries emailTemplates tracks opportunityPriorities campaigns slas agreementTypes agreements
  tickets projects projectPhases salesOrders invoices warehouses warehouseBins invoiceGroupings structureLevels
  expenseTypes workRoles memberTypes workTypes addressFormats currencyCodes serviceLocations documentTypes boards
  projectBoards ldapConfigurations directionalSyncs ssoSettings office365Settings reportCards`.split(/\s+/);

export const lookUpRecords: readonly RecordDefinition[] = NAMES.map((name) =>
  defineRecord(name, {
    resource: singular(name),
    schema: singular(name),
    fields: 'name*:str100',
  }),
);

function singular(name: string): string {
  if (name.endsWith('ies')) return `${name.slice(0, -3)}y`;
  return name.endsWith('s') ? name.slice(0, -1) : name;
}
