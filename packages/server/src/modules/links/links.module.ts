import type { RecordUrls } from '../audit/audit.resolver.ts';
import type { LinksService } from './links.service.ts';
import {
  ClientLinkResolver,
  ContactLinkResolver,
  OpportunityLinkResolver,
  ProductLinkResolver,
  RemoteLinkResolver,
} from './remote-link.resolver.ts';

export interface LinksModuleDeps {
  links: LinksService;
  recordUrls: RecordUrls;
}

export interface LinksModule {
  resolvers: object[];
}

/** Shows on every CRM record which record of ConnectWise it is. */
export function createLinks({ links, recordUrls }: LinksModuleDeps): LinksModule {
  return {
    resolvers: [
      new ClientLinkResolver(links),
      new ContactLinkResolver(links),
      new ProductLinkResolver(links),
      new OpportunityLinkResolver(links),
      new RemoteLinkResolver(recordUrls),
    ],
  };
}
