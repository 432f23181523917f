import { fieldTable } from '../model/field-table.ts';
import { defineRecord, type RecordDefinition } from '../model/record.ts';
import { communicationTypeRules } from '../rules/communication-type.rules.ts';
import { contactRules } from '../rules/contact.rules.ts';
import { typeAssociationRules } from '../rules/type-association.rules.ts';

const communicationItem = fieldTable(
  'ContactCommunicationItem',
  `id:int, type:->communicationTypes, value:str250, extension:str15, defaultFlag:bool, domain:str ro,
   communicationType:Email|Fax|Phone`,
);

/** Contacts and what hangs on them (§3.3). The server requires `firstName`; the specification marks nothing. */
export const contactRecords: readonly RecordDefinition[] = [
  defineRecord('contacts', {
    path: '/company/contacts',
    resource: 'contact',
    schema: 'Contact',
    subTables: { communicationItem },
    fields: `
    firstName*:str30, lastName:str30, company:->companies, site:->sites, addressLine1:str50, addressLine2:str50, city:str50,
    state:str50, zip:str12, country:->countries, relationship:->relationships, relationshipOverride:str,
    department:->contactDepartments, inactiveFlag:bool, defaultMergeContactId:int, securityIdentifier:str,
    managerContact:->contacts, assistantContact:->contacts, title:str100, school:str50, nickName:str30, marriedFlag:bool,
    childrenFlag:bool, children:str, significantOther:str, portalPassword:str15 wo, portalSecurityLevel:int =1,
    disablePortalLoginFlag:bool =true, unsubscribeFlag:bool, gender:Female|Male, birthDay:date, anniversary:date,
    presence:NoAgent|Online|DoNotDisturb|Away|Offline, mobileGuid:uuid ro, facebookUrl:str, twitterUrl:str,
    linkedInUrl:str, defaultPhoneType:str ro, defaultPhoneNbr:str ro, defaultPhoneExtension:str ro, defaultBillingFlag:bool,
    defaultFlag:bool, userDefinedField1:str50, userDefinedField2:str50, userDefinedField3:str50,
    userDefinedField4:str50, userDefinedField5:str50, userDefinedField6:str50, userDefinedField7:str50,
    userDefinedField8:str50, userDefinedField9:str50, userDefinedField10:str50, companyLocation:->locations,
    communicationItems:[{communicationItem}], types:[->contactTypes], integratorTags:[str], customFields:custom,
    photo:->documents, ignoreDuplicates:bool, typeIds:[int] wo`,
    label: (row) => ({ name: [row.firstName, row.lastName].filter(Boolean).join(' ') }),
    labelFields: ['firstName', 'lastName'],
    keys: [],
    indexed: ['company', 'site'],
    callbackType: 'contact',
    customFieldPod: 'contact_detail',
    usages: true,
    info: {
      typeName: 'ContactInfo',
      fields:
        `firstName lastName communicationItems defaultPhoneNbr defaultPhoneType defaultFlag company companyLocation
        site inactiveFlag title types addressLine1 addressLine2 city state country zip department defaultBillingFlag
        facebookUrl twitterUrl linkedInUrl`.split(/\s+/),
    },
    infoLinks: (id) => ({
      communications_href: `/company/contacts/${id}/communications`,
      notes_href: `/company/contacts/${id}/notes`,
      tracks_href: `/company/contacts/${id}/tracks`,
      portalSecurity_href: `/company/contacts/${id}/portalSecurity`,
      activities_href: `/sales/activities?conditions=contact/id=${id}`,
      documents_href: `/system/documents?recordType=Contact&recordId=${id}`,
      configurations_href: `/company/configurations?conditions=contact/id=${id}`,
      tickets_href: `/service/tickets?conditions=contact/id=${id}`,
      opportunities_href: `/sales/opportunities?conditions=contact/id=${id}`,
      projects_href: `/project/projects?conditions=contact/id=${id}`,
      image_href: `/company/contacts/${id}/image`,
    }),
    rules: contactRules,
  }),
  defineRecord('contactTypes', {
    path: '/company/contacts/types',
    resource: 'contactType',
    schema: 'ContactType',
    href: 'type',
    label: (row) => ({ name: row.description }),
    labelFields: ['description'],
    keys: ['description'],
    info: { typeName: 'ContactTypeInfo', fields: ['description'], count: '/company/contacts/types/count/info' },
    fields: `description*:str50, defaultFlag:bool, serviceAlertFlag:bool, serviceAlertMessage:str150, connectWiseId:str ro`,
  }),
  defineRecord('contactTypeAssociations', {
    path: '/company/contacts/{parentId}/typeAssociations',
    aliases: [{ path: '/company/contactTypeAssociations' }],
    parent: { record: 'contacts', field: 'contact' },
    resource: 'contactTypeAssociation',
    schema: 'ContactContactTypeAssociationContactTypeAssociation',
    fields: 'type*:->contactTypes, contact*:->contacts',
    rules: typeAssociationRules('contacts', 'contact'),
  }),
  defineRecord('contactNotes', {
    path: '/company/contacts/{parentId}/notes',
    parent: { record: 'contacts', field: 'contactId' },
    resource: 'contactNote',
    schema: 'ContactNote',
    fields: 'contactId:int, text*:str, type:->noteTypes, flagged:bool, enteredBy:str ro',
    rules: { beforeSave: (draft, context) => context.stampEnteredBy(draft) },
  }),
  defineRecord('contactDepartments', {
    path: '/company/contacts/departments',
    resource: 'contactDepartment',
    schema: 'ContactDepartment',
    href: 'department',
    usages: true,
    info: { typeName: 'ContactDepartmentInfo', fields: ['name'] },
    fields: 'name*:str30, connectWiseId:str',
  }),
  defineRecord('relationships', {
    path: '/company/contacts/relationships',
    resource: 'relationship',
    schema: 'ContactRelationship',
    fields: 'name*:str50',
  }),
  defineRecord('communicationTypes', {
    path: '/company/communicationTypes',
    resource: 'communicationType',
    schema: 'CommunicationType',
    href: 'type',
    label: (row) => ({ name: row.description }),
    labelFields: ['description'],
    keys: ['description'],
    usages: true,
    info: {
      typeName: 'CommunicationTypeInfo',
      fields: 'description phoneFlag faxFlag emailFlag defaultFlag'.split(' '),
    },
    fields: `
    description*:str, phoneFlag:bool, faxFlag:bool, emailFlag:bool, defaultFlag:bool, exchangeXref:str50,
    iphoneXref:str50, androidXref:str50, googleXref:str50`,
    rules: communicationTypeRules,
  }),
];
