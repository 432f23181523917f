import { defineRecord, type RecordDefinition } from '../model/record.ts';
import { companyRules } from '../rules/company.rules.ts';
import { siteRules } from '../rules/site.rules.ts';
import { typeAssociationRules } from '../rules/type-association.rules.ts';

/** Companies and what hangs on them (Developer Guide; reference pages §3.1, §3.2). */
export const companyRecords: readonly RecordDefinition[] = [
  defineRecord('companies', {
    path: '/company/companies',
    resource: 'company',
    schema: 'Company',
    fields: `
    identifier*:str156, name*:str156, status:->companyStatuses, addressLine1:str50, addressLine2:str50, city:str50,
    state:str50, zip:str12, country:->countries, phoneNumber:str30, faxNumber:str30, website:str1024,
    territory:->locations, market:->markets, accountNumber:str41, defaultContact:->contacts,
    dateAcquired:dt, sicCode:->sicCodes, parentCompany:->companies, annualRevenue:num, creditLimit:num,
    additionalDebt:num, numberOfEmployees:int, yearEstablished:int1900..9999, revenueYear:int1900..9999, ownershipType:->ownershipTypes,
    timeZoneSetup:->timeZones, leadSource:str50, leadFlag:bool, unsubscribeFlag:bool, calendar:->calendars,
    userDefinedField1:str50, userDefinedField2:str50, userDefinedField3:str50, userDefinedField4:str50,
    userDefinedField5:str50, userDefinedField6:str50, userDefinedField7:str50, userDefinedField8:str50,
    userDefinedField9:str50, userDefinedField10:str50, vendorIdentifier:str, taxIdentifier:str, taxCode:->taxCodes,
    billingTerms:->billingTerms, invoiceTemplate:->invoiceTemplates, pricingSchedule:->pricingSchedules,
    companyEntityType:->entityTypes, billToCompany:->companies, billingSite:->sites, billingContact:->contacts,
    invoiceDeliveryMethod:->billingDeliveries, emailTemplate:->emailTemplates, invoiceToEmailAddress:str,
    invoiceCCEmailAddress:str, deletedFlag:bool ro, dateDeleted:dt ro, deletedBy:str ro, mobileGuid:uuid ro, facebookUrl:str,
    twitterUrl:str, linkedInUrl:str, currency:->currencies, territoryManager:->members, resellerIdentifier:str,
    isVendorFlag:bool, types:[->companyTypes], site:->sites, integratorTags:[str], customFields:custom
    typeIds:[int] wo`,
    label: (row) => ({ identifier: row.identifier, name: row.name }),
    labelFields: ['identifier', 'name'],
    keys: ['identifier'],
    unique: [{ field: 'identifier', message: 'Company ID already in use.' }],
    indexed: ['parentCompany'],
    callbackType: 'company',
    customFieldPod: 'company_overview',
    usages: true,
    info: {
      typeName: 'CompanyInfo',
      fields: `identifier name territory defaultContact phoneNumber city site isVendorFlag currency billToCompany
        billingSite billingContact billingTerms taxCode deletedFlag types status addressLine1 addressLine2 state country
        zip leadFlag faxNumber vendorIdentifier taxIdentifier facebookUrl twitterUrl linkedInUrl`.split(/\s+/),
    },
    infoLinks: (id) => ({
      contacts_href: `/company/contacts?conditions=company/id=${id}`,
      agreements_href: `/finance/agreements?conditions=company/id=${id}`,
      opportunities_href: `/sales/opportunities?conditions=company/id=${id}`,
      activities_href: `/sales/activities?conditions=company/id=${id}`,
      sites_href: `/company/companies/${id}/sites`,
      notes_href: `/company/companies/${id}/notes`,
      typeAssociations_href: `/company/companies/${id}/typeAssociations`,
      documents_href: `/system/documents?recordType=Company&recordId=${id}`,
    }),
    rules: companyRules,
  }),
  defineRecord('companyTypes', {
    path: '/company/companies/types',
    resource: 'companyType',
    schema: 'CompanyType',
    href: 'type',
    usages: true,
    info: {
      typeName: 'CompanyTypeInfo',
      fields: ['name'],
      list: '/company/companies/info/types',
      count: '/company/companies/info/types/count',
      get: '/company/companies/info/types/{id}',
    },
    fields: `
    name*:str50, defaultFlag:bool, vendorFlag:bool, serviceAlertFlag:bool, serviceAlertMessage:str150,
    connectWiseId:str ro`,
  }),
  defineRecord('companyStatuses', {
    path: '/company/companies/statuses',
    resource: 'companyStatus',
    schema: 'CompanyStatus',
    href: 'status',
    usages: true,
    fields: `
    name*:str50, defaultFlag:bool, inactiveFlag:bool, notifyFlag:bool, disallowSavingFlag:bool,
    notificationMessage:str500, customNoteFlag:bool, cancelOpenTracksFlag:bool, track:->tracks, connectWiseId:str ro`,
  }),
  defineRecord('sites', {
    path: '/company/companies/{parentId}/sites',
    parent: { record: 'companies', field: 'company' },
    resource: 'companySite',
    schema: 'CompanySite',
    href: 'site',
    usages: true,
    customFieldPod: 'company_site',
    info: {
      typeName: 'CompanySiteInfo',
      fields: `name addressLine1 addressLine2 city stateReference zip country phoneNumber phoneNumberExt faxNumber
        primaryAddressFlag defaultShippingFlag defaultBillingFlag defaultMailingFlag inactiveFlag company`.split(/\s+/),
    },
    fields: `
    name*:str156, addressLine1:str50, addressLine2:str50, city:str50, stateReference:->states, zip:str12,
    country:->countries, addressFormat:str, phoneNumber:str30, phoneNumberExt:str30, faxNumber:str30, taxCode:->taxCodes,
    entityType:->entityTypes, expenseReimbursement:num, primaryAddressFlag:bool, defaultShippingFlag:bool,
    defaultBillingFlag:bool, defaultMailingFlag:bool, inactiveFlag:bool, billSeparateFlag:bool, mobileGuid:uuid ro,
    calendar:->calendars, timeZone:->timeZones, company:->companies, territory:->locations,
    invoiceTemplate:->invoiceTemplates, customFields:custom`,
    rules: siteRules,
  }),
  defineRecord('companyTypeAssociations', {
    path: '/company/companies/{parentId}/typeAssociations',
    aliases: [{ path: '/company/companyTypeAssociations' }],
    parent: { record: 'companies', field: 'company' },
    resource: 'companyTypeAssociation',
    schema: 'CompanyCompanyTypeAssociation',
    fields: 'type*:->companyTypes, company*:->companies',
    rules: typeAssociationRules('companies', 'company'),
  }),
  defineRecord('companyNotes', {
    path: '/company/companies/{parentId}/notes',
    parent: { record: 'companies', field: 'company' },
    resource: 'companyNote',
    schema: 'CompanyNote',
    fields: 'text*:str, type:->noteTypes, flagged:bool, enteredBy:str ro, company:->companies',
    rules: { beforeSave: (draft, context) => context.stampEnteredBy(draft) },
  }),
  defineRecord('noteTypes', {
    path: '/company/noteTypes',
    resource: 'noteType',
    schema: 'CompanyNoteType',
    href: 'type',
    info: { typeName: 'CompanyNoteTypeInfo', fields: ['name'], count: '/company/noteTypes/count/info' },
    fields: `
    identifier:str15, name*:str50, defaultFlag:bool, importFlag:bool`,
  }),
  defineRecord('markets', {
    path: '/company/marketDescriptions',
    resource: 'marketDescription',
    schema: 'MarketDescription',
    href: 'market',
    usages: true,
    info: { typeName: 'MarketDescriptionInfo', fields: ['name'] },
    fields: 'name*:str50',
  }),
  defineRecord('countries', {
    path: '/company/countries',
    resource: 'country',
    schema: 'Country',
    label: (row) => ({ identifier: row.countryCode, name: row.name }),
    labelFields: ['countryCode', 'name'],
    keys: ['name', 'countryCode'],
    info: {
      typeName: 'CountryInfo',
      fields: 'name defaultFlag cityCaption stateCaption zipCaption dialingPrefix currency'.split(' '),
    },
    fields: `
    name*:str50, defaultFlag:bool, currency*:->currencies, cityCaption:str25, stateCaption:str25, zipCaption:str25,
    zipMinimumLength:int, dialingPrefix:str5, addressFormat:->addressFormats, countryCode:str2,
    coreEntityCountryCode:str, localizationCaptionOne:str25, localizationValueOne:str50`,
  }),
  defineRecord('states', {
    path: '/company/states',
    resource: 'state',
    schema: 'State',
    label: (row) => ({ identifier: row.identifier, name: row.name }),
    labelFields: ['identifier', 'name'],
    keys: ['identifier', 'name'],
    usages: true,
    info: { typeName: 'StateInfo', fields: ['identifier', 'name', 'country'] },
    fields: 'identifier*:str50, name*:str50, country*:->countries',
  }),
];
