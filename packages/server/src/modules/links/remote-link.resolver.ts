import type { LinkOrigin, LinkState, SyncStanding } from '@causeway/shared/vocabulary';
import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import { LinkOriginEnum, LinkStateEnum, SyncStandingEnum } from '../../platform/graphql/enums.ts';
import { loaderOf } from '../../platform/graphql/loader.ts';
import type { Id } from '../../platform/ids.ts';
import { Client } from '../crm/clients/client.type.ts';
import { Contact } from '../crm/contacts/contact.type.ts';
import { Opportunity } from '../crm/opportunities/opportunity.type.ts';
import { Product } from '../crm/products/product.type.ts';
import type { PulledEntity } from './link.ts';
import type { LinksService } from './links.service.ts';
import { standingsOf } from './record-standing.queries.ts';
import { RemoteLink } from './remote-link.type.ts';
import { type RecordUrls, remoteUrl } from './remote-url.ts';

/** The link of a CRM record; all records of one kind in an operation cost one statement. */
async function linkOf(context: Context, links: LinksService, entity: PulledEntity, id: Id): Promise<RemoteLink | null> {
  const { workspaceId } = requireRole(context, 'viewer');
  const loader = loaderOf<Id, RemoteLink>(context, `link.${entity}`, async (ids) => {
    const found = await context.database.inWorkspace(workspaceId, (tx) => links.byLocal(tx, entity, ids), {
      readOnly: true,
    });
    return new Map(
      found.map((l) => [
        l.localId,
        {
          entity,
          remoteId: l.remoteId,
          state: l.state,
          origin: l.origin,
          lastSyncedAt: l.syncedAt,
          isGoneThere: l.isGoneThere === true,
        },
      ]),
    );
  });
  return (await loader.load(id)) ?? null;
}

/** How a CRM record stands, as lists are narrowed by it; all records of one kind in an operation cost one statement. */
async function standingOf(context: Context, entity: PulledEntity, id: Id): Promise<SyncStanding> {
  const { workspaceId } = requireRole(context, 'viewer');
  const loader = loaderOf<Id, SyncStanding>(context, `standing.${entity}`, async (ids) => {
    const found = await context.database.inWorkspace(workspaceId, (tx) => standingsOf(tx, entity, ids), {
      readOnly: true,
    });
    return new Map(found.map(({ localId, standing }) => [localId, standing]));
  });
  return (await loader.load(id)) ?? 'not_sent';
}

const standing = {
  description: 'The first that is true of it: it has an open issue, a push of it waits, its link, or that it has none.',
};

@Resolver(() => Client)
export class ClientLinkResolver {
  constructor(private readonly links: LinksService) {}

  @FieldResolver(() => RemoteLink, { nullable: true })
  link(@Root() client: Client, @Ctx() context: Context): Promise<RemoteLink | null> {
    return linkOf(context, this.links, 'company', client.id);
  }

  @FieldResolver(() => SyncStandingEnum, standing)
  syncStanding(@Root() client: Client, @Ctx() context: Context): Promise<SyncStanding> {
    return standingOf(context, 'company', client.id);
  }
}

@Resolver(() => Contact)
export class ContactLinkResolver {
  constructor(private readonly links: LinksService) {}

  @FieldResolver(() => RemoteLink, { nullable: true })
  link(@Root() contact: Contact, @Ctx() context: Context): Promise<RemoteLink | null> {
    return linkOf(context, this.links, 'contact', contact.id);
  }

  @FieldResolver(() => SyncStandingEnum, standing)
  syncStanding(@Root() contact: Contact, @Ctx() context: Context): Promise<SyncStanding> {
    return standingOf(context, 'contact', contact.id);
  }
}

@Resolver(() => Product)
export class ProductLinkResolver {
  constructor(private readonly links: LinksService) {}

  @FieldResolver(() => RemoteLink, { nullable: true })
  link(@Root() product: Product, @Ctx() context: Context): Promise<RemoteLink | null> {
    return linkOf(context, this.links, 'product', product.id);
  }

  @FieldResolver(() => SyncStandingEnum, standing)
  syncStanding(@Root() product: Product, @Ctx() context: Context): Promise<SyncStanding> {
    return standingOf(context, 'product', product.id);
  }
}

@Resolver(() => Opportunity)
export class OpportunityLinkResolver {
  constructor(private readonly links: LinksService) {}

  @FieldResolver(() => RemoteLink, { nullable: true })
  link(@Root() opportunity: Opportunity, @Ctx() context: Context): RemoteLink | null | Promise<RemoteLink | null> {
    const { link } = opportunity;
    if (link)
      return { ...link, entity: 'opportunity', lastSyncedAt: link.lastSyncedAt ? new Date(link.lastSyncedAt) : null };
    if (link === null) return null;
    return linkOf(context, this.links, 'opportunity', opportunity.id);
  }

  @FieldResolver(() => SyncStandingEnum, standing)
  syncStanding(@Root() opportunity: Opportunity, @Ctx() context: Context): Promise<SyncStanding> {
    return standingOf(context, 'opportunity', opportunity.id);
  }
}

@Resolver(() => RemoteLink)
export class RemoteLinkResolver {
  constructor(private readonly recordUrls: RecordUrls) {}

  @FieldResolver(() => LinkStateEnum)
  linkState(@Root() { state }: RemoteLink): LinkState {
    return state;
  }

  @FieldResolver(() => LinkOriginEnum)
  linkOrigin(@Root() { origin }: RemoteLink): LinkOrigin {
    return origin;
  }

  @FieldResolver(() => String, { nullable: true })
  url(@Root() link: RemoteLink, @Ctx() context: Context): Promise<string | null> {
    return remoteUrl(context, this.recordUrls, link.entity, link.remoteId);
  }
}
