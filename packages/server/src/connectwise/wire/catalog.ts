import { flag, number, text } from './shape.ts';
import { customFields, reference, type WireOf, wire } from './wire.ts';

/** A product of the catalog. `identifier` is unique. `type` is the product type and has nothing to do with `productClass`. */
export const catalogItemWire = wire('catalogItem', '/procurement/catalog', {
  identifier: text,
  description: text,
  customerDescription: text,
  inactiveFlag: flag,
  category: reference,
  subcategory: reference,
  type: reference,
  productClass: text,
  unitOfMeasure: reference,
  price: number,
  cost: number,
  taxableFlag: flag,
  manufacturer: reference,
  manufacturerPartNumber: text,
  vendorSku: text,
  integrationXRef: text,
  recurringFlag: flag,
  recurringRevenue: number,
  recurringCost: number,
  recurringBillCycle: reference,
  calculatedPriceFlag: flag,
  calculatedPrice: number,
  calculatedCost: number,
  customFields,
});
export type CatalogItem = WireOf<typeof catalogItemWire>;

/** A part of a bundle (`productClass` Bundle). */
export const catalogComponentWire = wire('catalogComponent', '/procurement/catalog/{parentId}/components', {
  sequenceNumber: number,
  quantity: number,
  catalogItem: reference,
  parentCatalogItem: reference,
  price: number,
  cost: number,
});
export type CatalogComponent = WireOf<typeof catalogComponentWire>;

export const categoryWire = wire('category', '/procurement/categories', {
  name: text,
  inactiveFlag: flag,
  defaultFlag: flag,
});
export type Category = WireOf<typeof categoryWire>;

/** The specification's path ends with a slash; servers take both. */
export const subcategoryWire = wire('subcategory', '/procurement/subcategories/', {
  name: text,
  category: reference,
  inactiveFlag: flag,
  defaultFlag: flag,
});
export type Subcategory = WireOf<typeof subcategoryWire>;

export const productTypeWire = wire('productType', '/procurement/types', {
  name: text,
  inactiveFlag: flag,
  typeXref: text,
  defaultFlag: flag,
});
export type ProductType = WireOf<typeof productTypeWire>;

export const unitOfMeasureWire = wire('unitOfMeasure', '/procurement/unitOfMeasures', {
  name: text,
  inactiveFlag: flag,
  defaultFlag: flag,
});
export type UnitOfMeasure = WireOf<typeof unitOfMeasureWire>;
