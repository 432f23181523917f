import { clientFields } from '@causeway/shared/forms/client';
import { contactFields } from '@causeway/shared/forms/contact';
import { opportunityFields } from '@causeway/shared/forms/opportunity';
import { productFields } from '@causeway/shared/forms/product';
import { productKinds, stageKinds, syncStandings } from '@causeway/shared/vocabulary';
import type { Express } from 'express';
import { z } from 'zod';
import type { Database } from '../../../platform/database/database.ts';
import { isId } from '../../../platform/ids.ts';
import { clientFilter, clientOrders, clientPage, clientsById, countClients } from '../clients/client.queries.ts';
import { contactFilter, contactOrders, contactPage, countContacts } from '../contacts/contact.queries.ts';
import { referenceNames } from '../history/reference-names.queries.ts';
import type { Page } from '../keyset-page.queries.ts';
import type { ListedEntity, ReadIdsThere, StandsSql } from '../listed-records.ts';
import {
  type Along,
  countOpportunities,
  opportunityFilter,
  opportunityPage,
} from '../opportunities/opportunity.queries.ts';
import { amountsByOpportunity } from '../opportunities/opportunity-amount.queries.ts';
import { opportunityOrders } from '../opportunities/opportunity-request.ts';
import { countProducts, productFilter, productOrders, productPage } from '../products/product.queries.ts';
import { type ExportBatch, type ExportedList, recordsExportRoute } from './records-export.route.ts';

/** A word of the API, upper case as GraphQL has it or lower case. */
const word = <const T extends string>(words: readonly T[]) =>
  z.preprocess((value) => (typeof value === 'string' ? value.toLowerCase() : value), z.enum(words)).nullish();
const text = z.string().max(500).nullish();
const id = z.string().refine(isId, 'This is no ID of the CRM');
const flag = z.boolean().nullish();
const day = z.iso.date().nullish();
const moment = z.iso
  .datetime({ offset: true })
  .transform((at) => new Date(at))
  .nullish();
const stretch = z.strictObject({ from: moment, before: moment }).nullish();

/** What narrows and orders any of these lists; null is as if it had not been sent. */
const shared = { ids: z.array(id).max(100).nullish(), search: text, standing: word(syncStandings), descending: flag };

/** The same by time. */
const timed = { ...shared, created: stretch, changed: stretch };

const clients = z.strictObject({ ...timed, type: text, status: text, orderBy: word(clientOrders) });
const contacts = z.strictObject({ ...timed, clientId: id.nullish(), orderBy: word(contactOrders) });
const products = z.strictObject({
  ...timed,
  kind: word(productKinds),
  category: text,
  type: text,
  includeInactive: flag,
  isActive: flag,
  orderBy: word(productOrders),
});

const opportunities = z.strictObject({
  ...shared,
  stageId: id.nullish(),
  kind: word(stageKinds),
  clientId: id.nullish(),
  ownerId: id.nullish(),
  hasNextStep: flag,
  closesFrom: day,
  closesTo: day,
  orderBy: word(opportunityOrders),
});

const batchOf = <T>({ items, pageInfo }: Page<T>, cells: (row: T) => unknown[]): ExportBatch => ({
  rows: items.map(cells),
  next: pageInfo.hasNextPage ? pageInfo.endCursor : null,
});

/** The columns of a record by the list of its fields, with those that every file has. */
const plainColumns = (fields: object): string[] => ['id', ...Object.keys(fields), 'updatedAt'];

const cellsOf = (columns: readonly string[], row: object): unknown[] => {
  const values = new Map<string, unknown>(Object.entries(row));
  return columns.map((column) => {
    const value = values.get(column);
    return value instanceof Date ? value.toISOString() : value;
  });
};

const clientColumns = plainColumns(clientFields);
const contactColumns = plainColumns(contactFields);
const productColumns = plainColumns(productFields);
const opportunityColumns = [...plainColumns(opportunityFields), 'wonAt', 'lostAt'];
/** All columns of the row, and no other record along with it. */
const allColumns: Along = { asked: new Set(opportunityColumns), client: null, stage: false, link: null };

/** The same list with what each record is called on the other side, in a column behind its own. */
function withIdsThere<TFilter>(
  entity: ListedEntity,
  list: ExportedList<TFilter>,
  idsThere: ReadIdsThere,
): ExportedList<TFilter> {
  const idAt = list.columns.indexOf('id');
  return {
    ...list,
    columns: [...list.columns, 'connectWiseId'],
    batch: async (tx, filter, page) => {
      const { rows, next } = await list.batch(tx, filter, page);
      const idOf = (cells: readonly unknown[]): string => String(cells[idAt]);
      const there = await idsThere(tx, entity, rows.map(idOf));
      return { rows: rows.map((cells) => [...cells, there.get(idOf(cells))]), next };
    },
  };
}

/** The lists of the CRM as files. Each holds the fields of its form; contacts and opportunities the names of what they point to as well. */
export const crmExportRoutes =
  (database: Pick<Database, 'inWorkspace'>, stands: StandsSql, idsThere: ReadIdsThere) => (app: Express) => {
    const route = <TFilter extends object>(entity: ListedEntity, list: ExportedList<TFilter>): void =>
      recordsExportRoute(database, withIdsThere(entity, list, idsThere))(app);
    route('company', {
      name: 'clients',
      scope: 'crm',
      filter: clients,
      columns: clientColumns,
      count: (tx, filter) => countClients(tx, clientFilter(filter, stands)),
      batch: async (tx, filter, page) =>
        batchOf(await clientPage(tx, { ...filter, ...page }, stands), (row) => cellsOf(clientColumns, row)),
    });
    route('contact', {
      name: 'contacts',
      scope: 'crm',
      filter: contacts,
      columns: ['client', ...contactColumns],
      count: (tx, filter) => countContacts(tx, contactFilter(filter, stands)),
      batch: async (tx, filter, page) => {
        const read = await contactPage(tx, { ...filter, ...page }, stands);
        const of = await clientsById(tx, [...new Set(read.items.map(({ clientId }) => clientId))]);
        return batchOf(read, (row) => [of.get(row.clientId)?.name, ...cellsOf(contactColumns, row)]);
      },
    });
    route('product', {
      name: 'products',
      scope: 'crm',
      filter: products,
      columns: productColumns,
      count: (tx, filter) => countProducts(tx, productFilter(filter, stands)),
      batch: async (tx, filter, page) =>
        batchOf(await productPage(tx, { ...filter, ...page }, stands), (row) => cellsOf(productColumns, row)),
    });
    route('opportunity', {
      name: 'opportunities',
      scope: 'crm',
      filter: opportunities,
      columns: ['client', 'stage', 'owner', 'amount', 'monthly', ...opportunityColumns],
      count: (tx, filter) => countOpportunities(tx, opportunityFilter(filter, stands)),
      batch: async (tx, filter, page) => {
        const read = await opportunityPage(tx, { ...filter, ...page }, allColumns, stands);
        const worth = await amountsByOpportunity(
          tx,
          read.items.map(({ id }) => id),
        );
        const names = await referenceNames(tx, [
          ...new Set(
            read.items.flatMap(({ clientId, stageId, ownerId }) => [clientId, stageId, ...(ownerId ? [ownerId] : [])]),
          ),
        ]);
        return batchOf(read, (row) => [
          ...[row.clientId, row.stageId, row.ownerId].map((of) => of && names.get(of)),
          worth.get(row.id)?.amount,
          worth.get(row.id)?.monthly,
          ...cellsOf(opportunityColumns, row),
        ]);
      },
    });
  };
