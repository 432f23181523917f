import { defineRecord, type RecordDefinition } from '../model/record.ts';
import { catalogComponentRules, catalogRules } from '../rules/catalog.rules.ts';

/** The catalog and its set-up tables (§3.7). Several published paths end with a slash; the router accepts both. */
export const catalogRecords: readonly RecordDefinition[] = [
  defineRecord('catalog', {
    path: '/procurement/catalog',
    resource: 'catalogItem',
    schema: 'CatalogItem',
    label: (row) => ({ identifier: row.identifier }),
    labelFields: ['identifier'],
    keys: ['identifier'],
    unique: [{ field: 'identifier', message: 'Catalog item identifier already in use.' }],
    callbackType: 'productcatalog',
    customFieldPod: 'product_catalog',
    info: {
      typeName: 'CatalogItemInfo',
      fields: `identifier description inactiveFlag productClass serializedCostFlag price cost taxableFlag dropShipFlag
        specialOrderFlag customerDescription manufacturerPartNumber vendorSku billableOption`.split(/\s+/),
    },
    fields: `
    identifier*:str75, description*:str60, inactiveFlag:bool, subcategory*:->subcategories, type*:->productTypes,
    productClass:Agreement|Bundle|Inventory|NonInventory|Service =NonInventory, serializedFlag:bool, serializedCostFlag:bool,
    phaseProductFlag:bool, unitOfMeasure:->unitOfMeasures, minStockLevel:int, price:num, cost:num,
    priceAttribute:FixedFee|NotToExceed|OverrideRate|TimeAndMaterials, taxableFlag:bool, dropShipFlag:bool,
    specialOrderFlag:bool, customerDescription*:str6000, manufacturer:->manufacturers, manufacturerPartNumber:str50,
    vendor:->companies, vendorSku:str50, notes:str, integrationXRef:str50, sla:->slas, entityType:->entityTypes,
    recurringFlag:bool, recurringRevenue:num, recurringCost:num, recurringOneTimeFlag:bool,
    recurringBillCycle:->billingCycles, recurringCycleType:ContractYear|CalendarYear, calculatedPriceFlag:bool,
    calculatedCostFlag:bool, category:->categories, calculatedPrice:num ro, calculatedCost:num ro,
    billableOption:Billable|DoNotBill|NoCharge|NoDefault, connectWiseID:str ro, agreementType:->agreementTypes,
    markupPercentage:num, markupFlag:bool, autoUpdateUnitCostFlag:bool, autoUpdateUnitPriceFlag:bool,
    customFields:custom`,
    infoLinks: (id) => ({
      components_href: `/procurement/catalog/${id}/components`,
      inventory_href: `/procurement/catalog/${id}/inventory`,
    }),
    rules: catalogRules,
  }),
  defineRecord('catalogComponents', {
    path: '/procurement/catalog/{parentId}/components',
    parent: { record: 'catalog', field: 'parentCatalogItem' },
    resource: 'catalogComponent',
    schema: 'CatalogComponent',
    indexed: ['catalogItem'],
    fields: `
    sequenceNumber:int, quantity*:num, catalogItem*:->catalog, hidePriceFlag:bool, hideItemIdentifierFlag:bool,
    hideDescriptionFlag:bool, hideQuantityFlag:bool, hideExtendedPriceFlag:bool, parentCatalogItem:->catalog,
    price:num, cost:num`,
    rules: catalogComponentRules,
  }),
  defineRecord('categories', {
    path: '/procurement/categories',
    resource: 'category',
    schema: 'Category',
    info: { typeName: 'CategoryInfo', fields: ['name', 'inactiveFlag'] },
    fields: `name*:str50, inactiveFlag:bool, priceLevelXref:str10, integrationXref:str50, locationIds:[int],
      defaultFlag:bool, addAllLocations:bool wo, removeAllLocations:bool wo, connectWiseId:str ro`,
  }),
  defineRecord('subcategories', {
    path: '/procurement/subcategories',
    aliases: [
      { path: '/procurement/categories/{parentId}/subcategories', parent: { record: 'categories', field: 'category' } },
    ],
    resource: 'subCategory',
    schema: 'SubCategory',
    href: 'subcategory',
    indexed: ['category'],
    usages: true,
    info: { typeName: 'SubCategoryInfo', fields: ['name', 'category', 'inactiveFlag', 'defaultFlag'] },
    fields: 'name*:str50, inactiveFlag:bool, integrationXref:str50, defaultFlag:bool, category*:->categories',
  }),
  defineRecord('productTypes', {
    path: '/procurement/types',
    resource: 'productType',
    schema: 'ProductType',
    href: 'type',
    usages: true,
    info: { typeName: 'ProductTypeInfo', fields: ['name', 'inactiveFlag', 'typeXref', 'defaultFlag'] },
    fields: `name*:str50, inactiveFlag:bool, typeXref:InventoryPart|NonInventoryPart|OtherCharge|Service,
      defaultFlag:bool`,
  }),
  defineRecord('unitOfMeasures', {
    path: '/procurement/unitOfMeasures',
    resource: 'unitOfMeasure',
    schema: 'UnitOfMeasure',
    fields: 'name*:str50, inactiveFlag:bool, defaultFlag:bool, uomScheduleXref:str31',
  }),
  defineRecord('manufacturers', {
    path: '/procurement/manufacturers',
    resource: 'manufacturer',
    schema: 'Manufacturer',
    info: {
      typeName: 'ManufacturerInfo',
      fields: ['name', 'inactiveFlag'],
      count: '/procurement/manufacturers/count/info',
    },
    fields: 'name*:str50, inactiveFlag:bool',
  }),
];
