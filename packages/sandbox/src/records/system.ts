import { fieldTable } from '../model/field-table.ts';
import { defineRecord, type RecordDefinition } from '../model/record.ts';
import type { Verb } from '../model/record-shape.ts';
import { callbackRules } from '../rules/callback.rules.ts';
import { customFieldDefinitionRules } from '../rules/custom-field-definition.rules.ts';
import { documentRules } from '../rules/document.rules.ts';

const READ: readonly Verb[] = ['list', 'count', 'get'];
const NO_DELETE: readonly Verb[] = ['list', 'count', 'get', 'post', 'put', 'patch'];
const memberName = (row: { readonly [field: string]: unknown }) =>
  `${row.firstName ?? ''} ${row.lastName ?? ''}`.trim();

/** The address that a member's `defaultEmail` names: `MemberInfo.defaultEmail` of the specification is a text, that of `Member` one of three words. */
const defaultAddress = (row: { readonly [field: string]: unknown }): unknown =>
  row[`${String(row.defaultEmail).toLowerCase()}Email`];

const option = fieldTable(
  'UserDefinedFieldOption',
  'id:int, optionValue:str, defaultFlag:bool, inactiveFlag:bool, sortOrder:int',
);

/** Members, places, documents, callbacks, custom-field definitions (§3.10–§3.12). */
export const systemRecords: readonly RecordDefinition[] = [
  defineRecord('locations', {
    path: '/system/locations',
    resource: 'location',
    schema: 'Location',
    usages: true,
    info: {
      typeName: 'LocationInfo',
      fields: ['name', 'structureLevel'],
      list: '/system/info/locations',
      count: '/system/info/locations/count',
      get: '/system/info/locations/{id}',
    },
    fields: `
    ownerLevelId:int, structureLevel*:->structureLevels, name*:str50, manager:->members,
    reportsTo:->locations, salesRep:str50, timeZoneSetup:->timeZones, calendar:->calendars,
    overrideAddressLine1:str50, overrideAddressLine2:str50, overrideCity:str50, overrideState:str50,
    overrideZip:str12, overrideCountry:->countries, overridePhoneNumber:str15, overrideFaxNumber:str15, owaUrl:str100,
    payrollXref:str10, locationFlag:bool, clientFlag:bool, workRoleIds:[int], departmentIds:[int]`,
  }),
  defineRecord('departments', {
    path: '/system/departments',
    resource: 'department',
    schema: 'Department',
    label: (row) => ({ identifier: row.identifier, name: row.name }),
    labelFields: ['identifier', 'name'],
    keys: ['identifier', 'name'],
    usages: true,
    info: {
      typeName: 'DepartmentInfo',
      fields: ['name'],
      list: '/system/info/departments',
      count: '/system/info/departments/count',
      get: '/system/info/departments/{id}',
    },
    fields: 'identifier*:str15, name*:str50',
  }),
  defineRecord('departmentLocations', {
    path: '/system/departments/{parentId}/locations',
    aliases: [
      {
        path: '/system/locations/{parentId}/departments',
        parent: { record: 'locations', field: 'location' },
        verbs: READ,
      },
    ],
    parent: { record: 'departments', field: 'department' },
    resource: 'departmentLocation',
    schema: 'DepartmentLocation',
    indexed: ['location'],
    info: {
      typeName: 'DepartmentLocationInfo',
      fields: ['location', 'department'],
      list: '/system/info/departmentlocations',
      count: '/system/info/departmentlocations/count',
      get: '/system/info/departmentlocations/{id}',
    },
    fields: `location*:->locations, department:->departments, departmentManager:->members, dispatch:->members,
      serviceManager:->members, dutyManager:->members, addAllLocations:bool wo, removeAllLocations:bool wo`,
  }),
  defineRecord('members', {
    path: '/system/members',
    resource: 'member',
    schema: 'Member',
    verbs: NO_DELETE,
    label: (row) => ({ identifier: row.identifier, name: memberName(row) }),
    labelFields: ['identifier', 'firstName', 'lastName'],
    keys: ['identifier'],
    unique: [{ field: 'identifier', message: 'Member ID already in use.' }],
    usages: true,
    customFieldPod: 'member_detail',
    info: {
      typeName: 'MemberInfo',
      fields: [
        ...['identifier', 'firstName', 'middleInitial', 'lastName', 'fullName', 'defaultEmail'],
        ...['licenseClass', 'inactiveFlag'],
      ],
      derive: (row) => ({ fullName: memberName(row), defaultEmail: defaultAddress(row) }),
      list: '/system/info/members',
      count: '/system/info/members/count',
      get: '/system/info/members/{id}',
    },
    fields: `
    identifier*:str15, password:str60 wo, disableOnlineFlag:bool, licenseClass*:A|C|F|X, notes:str,
    employeeIdentifer:str10, vendorNumber:str, enableMobileGpsFlag:bool, inactiveDate:dt, inactiveFlag:bool,
    lastLogin:dt ro, clientId:str, token:str wo, firstName*:str30, middleInitial:str1, lastName*:str30, hireDate*:dt,
    country:->countries, photo:->documents, officeEmail:str250, mobileEmail:str250, homeEmail:str250,
    defaultEmail*:Office|Mobile|Home, primaryEmail:str250, officePhone:str15, officeExtension:str10,
    mobilePhone:str15, mobileExtension:str10, homePhone:str15, homeExtension:str10, defaultPhone*:Office|Mobile|Home,
    securityRole*:->securityRoles, office365:->office365Settings, mapiName:str, calendarSyncIntegrationFlag:bool,
    authenticationServiceType:AuthAnvil|GoogleAuthenticator|Email, timebasedOneTimePasswordActivated:bool,
    enableLdapAuthenticationFlag:bool, ldapConfiguration:->ldapConfigurations, ldapUserName:str50,
    directionalSync:->directionalSyncs, ssoSettings:->ssoSettings, signature:str,
    phoneIntegrationType:TAPI|SKYPE|TEL|CALLTO|NONE, useBrowserLanguageFlag:bool, title:str, reportCard:->reportCards,
    enableMobileFlag:bool, type:->memberTypes, timeZone:->timeZones, partnerPortalFlag:bool, stsUserAdminUrl:str,
    toastNotificationFlag:bool, memberPersonas:[int], adminFlag:bool, structureLevel:->structureLevels,
    securityLocation:->locations, defaultLocation:->locations, defaultDepartment:->departments,
    reportsTo:->members, restrictLocationFlag:bool, restrictDepartmentFlag:bool, workRole:->workRoles,
    workType:->workTypes, timeApprover:->members, expenseApprover:->members, billableForecast:num, dailyCapacity:num,
    hourlyCost:num, hourlyRate:num, includeInUtilizationReportingFlag:bool, requireExpenseEntryFlag:bool,
    requireTimeSheetEntryFlag:bool, requireStartAndEndTimeOnTimeEntryFlag:bool, allowInCellEntryOnTimeSheet:bool,
    enterTimeAgainstCompanyFlag:bool, allowExpensesEnteredAgainstCompaniesFlag:bool, timeReminderEmailFlag:bool,
    daysTolerance:int, minimumHours:num, timeSheetStartDate:str, serviceDefaultLocation:->locations,
    serviceDefaultDepartment:->departments, serviceDefaultBoard:->boards, restrictServiceDefaultLocationFlag:bool,
    restrictServiceDefaultDepartmentFlag:bool, excludedServiceBoardIds:[int], teams:[int], serviceBoardTeamIds:[int],
    projectDefaultLocation:->locations, projectDefaultDepartment:->departments,
    projectDefaultBoard:->projectBoards, restrictProjectDefaultLocationFlag:bool,
    restrictProjectDefaultDepartmentFlag:bool, excludedProjectBoardIds:[int],
    scheduleDefaultLocation:->locations, scheduleDefaultDepartment:->departments, scheduleCapacity:num,
    serviceLocation:->serviceLocations, restrictScheduleFlag:bool, hideMemberInDispatchPortalFlag:bool,
    calendar:->calendars, salesDefaultLocation:->locations, restrictDefaultSalesTerritoryFlag:bool,
    warehouse:->warehouses, warehouseBin:->warehouseBins, restrictDefaultWarehouseFlag:bool,
    restrictDefaultWarehouseBinFlag:bool, companyActivityTabFormat:SummaryList|DetailList,
    invoiceTimeTabFormat:SummaryList|DetailList,
    invoiceScreenDefaultTabFormat:ShowInvoicingTab|ShowAgreementInvoicingTab =ShowInvoicingTab,
    invoicingDisplayOptions:RemainOnInvoicingScreen|ShowRecentInvoices =RemainOnInvoicingScreen,
    agreementInvoicingDisplayOptions:RemainOnInvoicingScreen|ShowRecentInvoices =RemainOnInvoicingScreen,
    autoStartStopwatch:bool,
    autoPopupQuickNotesWithStopwatch:bool, globalSearchDefaultTicketFilter:OpenRecords|ClosedRecords|AllRecords,
    globalSearchDefaultSort:None|LastUpdatedDesc|LastUpdatedAsc|CreatedDesc|CreatedAsc, phoneSource:str,
    copyPodLayouts:bool, copySharedDefaultViews:bool, copyColumnLayoutsAndFilters:bool, fromMemberRecId:int,
    fromMemberTemplateRecId:int, customFields:custom`,
  }),
  defineRecord('securityRoles', {
    path: '/system/securityroles',
    resource: 'securityRole',
    schema: 'SecurityRole',
    verbs: ['list', 'count', 'get', 'post', 'delete'],
    info: { typeName: 'SecurityRoleInfo', fields: ['name'] },
    fields: 'name*:str30, roleType:str30, adminFlag:bool, inactiveFlag:bool',
  }),
  // Uploads, downloads and the list by record are in http/document-operations.ts.
  defineRecord('documents', {
    resource: 'document',
    schema: 'DocumentInfo',
    label: (row) => ({ name: row.title }),
    labelFields: ['title'],
    keys: [],
    indexed: ['recordKey'],
    fields: `title:str, fileName:str, serverFileName:str ro, owner:str ro, linkFlag:bool ro, imageFlag:bool ro,
      publicFlag:bool, htmlTemplateFlag:bool ro, readOnlyFlag:bool, size:int ro, urlFlag:bool ro, createdOnDate:dt ro,
      documentType:->documentTypes ro, guid:str ro, recordKey:str wo, recordType:str wo, recordId:int wo, url:str wo,
      contentType:str wo, version:int wo`,
    rules: documentRules,
  }),
  defineRecord('callbacks', {
    path: '/system/callbacks',
    resource: 'callbackEntry',
    schema: 'CallbackEntry',
    fields: `description:str100, url*:str, objectId*:int, type*:str, level*:str, memberId:int ro,
      payloadVersion:str =3.0.0, inactiveFlag:bool, isSoapCallbackFlag:bool, isSelfSuppressedFlag:bool,
      connectWiseID:str ro`,
    rules: callbackRules,
  }),
  defineRecord('userDefinedFields', {
    path: '/system/userDefinedFields',
    resource: 'userDefinedField',
    schema: 'UserDefinedField',
    subTables: { option },
    info: {
      typeName: 'UserDefinedFieldInfo',
      fields: `podId caption sequenceNumber helpText fieldTypeIdentifier numberDecimals entryTypeIdentifier requiredFlag
        displayOnScreenFlag readOnlyFlag listViewFlag buttonUrl options businessUnitIds locationIds
        dateCreated`.split(/\s+/),
    },
    fields: `podId*:int, podDescription:str ro, caption*:str25, sequenceNumber*:int, screenId:str25, helpText:str1000,
      fieldTypeIdentifier*:TextArea|Button|Currency|Date|Hyperlink|IPAddress|Checkbox|Number|Percent|Text|Password,
      numberDecimals:int, entryTypeIdentifier:Date|EntryField|List|Option, requiredFlag:bool, displayOnScreenFlag:bool,
      readOnlyFlag:bool, listViewFlag:bool, buttonUrl:str1000, options:[{option}], businessUnitIds:[int],
      locationIds:[int], addAllBusinessUnits:bool wo, removeAllBusinessUnits:bool wo, addAllLocations:bool wo,
      removeAllLocations:bool wo, connectWiseID:str ro, dateCreated:dt ro`,
    rules: customFieldDefinitionRules,
  }),
];
