import { Arg, Ctx, FieldResolver, ID, Mutation, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../../platform/graphql/context.ts';
import type { Id } from '../../../../platform/ids.ts';
import { linkOfDocument } from '../../loaders.ts';
import { administer, change } from '../../request.ts';
import { Document } from '../document.type.ts';
import { DocumentLinkType, RevokeLinksPayload } from './document-link.type.ts';
import type { DocumentLinks } from './document-links.service.ts';

@Resolver(() => Document)
export class DocumentLinkResolver {
  constructor(private readonly links: DocumentLinks) {}

  @FieldResolver(() => DocumentLinkType, {
    nullable: true,
    description: 'The link in the note of ConnectWise, where the settings allow such links; null without one.',
  })
  link(@Ctx() context: Context, @Root() document: Document): Promise<DocumentLinkType | null> {
    return linkOfDocument(context, document.id);
  }

  @Mutation(() => RevokeLinksPayload, { description: 'Ends the link of a document at once. The document stays.' })
  async revokeDocumentLink(
    @Ctx() context: Context,
    @Arg('documentId', () => ID) documentId: Id,
  ): Promise<RevokeLinksPayload> {
    const { value, problems } = await change(context, (tx, { name }) => this.links.revoke(tx, documentId, name));
    return { revoked: value ?? 0, problems };
  }

  @Mutation(() => RevokeLinksPayload, { description: 'Ends the links of all documents of the workspace at once.' })
  async revokeAllDocumentLinks(@Ctx() context: Context): Promise<RevokeLinksPayload> {
    const { value, problems } = await administer(context, (tx, { name }) => this.links.revoke(tx, null, name));
    return { revoked: value ?? 0, problems };
  }
}
