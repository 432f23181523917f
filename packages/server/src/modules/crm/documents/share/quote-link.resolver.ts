import { Arg, Ctx, Field, FieldResolver, ID, InputType, Int, Mutation, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../../../platform/database/database.ts';
import { type Actor, type Context, requireRole } from '../../../../platform/graphql/context.ts';
import type { Id } from '../../../../platform/ids.ts';
import { quoteLinkOf, revisionsOf } from '../../loaders.ts';
import { change } from '../../request.ts';
import { DocumentPayload } from '../document.input.ts';
import { documentById } from '../document.queries.ts';
import { Document } from '../document.type.ts';
import { QuoteLinkType, QuoteRevision } from '../revisions/quote-revision.type.ts';
import type { QuoteLinks } from './quote-links.service.ts';

@InputType()
export class QuoteLinkInput {
  @Field(() => Int, { nullable: true, description: 'Days until it expires, 1 to 365; 30 unless said.' })
  days?: number | null;
}

@Resolver(() => Document)
export class QuoteLinkResolver {
  constructor(private readonly links: QuoteLinks) {}

  @FieldResolver(() => [QuoteRevision], { description: 'The revisions of a quote that were sent, the newest first.' })
  async revisions(@Ctx() context: Context, @Root() { id }: Document): Promise<QuoteRevision[]> {
    return (await revisionsOf(context, id)).map(({ sheet, documentId: _, fileName: __, ...row }) => ({
      ...row,
      title: sheet.title,
      total: sheet.totals.total,
      currency: sheet.currency || null,
      url: `/api/documents/${id}/revisions/${row.revision}/file`,
    }));
  }

  @FieldResolver(() => QuoteLinkType, {
    nullable: true,
    description: "The newest link for the client; null before one was made. Distinct from `link`, the document's own.",
  })
  async clientLink(@Ctx() context: Context, @Root() { id }: Document): Promise<QuoteLinkType | null> {
    const link = await quoteLinkOf(context, id);
    if (!link) return null;
    const { workspaceId, role } = requireRole(context, 'viewer');
    const maySee = link.revokedAt === null && maySell(role);
    return { ...link, url: maySee ? this.links.urlOf(workspaceId, link.id) : null };
  }

  @Mutation(() => DocumentPayload, {
    description: 'Makes the link by which the client reads and accepts a sent quote; a link before it is revoked.',
  })
  createQuoteLink(
    @Ctx() context: Context,
    @Arg('documentId', () => ID) documentId: Id,
    @Arg('input', () => QuoteLinkInput, { nullable: true }) input: QuoteLinkInput | null,
  ): Promise<DocumentPayload> {
    return answer(context, (tx, { name }) => this.links.create(tx, documentId, { ...input }, name));
  }

  @Mutation(() => DocumentPayload, { description: "Ends the client's link of a quote at once." })
  revokeQuoteLink(@Ctx() context: Context, @Arg('documentId', () => ID) documentId: Id): Promise<DocumentPayload> {
    return answer(context, (tx, { name }) => this.links.revoke(tx, documentId, name));
  }
}

const maySell = (role: Actor['role']): boolean => role === 'sales' || role === 'admin';

async function answer(context: Context, work: (tx: Tx, actor: Actor) => Promise<Id>): Promise<DocumentPayload> {
  const { value, problems } = await change(context, async (tx, actor) => documentById(tx, await work(tx, actor)));
  return { document: value, problems };
}
