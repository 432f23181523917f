import { badRequest, noEndpoint, notFound } from '../http/api-error.ts';
import { type Answer, type Call, json, noContent, type Operation } from '../http/operation.ts';
import { recordNamed } from '../model/registry.ts';
import type { Stored } from '../model/stored.ts';
import { mergeCompanies } from '../rules/company-merge.ts';
import { WriteContext } from '../write/write-context.ts';
import { recordJson } from './list.ts';
import { existing, requestOf } from './record-operations.ts';

const companies = recordNamed('companies');
const contacts = recordNamed('contacts');
const opportunities = recordNamed('opportunities');
const members = recordNamed('members');
const catalog = recordNamed('catalog');
const taxCodes = recordNamed('taxCodes');

/** Operations that are more than a row read or written. */
export const specialOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: '/system/info',
    sends: 'Info',
    handle: ({ tenant }) =>
      json(200, {
        version: `v${tenant.readings.modelVersion}.103817`,
        isCloud: true,
        serverTimeZone: 'Eastern Standard Time',
        licenseBits: [{ name: 'CRM', activeFlag: true }],
        cloudRegion: 'NA',
        maxWorkFlowRecordsAllowed: 1000,
      }),
  },
  {
    method: 'POST',
    path: '/company/companies/{id}/merge',
    sends: 'SuccessResponse',
    takes: 'CompanyMerge',
    record: 'companies',
    handle: (call) => {
      const row = existing(call, companies, undefined);
      call.tenant.store.transaction(call.member, () => mergeCompanies(row, contextOf(call, companies)));
      return json(201, { success: true, message: `Company ${row.id} was merged.` });
    },
  },
  {
    method: 'GET',
    path: '/company/companies/default',
    sends: 'Company',
    record: 'companies',
    handle: (call) => template(call, companies, { identifier: '', name: '' }),
  },
  {
    method: 'GET',
    path: '/company/contacts/default',
    sends: 'Contact',
    record: 'contacts',
    handle: (call) => template(call, contacts, {}),
  },
  {
    method: 'GET',
    path: '/sales/opportunities/default',
    sends: 'Opportunity',
    record: 'opportunities',
    handle: (call) => template(call, opportunities, { primarySalesRep: call.member.id }),
  },
  {
    method: 'GET',
    path: '/company/contacts/{id}/portalSecurity',
    sends: '[PortalSecurity]',
    record: 'contacts',
    handle: (call) => {
      existing(call, contacts, undefined);
      return json(200, []);
    },
  },
  {
    method: 'GET',
    path: '/company/contacts/{id}/image',
    record: 'contacts',
    handle: (call) => {
      throw notFound('image', existing(call, contacts, undefined).id);
    },
  },
  {
    method: 'POST',
    path: '/system/members/{id}/deactivate',
    sends: 'MemberDeactivation',
    takes: 'MemberDeactivation',
    record: 'members',
    handle: (call) => {
      const row = existing(call, members, undefined);
      const context = contextOf(call, members);
      call.tenant.store.transaction(call.member, () => {
        context.change('members', row, { inactiveFlag: true, inactiveDate: context.nowSeconds });
      });
      return json(201, { deleteOpenTimeSheetsFlag: false });
    },
  },
  {
    method: 'POST',
    path: '/procurement/catalog/{id}/copy',
    sends: 'CatalogItem',
    record: 'catalog',
    handle: (call) => copy(call, catalog, 75),
  },
  {
    method: 'POST',
    path: '/finance/taxCodes/{id}/copy',
    sends: 'TaxCode',
    record: 'taxCodes',
    handle: (call) => copy(call, taxCodes, 8),
  },
  {
    method: 'POST',
    path: '/procurement/catalog/{id}/pricing',
    sends: 'CatalogPricing',
    takes: 'CatalogPricing',
    record: 'catalog',
    handle: (call) => {
      const row = existing(call, catalog, undefined);
      const given = call.body as Readonly<Record<string, unknown>> | null;
      if (typeof given !== 'object' || Array.isArray(given))
        throw badRequest('ConnectWiseApi', 'A CatalogPricing object was expected.');
      const quantity = Number(given?.quantity ?? 1);
      if (!Number.isFinite(quantity)) throw badRequest('ConnectWiseApi', 'quantity must be a number.');
      return json(201, {
        ...given,
        catalogItem: { id: row.id, identifier: row.identifier },
        quantity,
        price: row.price ?? 0,
      });
    },
  },
  {
    method: 'GET',
    path: '/procurement/catalog/{catalogItemIdentifier}/quantityOnHand',
    record: 'catalog',
    handle: (call) => {
      const identifier = call.words.catalogItemIdentifier ?? '';
      if (call.tenant.store.table('catalog').holder('identifier', identifier) === undefined)
        throw notFound('catalogItem', identifier);
      return json(200, 0);
    },
  },
  {
    method: 'POST',
    path: '/procurement/products/{id}/detach',
    takes: 'ProductDetach',
    record: 'products',
    handle: (call) => {
      const products = recordNamed('products');
      const row = existing(call, products, undefined);
      const given = (call.body ?? {}) as { readonly removeFromOpportunity?: unknown };
      const context = contextOf(call, products);
      if (given.removeFromOpportunity === true) {
        call.tenant.store.transaction(call.member, () => {
          if (row.forecastDetailId) context.remove('forecastItems', row.forecastDetailId as number);
          context.change('products', row, {
            opportunity: undefined,
            forecastDetailId: undefined,
            forecastStatus: undefined,
          });
        });
      }
      return noContent;
    },
  },
];

