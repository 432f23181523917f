import { defineRecord, type RecordDefinition } from '../model/record.ts';
import { taxableLevelRules, taxCodeRules, taxCrossReferenceRules, taxLevelRules } from '../rules/tax.rules.ts';

const underTaxCode = { record: 'taxCodes', field: 'taxCodeId' };

/** Tax codes with up to six levels (§3.9). */
export const taxRecords: readonly RecordDefinition[] = [
  defineRecord('taxCodes', {
    path: '/finance/taxCodes',
    resource: 'taxCode',
    schema: 'TaxCode',
    label: (row) => ({ name: row.description }),
    labelFields: ['description'],
    keys: ['identifier', 'description'],
    unique: [{ field: 'identifier', message: 'Tax Code ID already in use.' }],
    usages: true,
    info: {
      typeName: 'TaxCodeInfo',
      fields: `identifier description effectiveDate cancelDate defaultFlag levelOneRate levelTwoRate levelThreeRate
        levelFourRate levelFiveRate levelSixRate`.split(/\s+/),
    },
    fields: `
    identifier*:str8, description*:str50, invoiceCaption*:str25, country:->countries, effectiveDate*:dt,
    defaultFlag:bool, displayOnInvoiceFlag:bool, canadaCalculateGSTFlag:bool, cancelDate:dt, levelOneRate:num,
    levelOneRateType:Amount|Percent, levelOneTaxableMax:num, levelOneCaption:str25, levelOneTaxCodeXref:str50,
    levelOneAgencyXref:str100, levelOneServicesFlag:bool, levelOneExpensesFlag:bool, levelOneProductsFlag:bool,
    levelOneApplySingleUnitFlag:bool, levelOneApplySingleUnitMin:num, levelOneApplySingleUnitMax:num,
    levelTwoRate:num, levelTwoRateType:Amount|Percent, levelTwoTaxableMax:num, levelTwoCaption:str25,
    levelTwoTaxCodeXref:str50, levelTwoAgencyXref:str100, levelTwoServicesFlag:bool, levelTwoExpensesFlag:bool,
    levelTwoProductsFlag:bool, levelTwoApplySingleUnitFlag:bool, levelTwoApplySingleUnitMin:num,
    levelTwoApplySingleUnitMax:num, levelThreeRate:num, levelThreeRateType:Amount|Percent,
    levelThreeTaxableMax:num, levelThreeCaption:str25, levelThreeTaxCodeXref:str50, levelThreeAgencyXref:str100,
    levelThreeServicesFlag:bool, levelThreeExpensesFlag:bool, levelThreeProductsFlag:bool,
    levelThreeApplySingleUnitFlag:bool, levelThreeApplySingleUnitMin:num, levelThreeApplySingleUnitMax:num,
    levelFourRate:num, levelFourRateType:Amount|Percent, levelFourTaxableMax:num, levelFourCaption:str25,
    levelFourTaxCodeXref:str50, levelFourAgencyXref:str100, levelFourServicesFlag:bool, levelFourExpensesFlag:bool,
    levelFourProductsFlag:bool, levelFourApplySingleUnitFlag:bool, levelFourApplySingleUnitMin:num,
    levelFourApplySingleUnitMax:num, levelFiveRate:num, levelFiveRateType:Amount|Percent,
    levelFiveTaxableMax:num, levelFiveCaption:str25, levelFiveTaxCodeXref:str50, levelFiveAgencyXref:str100,
    levelFiveServicesFlag:bool, levelFiveExpensesFlag:bool, levelFiveProductsFlag:bool,
    levelFiveApplySingleUnitFlag:bool, levelFiveApplySingleUnitMin:num, levelFiveApplySingleUnitMax:num,
    levelSixRate:num, levelSixRateType:Amount|Percent, levelSixTaxableMax:num, levelSixCaption:str25,
    levelSixTaxCodeXref:str50, levelSixAgencyXref:str100, levelSixServicesFlag:bool, levelSixExpensesFlag:bool,
    levelSixProductsFlag:bool, levelSixApplySingleUnitFlag:bool, levelSixApplySingleUnitMin:num,
    levelSixApplySingleUnitMax:num, workRoleIds:[int], addAllWorkRoles:bool wo, removeAllWorkRoles:bool wo,
    expenseTypeIds:[int], addAllExpenseTypes:bool wo, removeAllExpenseTypes:bool wo, productTypeIds:[int],
    addAllProductTypes:bool wo, removeAllProductTypes:bool wo`,
    rules: taxCodeRules,
  }),
  defineRecord('taxCodeLevels', {
    path: '/finance/taxCodes/{parentId}/taxCodeLevels',
    parent: underTaxCode,
    resource: 'taxCodeLevel',
    schema: 'TaxCodeLevel',
    fields: `taxCodeId:int wo,
    taxLevel:int, taxRate*:num, rateType*:Amount|Percent, taxableMax:num, caption:str25, taxCodeXref:str50,
    agencyXref:str100, taxServicesFlag:bool, taxExpensesFlag:bool, taxProductsFlag:bool, singleUnitFlag:bool,
    singleUnitMinimum:num, singleUnitMaximum:num`,
    rules: taxLevelRules,
  }),
  defineRecord('taxCodeXRefs', {
    path: '/finance/taxCodes/{parentId}/taxCodeXRefs',
    parent: { record: 'taxCodes', field: 'taxCode' },
    resource: 'taxCodeXRef',
    schema: 'TaxCodeXRef',
    fields: `
    description*:str50, defaultFlag:bool, levelOne:NonTaxable|Taxable, levelTwo:NonTaxable|Taxable,
    levelThree:NonTaxable|Taxable, levelFour:NonTaxable|Taxable, levelFive:NonTaxable|Taxable,
    levelSix:NonTaxable|Taxable, taxCode:->taxCodes, taxableLevels:[int]`,
    rules: taxCrossReferenceRules,
  }),
  defineRecord('taxableXRefLevels', {
    path: '/finance/taxCodes/{grandparentId}/taxCodeXRefs/{parentId}/taxableXRefLevels',
    parent: { record: 'taxCodeXRefs', field: 'taxCodeXRefId' },
    resource: 'taxableXRefLevel',
    schema: 'TaxableXRefLevel',
    fields: 'taxCodeXRefId:int wo, taxCodeLevel*:->taxCodeLevels',
    rules: taxableLevelRules,
  }),
  ...(
    [
      ['productTypeExemptions', 'productTypeExemption', 'ProductTypeExemption', 'productType*:->productTypes'],
      ['expenseTypeExemptions', 'expenseTypeExemption', 'ExpenseTypeExemption', 'expenseType*:->expenseTypes'],
      ['workRoleExemptions', 'workRoleExemption', 'WorkRoleExemption', 'workRole*:->workRoles'],
    ] as const
  ).map(([name, resource, schema, field]) =>
    defineRecord(name, {
      path: `/finance/taxCodes/{parentId}/${name}`,
      parent: underTaxCode,
      resource,
      schema,
      fields: `taxCodeId:int wo, ${field}, taxableLevels:[int]`,
    }),
  ),
  defineRecord('billingCycles', {
    path: '/finance/billingCycles',
    resource: 'billingCycle',
    schema: 'BillingCycle',
    usages: true,
    fields: `identifier*:str5, name*:str50, defaultFlag:bool,
      billingOptions*:BiMonthly|BiWeekly|Monthly|NotRecurring|Quarterly|SemiAnnual|Weekly|Yearly`,
  }),
  defineRecord('billingTerms', {
    path: '/finance/billingTerms',
    resource: 'billingTerm',
    schema: 'BillingTerm',
    href: 'billingTerms',
    usages: true,
    info: { typeName: 'BillingTermInfo', fields: ['name', 'defaultFlag', 'dueDays'] },
    fields: 'name*:str50, defaultFlag:bool, dueDays*:int, termsXref:str50',
  }),
  defineRecord('currencies', {
    path: '/finance/currencies',
    resource: 'currency',
    schema: 'FinanceCurrency',
    usages: true,
    label: (row) => ({
      symbol: row.symbol,
      currencyCode: row.currencyIdentifier,
      decimalSeparator: row.decimalSeparator,
      numberOfDecimals: row.numberOfDecimals,
      thousandsSeparator: row.thousandsSeparator,
      negativeParenthesesFlag: row.negativeParenthesesFlag ?? false,
      displaySymbolFlag: row.displaySymbolFlag ?? false,
      currencyIdentifier: row.currencyIdentifier,
      displayIdFlag: row.displayIdFlag ?? false,
      rightAlign: row.rightAlign ?? false,
      name: row.name,
    }),
    labelFields: ['name', 'symbol', 'currencyIdentifier'],
    info: {
      typeName: 'CurrencyInfo',
      fields: `currencyIdentifier name symbol displayIdFlag displaySymbolFlag currencyCode thousandsSeparator
        decimalSeparator negativeParenthesesFlag rightAlign numberOfDecimals reportFormat`.split(/\s+/),
    },
    fields: `
    currencyIdentifier*:str10, name*:str50, symbol:str10, displayIdFlag:bool, displaySymbolFlag:bool,
    currencyCode:->currencyCodes, thousandsSeparator:str1, decimalSeparator:str1, negativeParenthesesFlag:bool,
    rightAlign:bool, numberOfDecimals:int, reportFormat:str`,
  }),
];
