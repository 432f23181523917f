import type { DocumentKind, DocumentState } from '@causeway/shared/vocabulary';
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import { DocumentKindEnum, DocumentStateEnum } from '../../../platform/graphql/enums.ts';
import { OffsetArg } from '../../../platform/graphql/offset-arg.ts';
import type { Id } from '../../../platform/ids.ts';
import type { Origin } from '../../audit/origin.ts';
import { DescendingArg } from '../list-arguments.ts';
import { change, read } from '../request.ts';
import { DeletePayload, DocumentOrderEnum, DocumentPage, DocumentPayload, QuoteInput } from './document.input.ts';
import { type DocumentOrder, documentById, documentPage } from './document.queries.ts';
import { Document } from './document.type.ts';
import type { QuoteService } from './quote.service.ts';

@Resolver(() => Document)
export class DocumentResolver {
  constructor(private readonly service: QuoteService) {}

  @Query(() => Document, { nullable: true })
  document(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<Document | null> {
    return read(context, (tx) => documentById(tx, id));
  }

  @Query(() => DocumentPage)
  documents(
    @Ctx() context: Context,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @OffsetArg() offset: number | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('state', () => DocumentStateEnum, { nullable: true }) state: DocumentState | null,
    @Arg('kind', () => DocumentKindEnum, { nullable: true, description: 'Quotes alone, or uploaded files alone.' })
    kind: DocumentKind | null,
    @Arg('orderBy', () => DocumentOrderEnum, { nullable: true, description: 'The newest first unless said.' })
    orderBy: DocumentOrder | null,
    @DescendingArg() descending: boolean | null,
  ): Promise<DocumentPage> {
    const request = { first, after, offset, search, state, kind, orderBy, descending };
    return read(context, (tx) => documentPage(tx, request));
  }

  @Mutation(() => DocumentPayload)
  createQuote(
    @Ctx() context: Context,
    @Arg('opportunityId', () => ID) opportunityId: Id,
    @Arg('input', () => QuoteInput) input: QuoteInput,
  ): Promise<DocumentPayload> {
    return answer(context, (tx, origin) => this.service.create(tx, opportunityId, input, origin));
  }

  @Mutation(() => DocumentPayload)
  updateQuote(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('input', () => QuoteInput) input: QuoteInput,
  ): Promise<DocumentPayload> {
    return answer(context, (tx, origin) => this.service.update(tx, id, input, origin));
  }

  @Mutation(() => DocumentPayload)
  setDocumentState(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('state', () => DocumentStateEnum) state: DocumentState,
  ): Promise<DocumentPayload> {
    return answer(context, (tx, origin) => this.service.setState(tx, id, state, origin));
  }

  @Mutation(() => DeletePayload)
  async deleteDocument(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<DeletePayload> {
    const { value, problems } = await change(context, (tx, { origin }) => this.service.delete(tx, id, origin));
    return { deletedId: value, problems };
  }
}

async function answer(context: Context, work: (tx: Tx, origin: Origin) => Promise<Id>): Promise<DocumentPayload> {
  const { value, problems } = await change(context, async (tx, { origin }) => documentById(tx, await work(tx, origin)));
  return { document: value, problems };
}
