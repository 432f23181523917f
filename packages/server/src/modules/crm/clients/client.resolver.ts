import type { SyncStanding } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import { OffsetArg } from '../../../platform/graphql/offset-arg.ts';
import type { TimeRange } from '../../../platform/graphql/time-range.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { Contact } from '../contacts/contact.type.ts';
import { CustomFieldValue } from '../custom-fields/custom-field.type.ts';
import { shownCustomValues } from '../custom-fields/custom-values.ts';
import { DescendingArg, OrderArg, StandingArg, TimeArg } from '../list-arguments.ts';
import type { StandsSql } from '../listed-records.ts';
import { contactsOfClient, opportunitiesOfClient, taxRegionOf } from '../loaders.ts';
import { Opportunity } from '../opportunities/opportunity.type.ts';
import { change, read } from '../request.ts';
import { TaxRegion } from '../tax-regions/tax-region.type.ts';
import { ClientInput, ClientOrderEnum, ClientPage, ClientPayload } from './client.input.ts';
import { type ClientOrder, clientById, clientPage, countClients } from './client.queries.ts';
import type { ClientService } from './client.service.ts';
import { Client } from './client.type.ts';

@Resolver(() => Client)
export class ClientResolver {
  constructor(
    private readonly service: ClientService,
    private readonly stands: StandsSql,
  ) {}

  @Query(() => Client, { nullable: true })
  client(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<Client | null> {
    return read(context, (tx) => clientById(tx, id));
  }

  @Query(() => ClientPage)
  clients(
    @Ctx() context: Context,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @OffsetArg() offset: number | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @StandingArg() standing: SyncStanding | null,
    @Arg('type', () => String, { nullable: true }) type: string | null,
    @Arg('status', () => String, { nullable: true }) status: string | null,
    @OrderArg(() => ClientOrderEnum) orderBy: ClientOrder | null,
    @DescendingArg() descending: boolean | null,
    @TimeArg('created') created: TimeRange | null,
    @TimeArg('changed') changed: TimeRange | null,
  ): Promise<ClientPage> {
    const request = { first, after, offset, search, standing, type, status, orderBy, descending, created, changed };
    return read(context, (tx) => clientPage(tx, request, this.stands));
  }

  @Mutation(() => ClientPayload)
  async createClient(
    @Ctx() context: Context,
    @Arg('input', () => ClientInput) input: ClientInput,
  ): Promise<ClientPayload> {
    const { value, problems } = await change(context, async (tx, { origin }) =>
      clientById(tx, await this.service.create(tx, input, origin)),
    );
    return { client: value, problems };
  }

  @Mutation(() => ClientPayload)
  async updateClient(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('input', () => ClientInput) input: ClientInput,
  ): Promise<ClientPayload> {
    const { value, problems } = await change(context, async (tx, { origin }) =>
      clientById(tx, await this.service.update(tx, id, input, origin)),
    );
    return { client: value, problems };
  }

  @FieldResolver(() => [CustomFieldValue])
  customFields(@Root() client: Client): CustomFieldValue[] {
    return shownCustomValues(client.customValues);
  }

  @FieldResolver(() => TaxRegion, { nullable: true })
  taxRegion(@Ctx() context: Context, @Root() client: Client): Promise<TaxRegion | null> {
    return taxRegionOf(context, client.taxRegionId);
  }

  @FieldResolver(() => [Contact])
  contacts(
    @Ctx() context: Context,
    @Root() client: Client,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => ID, {
      nullable: true,
      description: '`cursor` of the last one that you have. Its ID is taken as well, until the version after next.',
    })
    after: Id | null,
  ): Promise<Contact[]> {
    return contactsOfClient(context, client.id, { first, after });
  }

  @FieldResolver(() => [Opportunity])
  opportunities(
    @Ctx() context: Context,
    @Root() client: Client,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => ID, { nullable: true, description: 'ID of the last one that you have.' }) after: Id | null,
  ): Promise<Opportunity[]> {
    return opportunitiesOfClient(context, client.id, { first, after });
  }
}

@Resolver(() => ClientPage)
export class ClientPageResolver {
  @FieldResolver(() => Int)
  totalCount(@Ctx() context: Context, @Root() page: ClientPage): Promise<number> {
    return read(context, (tx) => countClients(tx, page.filter));
  }
}