function contextOf(call: Call, definition: typeof companies): WriteContext {
  const body = typeof call.body === 'object' && call.body !== null ? (call.body as Record<string, unknown>) : {};
  return new WriteContext({
    ...requestOf(call, definition),
    store: call.tenant.store,
    readings: call.tenant.readings,
    body,
  });
}

/** A template record with the defaults that a POST would fill in. */
function template(call: Call, definition: typeof companies, fields: Readonly<Record<string, unknown>>): Answer {
  const draft = { ...fields, id: 0 };
  definition.rules.defaults?.(draft, contextOf(call, definition));
  const row = {
    ...draft,
    $updated: call.tenant.store.clock.seconds(),
    $updatedBy: '',
    $entered: 0,
    $enteredBy: '',
  } as Stored;
  const { _info, ...template } = call.tenant.renderer.object(definition, row);
  return json(200, template);
}

function copy(call: Call, definition: typeof companies, longest: number): Answer {
  const row = existing(call, definition, undefined);
  const table = call.tenant.store.table(definition.name);
  const stem = String(row.identifier);
  for (let number = 1; number < 1_000; number += 1) {
    const ending = `-${number}`;
    const identifier = `${stem.slice(0, longest - ending.length)}${ending}`;
    if (table.holder('identifier', identifier) !== undefined) continue;
    const context = contextOf(call, definition);
    const made = call.tenant.store.transaction(call.member, () => {
      const { connectWiseID: _theirs, ...fields } = row;
      const draft = { ...fields, identifier, defaultFlag: false, id: table.nextId() };
      definition.rules.beforeSave?.(draft, context);
      const added = context.add(definition.name, draft);
      if (definition.name === 'catalog') copyComponents(row, added, context);
      definition.rules.afterCreate?.(added, context);
      return added;
    });
    return { status: 201, body: recordJson(call, definition, made.id) };
  }
  throw noEndpoint();
}

function copyComponents(from: Stored, to: Stored, context: WriteContext): void {
  for (const part of context.related('catalogComponents', 'parentCatalogItem', from.id)) {
    context.add('catalogComponents', { ...part, parentCatalogItem: to.id });
  }
}
