import { fieldTable } from '../model/field-table.ts';
import { defineRecord, type RecordDefinition } from '../model/record.ts';
import { productComponentRules, productRules } from '../rules/product.rules.ts';

const recurring = fieldTable(
  'ProductRecurring',
  `
    recurringRevenue:num, recurringCost:num, startDate:date, endDate:date, billCycleId:int, billCycle:->billingCycles,
    cycles:int, cycleType:ContractYear|CalendarYear, agreementType:->agreementTypes`,
);

/** Product lines on opportunities (§3.8). */
export const productRecords: readonly RecordDefinition[] = [
  defineRecord('products', {
    path: '/procurement/products',
    resource: 'product',
    schema: 'ProductItem',
    href: 'product',
    subTables: { recurring },
    label: (row) => ({ name: row.description }),
    labelFields: ['description'],
    keys: [],
    indexed: ['opportunity', 'catalogItem'],
    customFieldPod: 'product_detail',
    fields: `
    catalogItem*:->catalog, description:str2000, sequenceNumber:num, quantity:num, unitOfMeasure:->unitOfMeasures,
    price:num, cost:num, extPrice:num ro, extCost:num ro, discount:num, margin:num ro, agreementAmount:num,
    priceMethod:FlatRateForRange|PercentMarkupFromCost|PercentMarkdownFromPrice|PricePerUnit,
    billableOption*:Billable|DoNotBill|NoCharge, agreement:->agreements, locationId+:int, location:->locations,
    businessUnitId+:int, businessUnit:->departments, vendor:->companies, vendorSku:str50, taxableFlag:bool,
    dropshipFlag:bool, specialOrderFlag:bool, phaseProductFlag:bool, cancelledFlag:bool, quantityCancelled:num,
    cancelledReason:str100, customerDescription+:str6000, internalNotes:str1000, productSuppliedFlag:bool,
    subContractorShipToId:int, subContractorAmountLimit:num, recurring:{recurring}, sla:->slas,
    entityType:->entityTypes, ticket:->tickets, project:->projects, phase:->projectPhases, salesOrder:->salesOrders,
    opportunity:->opportunities, invoice:->invoices, warehouseId:int, warehouseIdObject:->warehouses, warehouseBinId:int,
    warehouseBinIdObject:->warehouseBins, calculatedPriceFlag:bool, calculatedCostFlag:bool, forecastDetailId:int ro,
    cancelledBy:int, cancelledDate:dt, warehouse:str, warehouseBin:str, purchaseDate:dt, taxCode:->taxCodes,
    integrationXRef:str, listPrice:num, serialNumberIds:[int], serialNumbers:[str], company:->companies,
    forecastStatus:->opportunityStatuses, productClass:Agreement|Bundle|Inventory|NonInventory|Service,
    needToPurchaseFlag:bool, needToOrderQuantity:int, minimumStockFlag:bool, shipSet:str10, calculatedPrice:num ro,
    calculatedCost:num ro, invoiceGrouping:->invoiceGroupings, poApprovedFlag:bool, uom:str, addComponentsFlag:bool,
    ignorePricingSchedulesFlag:bool, asioSubscriptionsID:uuid, bypassForecastUpdate:bool, wonCost:num ro, wonPrice:num ro,
    wonQuantity:num ro, customFields:custom`,
    rules: productRules,
  }),
  defineRecord('productComponents', {
    path: '/procurement/products/{parentId}/components',
    parent: { record: 'products', field: 'parentProductItem' },
    resource: 'productComponent',
    schema: 'ProductComponent',
    indexed: ['productItem'],
    fields: `
    sequenceNumber:int, quantity*:num, catalogItem*:->catalog, hidePriceFlag:bool, hideItemIdentifierFlag:bool,
    hideDescriptionFlag:bool, hideQuantityFlag:bool, hideExtendedPriceFlag:bool, vendor:->companies,
    parentProductItem:->products, productItem:->products, price:num, cost:num`,
    rules: productComponentRules,
  }),
];
