import type { Express } from 'express';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Storage } from '../../platform/storage.ts';
import type { AuditLog } from '../audit/audit-log.service.ts';
import { ActivityPageResolver, ActivityResolver, NextStepResolver } from './activities/activity.resolver.ts';
import { ActivityService } from './activities/activity.service.ts';
import { ClientPageResolver, ClientResolver } from './clients/client.resolver.ts';
import { ClientService } from './clients/client.service.ts';
import { ContactPageResolver, ContactResolver } from './contacts/contact.resolver.ts';
import { ContactService } from './contacts/contact.service.ts';
import type { OnCrmChange } from './crm-change.ts';
import { CustomFieldResolver } from './custom-fields/custom-field.resolver.ts';
import { CustomFieldService } from './custom-fields/custom-field.service.ts';
import { DocumentResolver } from './documents/document.resolver.ts';
import { documentRoutes } from './documents/document.route.ts';
import {
  DocumentFieldsResolver,
  DocumentPageResolver,
  QuoteLineResolver,
} from './documents/document-fields.resolver.ts';
import { DocumentFiles } from './documents/document-files.service.ts';
import { DocumentLinkResolver } from './documents/links/document-link.resolver.ts';
import { documentLinkRoutes } from './documents/links/document-link.route.ts';
import { DocumentLinks, type DocumentLinksDeps } from './documents/links/document-links.service.ts';
import { QuoteService } from './documents/quote.service.ts';
import { QuoteLinkResolver } from './documents/share/quote-link.resolver.ts';
import { quoteLinkRoutes } from './documents/share/quote-link.route.ts';
import { QuoteLinks } from './documents/share/quote-links.service.ts';
import { crmExportRoutes } from './export/crm-exports.ts';
import { CrmChanges } from './history/crm-changes.ts';
import type { ReadIdsThere, StandsSql } from './listed-records.ts';
import { ListedValuesResolver } from './listed-values.resolver.ts';
import { OpportunitiesTogetherResolver } from './opportunities/opportunities-together.resolver.ts';
import { OpportunitiesTogether } from './opportunities/opportunities-together.service.ts';
import { OpportunityResolver } from './opportunities/opportunity.resolver.ts';
import { OpportunityService } from './opportunities/opportunity.service.ts';
import type { ReadLinkAlong } from './opportunities/opportunity.type.ts';
import { OpportunityFieldsResolver, OpportunityPageResolver } from './opportunities/opportunity-fields.resolver.ts';
import { PipelineResolver } from './pipeline/pipeline.resolver.ts';
import { type PipelineDeps, PipelineService } from './pipeline/pipeline.service.ts';
import { BundleLineResolver, ProductPageResolver, ProductResolver } from './products/product.resolver.ts';
import { ProductService } from './products/product.service.ts';
import { workspaceLogoRoutes } from './profile/workspace-logo.route.ts';
import { WorkspaceProfileResolver } from './profile/workspace-profile.resolver.ts';
import { WorkspaceProfiles } from './profile/workspace-profile.service.ts';
import { TaxRegionResolver } from './tax-regions/tax-region.resolver.ts';
import { TaxRegionService } from './tax-regions/tax-region.service.ts';

export interface CrmDeps {
  database: Database;
  storage: Storage;
  clock: Clock;
  audit: AuditLog;
  /** Hears of every change that a person makes, in its transaction. */
  onCrmChange: OnCrmChange;
  onStageRetired: PipelineDeps['onStageRetired'];
  /** Reads where a row stands on the other side in the statement that reads the row. */
  opportunityLinkAlong: ReadLinkAlong;
  /** How the rows of a list stand on the other side. */
  stands: StandsSql;
  /** What the records of a file are called on the other side. */
  idsThere: ReadIdsThere;
  /** Links by which documents open without a session: what signs them, where they lead, and what the workspace allows. */
  links: Pick<DocumentLinksDeps, 'secrets' | 'publicUrl' | 'policyOf'>;
}

export interface Crm {
  clients: ClientService;
  contacts: ContactService;
  opportunities: OpportunityService;
  products: ProductService;
  taxRegions: TaxRegionService;
  quotes: QuoteService;
  documentFiles: DocumentFiles;
  documentLinks: DocumentLinks;
  resolvers: object[];
  routes: (app: Express) => void;
}

/** The CRM: clients, contacts, opportunities, products, quotes, files and tax regions. It knows nothing of ConnectWise. */
export function createCrm(deps: CrmDeps): Crm {
  const {
    database,
    storage,
    clock,
    audit,
    onCrmChange,
    onStageRetired,
    links,
    opportunityLinkAlong,
    stands,
    idsThere,
  } = deps;
  const changes = new CrmChanges(audit, onCrmChange);
  const clients = new ClientService(changes);
  const contacts = new ContactService(audit, changes);
  const opportunities = new OpportunityService(clock, storage, changes);
  const products = new ProductService(changes);
  const taxRegions = new TaxRegionService();
  const quotes = new QuoteService(storage, changes);
  const documentFiles = new DocumentFiles(database, storage, changes);
  const profiles = new WorkspaceProfiles(database, storage);
  const documentLinks = new DocumentLinks({ ...links, database, audit });
  const quoteLinks = new QuoteLinks({ ...links, database, storage, audit, quotes });
  return {
    clients,
    contacts,
    opportunities,
    products,
    taxRegions,
    quotes,
    documentFiles,
    documentLinks,
    resolvers: [
      new ClientResolver(clients, stands),
      new ClientPageResolver(),
      new ContactResolver(contacts, stands),
      new ContactPageResolver(),
      new OpportunityResolver(opportunities, opportunityLinkAlong, stands),
      new OpportunityFieldsResolver(),
      new OpportunitiesTogetherResolver(new OpportunitiesTogether(opportunities)),
      new OpportunityPageResolver(),
      new ActivityResolver(new ActivityService(changes)),
      new ActivityPageResolver(),
      new NextStepResolver(),
      new PipelineResolver(new PipelineService({ audit, opportunities, onStageRetired })),
      new CustomFieldResolver(new CustomFieldService()),
      new ProductResolver(products, stands),
      new ProductPageResolver(),
      new ListedValuesResolver(),
      new BundleLineResolver(),
      new TaxRegionResolver(taxRegions),
      new DocumentResolver(quotes),
      new DocumentFieldsResolver(),
      new DocumentPageResolver(),
      new QuoteLineResolver(),
      new DocumentLinkResolver(documentLinks),
      new QuoteLinkResolver(quoteLinks),
      new WorkspaceProfileResolver(profiles),
    ],
    routes: (app) => {
      documentRoutes(documentFiles)(app);
      documentLinkRoutes(documentLinks, documentFiles)(app);
      quoteLinkRoutes(quoteLinks)(app);
      workspaceLogoRoutes(profiles)(app);
      crmExportRoutes(database, stands, idsThere)(app);
    },
  };
}
