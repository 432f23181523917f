import { dateTime, flag, list, number, text } from './shape.ts';
import { reference, type WireOf, wire } from './wire.ts';

/** A tax code with up to six levels; a level taxes products when its `…ProductsFlag` is set. A reference to it carries `name`, no `identifier`. */
export const taxCodeWire = wire('taxCode', '/finance/taxCodes', {
  identifier: text,
  description: text,
  invoiceCaption: text,
  country: reference,
  effectiveDate: dateTime,
  cancelDate: dateTime,
  defaultFlag: flag,
  levelOneRate: number,
  levelOneRateType: text,
  levelOneTaxableMax: number,
  levelOneProductsFlag: flag,
  levelTwoRate: number,
  levelTwoRateType: text,
  levelTwoTaxableMax: number,
  levelTwoProductsFlag: flag,
  levelThreeRate: number,
  levelThreeRateType: text,
  levelThreeTaxableMax: number,
  levelThreeProductsFlag: flag,
  levelFourRate: number,
  levelFourRateType: text,
  levelFourTaxableMax: number,
  levelFourProductsFlag: flag,
  levelFiveRate: number,
  levelFiveRateType: text,
  levelFiveTaxableMax: number,
  levelFiveProductsFlag: flag,
  levelSixRate: number,
  levelSixRateType: text,
  levelSixTaxableMax: number,
  levelSixProductsFlag: flag,
  productTypeIds: list(number),
});
export type TaxCode = WireOf<typeof taxCodeWire>;
