import type { SyncStanding } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import { OffsetArg } from '../../../platform/graphql/offset-arg.ts';
import type { TimeRange } from '../../../platform/graphql/time-range.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { Client } from '../clients/client.type.ts';
import { CustomFieldValue } from '../custom-fields/custom-field.type.ts';
import { shownCustomValues } from '../custom-fields/custom-values.ts';
import { DescendingArg, OrderArg, StandingArg, TimeArg } from '../list-arguments.ts';
import type { StandsSql } from '../listed-records.ts';
import { clientOf } from '../loaders.ts';
import { change, read } from '../request.ts';
import { ContactInput, ContactOrderEnum, ContactPage, ContactPayload } from './contact.input.ts';
import { type ContactOrder, contactById, contactCursor, contactPage, countContacts } from './contact.queries.ts';
import type { ContactService } from './contact.service.ts';
import { Contact } from './contact.type.ts';

@Resolver(() => Contact)
export class ContactResolver {
  constructor(
    private readonly service: ContactService,
    private readonly stands: StandsSql,
  ) {}

  @Query(() => Contact, { nullable: true })
  contact(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<Contact | null> {
    return read(context, (tx) => contactById(tx, id));
  }

  @Query(() => ContactPage)
  contacts(
    @Ctx() context: Context,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @OffsetArg() offset: number | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('clientId', () => ID, { nullable: true }) clientId: Id | null,
    @StandingArg() standing: SyncStanding | null,
    @OrderArg(() => ContactOrderEnum) orderBy: ContactOrder | null,
    @DescendingArg() descending: boolean | null,
    @TimeArg('created') created: TimeRange | null,
    @TimeArg('changed') changed: TimeRange | null,
  ): Promise<ContactPage> {
    const request = { first, after, offset, search, clientId, standing, orderBy, descending, created, changed };
    return read(context, (tx) => contactPage(tx, request, this.stands));
  }

  @Mutation(() => ContactPayload)
  async createContact(
    @Ctx() context: Context,
    @Arg('input', () => ContactInput) input: ContactInput,
  ): Promise<ContactPayload> {
    const { value, problems } = await change(context, async (tx, { origin }) =>
      contactById(tx, await this.service.create(tx, input, origin)),
    );
    return { contact: value, problems };
  }

  @Mutation(() => ContactPayload)
  async updateContact(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('input', () => ContactInput) input: ContactInput,
  ): Promise<ContactPayload> {
    const { value, problems } = await change(context, async (tx, { origin }) =>
      contactById(tx, await this.service.update(tx, id, input, origin)),
    );
    return { contact: value, problems };
  }

  @FieldResolver(() => ID, {
    description:
      'Its place among the contacts of its client, for `after` of `Client.contacts`; it holds when the contact is renamed or erased meanwhile.',
  })
  cursor(@Root() contact: Contact): string {
    return contactCursor(contact);
  }

  @FieldResolver(() => [CustomFieldValue])
  customFields(@Root() contact: Contact): CustomFieldValue[] {
    return shownCustomValues(contact.customValues);
  }

  @FieldResolver(() => Client)
  client(@Ctx() context: Context, @Root() contact: Contact): Promise<Client> {
    return clientOf(context, contact.clientId);
  }
}

@Resolver(() => ContactPage)
export class ContactPageResolver {
  @FieldResolver(() => Int)
  totalCount(@Ctx() context: Context, @Root() page: ContactPage): Promise<number> {
    return read(context, (tx) => countContacts(tx, page.filter));
  }
}
