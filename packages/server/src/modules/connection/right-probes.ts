import type { RightId } from '@causeway/shared/connectwise-rights';
import type { ConnectWiseClient } from '../../connectwise/client/connectwise-client.ts';
import {
  catalogItemWire,
  categoryWire,
  productTypeWire,
  subcategoryWire,
  unitOfMeasureWire,
} from '../../connectwise/wire/catalog.ts';
import { companyStatusWire, companyTypeWire, companyWire } from '../../connectwise/wire/company.ts';
import { communicationTypeWire, contactTypeWire, contactWire } from '../../connectwise/wire/contact.ts';
import { documentWire } from '../../connectwise/wire/document.ts';
import {
  opportunityTypeWire,
  opportunityWire,
  probabilityWire,
  ratingWire,
  stageWire,
  statusWire,
} from '../../connectwise/wire/opportunity.ts';
import { productItemWire } from '../../connectwise/wire/product-item.ts';
import { locationWire, memberWire, userDefinedFieldWire } from '../../connectwise/wire/system.ts';
import { taxCodeWire } from '../../connectwise/wire/tax-code.ts';
import type { Wire } from '../../connectwise/wire/wire.ts';

/** Asks ConnectWise for what a right allows, without changing anything. Settles or throws as the client does. */
export type RightProbe = (client: ConnectWiseClient) => Promise<unknown>;

/** One record of a list. */
const read =
  (wire: Wire<unknown>): RightProbe =>
  (client) =>
    client.page(wire, { afterId: 0, pageSize: 1, fields: ['id'] });

/** A record without its required fields: the role is asked first, and one that may create is told what is missing (400). */
const create =
  (wire: Wire<unknown>): RightProbe =>
  (client) =>
    client.create(wire, {});

/** No record has ID 0: one that may edit is told so (404). */
const edit =
  (wire: Wire<unknown>): RightProbe =>
  (client) =>
    client.patch(wire, 0, []);

/** How each right is tried. */
export const rightProbes: Readonly<Record<RightId, RightProbe>> = {
  companies_inquire: read(companyWire),
  companies_add: create(companyWire),
  companies_edit: edit(companyWire),
  contacts_inquire: read(contactWire),
  contacts_add: create(contactWire),
  contacts_edit: edit(contactWire),
  documents_inquire: (client) =>
    client.find(documentWire, { pageSize: 1, query: { recordType: 'Opportunity', recordId: '0' } }),
  // Documents come as multipart/form-data: JSON is refused with 415 and nothing is stored.
  documents_add: create(documentWire),
  opportunities_inquire: read(opportunityWire),
  opportunities_add: create(opportunityWire),
  opportunities_edit: edit(opportunityWire),
  catalog_inquire: read(catalogItemWire),
  catalog_add: create(catalogItemWire),
  catalog_edit: edit(catalogItemWire),
  products_inquire: read(productItemWire),
  products_add: create(productItemWire),
  products_edit: edit(productItemWire),
  members_inquire: read(memberWire),
  locations_inquire: read(locationWire),
  stage_table: read(stageWire),
  status_table: read(statusWire),
  tax_code_table: read(taxCodeWire),
  opportunity_type_table: read(opportunityTypeWire),
  rating_table: read(ratingWire),
  probability_table: read(probabilityWire),
  company_status_table: read(companyStatusWire),
  company_type_table: read(companyTypeWire),
  contact_type_table: read(contactTypeWire),
  communication_type_table: read(communicationTypeWire),
  category_table: read(categoryWire),
  subcategory_table: read(subcategoryWire),
  product_type_table: read(productTypeWire),
  unit_table: read(unitOfMeasureWire),
  custom_field_table: read(userDefinedFieldWire),
};
