import type { Tx } from '../../platform/database/database.ts';
import { AppError } from '../../platform/errors.ts';
import type { Context } from '../../platform/graphql/context.ts';
import { loaderOf } from '../../platform/graphql/loader.ts';
import type { Id } from '../../platform/ids.ts';
import { WorkspaceQueries } from '../workspace/workspace.queries.ts';
import { nextSteps } from './activities/activity.queries.ts';
import { clientsById } from './clients/client.queries.ts';
import { contactsByClient, contactsById } from './contacts/contact.queries.ts';
import { documentsByOpportunity, linesByDocument } from './documents/document.queries.ts';
import { linksByDocument } from './documents/links/document-links.queries.ts';
import { revisionsByDocument } from './documents/revisions/quote-revision.queries.ts';
import { quoteLinksByDocument } from './documents/share/quote-link.queries.ts';
import { type NestedPage, nestedPage } from './keyset-page.queries.ts';
import { opportunitiesByClient, opportunitiesById } from './opportunities/opportunity.queries.ts';
import { amountsByOpportunity, enteredByOpportunity } from './opportunities/opportunity-amount.queries.ts';
import { stagesById } from './pipeline/pipeline.queries.ts';
import { bundleLinesByBundle, productsById } from './products/product.queries.ts';
import { read } from './request.ts';
import { categoriesByRegion, taxCategoriesById, taxRegionsById } from './tax-regions/tax-region.queries.ts';

const people = new WorkspaceQueries();

/**
 * Nested records of a GraphQL answer: one statement a field and operation, however many rows ask.
 * `…Of` answers one record (null when nothing is named), `…OfX` all those of a record.
 */
export const clientOf = required('client', clientsById);
export const contactOf = optional('contact', contactsById);
export const opportunityOf = required('opportunity', opportunitiesById);
export const ownerOf = optional('owner', (tx, ids) => people.usersById(tx, ids));
export const stageOf = required('stage', stagesById);
export const productOf = required('product', productsById);
export const optionalProductOf = optional('product', productsById);
export const taxRegionOf = optional('taxRegion', taxRegionsById);
export const taxCategoryOf = optional('taxCategory', taxCategoriesById);
export const contactsOfClient = parts('client.contacts', contactsByClient);
export const opportunitiesOfClient = parts('client.opportunities', opportunitiesByClient);
export const categoriesOfRegion = many('taxRegion.categories', categoriesByRegion);
export const bundleLinesOf = many('product.bundleLines', bundleLinesByBundle);
export const documentsOfOpportunity = parts('opportunity.documents', documentsByOpportunity);
export const linesOfDocument = many('document.lines', linesByDocument);
export const linkOfDocument = optional('document.link', linksByDocument);
export const nextStepOf = optional('opportunity.nextStep', nextSteps);
export const revisionsOf = many('document.revisions', revisionsByDocument);
export const quoteLinkOf = optional('document.clientLink', quoteLinksByDocument);
export const amountOf = optional('opportunity.amount', amountsByOpportunity);
export const enteredOf = optional('opportunity.entered', enteredByOpportunity);

type Batch<V> = (tx: Tx, ids: readonly Id[]) => Promise<Map<Id, V>>;

const load = <V>(context: Context, name: string, batch: Batch<V>, id: Id): Promise<V | undefined> =>
  loaderOf<Id, V>(context, `crm.${name}`, (ids) => read(context, (tx) => batch(tx, ids))).load(id);

function optional<V>(name: string, batch: Batch<V>) {
  return async (context: Context, id: Id | null): Promise<V | null> =>
    id === null ? null : ((await load(context, name, batch, id)) ?? null);
}

function many<V>(name: string, batch: Batch<V[]>) {
  return async (context: Context, id: Id): Promise<V[]> => (await load(context, name, batch, id)) ?? [];
}

/** Parts of long lists: one statement for all records that ask for the same part. */
function parts<V>(name: string, batch: (tx: Tx, ids: readonly Id[], page: NestedPage) => Promise<Map<Id, V[]>>) {
  return async (
    context: Context,
    id: Id,
    { first, after }: { first: number | null; after: string | null },
  ): Promise<V[]> => {
    const page = nestedPage(first, after);
    const asked = `${name}:${page.first}:${page.after ?? ''}`;
    return (await load(context, asked, (tx, ids) => batch(tx, ids, page), id)) ?? [];
  };
}

/** For records that foreign keys hold in place. */
function required<V>(name: string, batch: Batch<V>) {
  return async (context: Context, id: Id): Promise<V> => {
    const found = await load(context, name, batch, id);
    if (found === undefined) throw new AppError('not_found', `The ${name} of this record is gone.`, { id });
    return found;
  };
}
