import { Arg, Ctx, FieldResolver, ID, Int, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import { DateTimeScalar, DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { User } from '../../workspace/user.type.ts';
import { Client } from '../clients/client.type.ts';
import { Contact } from '../contacts/contact.type.ts';
import { CustomFieldValue } from '../custom-fields/custom-field.type.ts';
import { shownCustomValues } from '../custom-fields/custom-values.ts';
import { Document } from '../documents/document.type.ts';
import { RecurringTotalsType } from '../documents/recurring-totals.type.ts';
import { amountOf, clientOf, contactOf, documentsOfOpportunity, enteredOf, ownerOf, stageOf } from '../loaders.ts';
import { PipelineStage } from '../pipeline/pipeline-stage.type.ts';
import { read } from '../request.ts';
import { OpportunityPage } from './opportunity.input.ts';
import { countOpportunities } from './opportunity.queries.ts';
import { Opportunity } from './opportunity.type.ts';

/** What an opportunity shows of other records. */
@Resolver(() => Opportunity)
export class OpportunityFieldsResolver {
  @FieldResolver(() => Client)
  client(@Ctx() context: Context, @Root() opportunity: Opportunity): Client | Promise<Client> {
    return opportunity.client ?? clientOf(context, opportunity.clientId);
  }

  @FieldResolver(() => Contact, { nullable: true })
  contact(@Ctx() context: Context, @Root() opportunity: Opportunity): Promise<Contact | null> {
    return contactOf(context, opportunity.contactId);
  }

  @FieldResolver(() => PipelineStage)
  stage(@Ctx() context: Context, @Root() opportunity: Opportunity): PipelineStage | Promise<PipelineStage> {
    return opportunity.stage ?? stageOf(context, opportunity.stageId);
  }

  @FieldResolver(() => User, { nullable: true })
  owner(@Ctx() context: Context, @Root() opportunity: Opportunity): Promise<User | null> {
    return ownerOf(context, opportunity.ownerId);
  }

  @FieldResolver(() => [CustomFieldValue])
  customFields(@Root() opportunity: Opportunity): CustomFieldValue[] {
    return shownCustomValues(opportunity.customValues);
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description:
      'What is paid once, before tax: by the accepted quote, else by the newest one that is not declined, else by its forecast in ConnectWise; null without any.',
  })
  async amount(@Ctx() context: Context, @Root() opportunity: Opportunity): Promise<string | null> {
    return (await amountOf(context, opportunity.id))?.amount ?? null;
  }

  @FieldResolver(() => [RecurringTotalsType], { description: 'What is paid each cycle by the same quote or forecast.' })
  async recurring(@Ctx() context: Context, @Root() opportunity: Opportunity): Promise<RecurringTotalsType[]> {
    return (await amountOf(context, opportunity.id))?.recurring ?? [];
  }

  @FieldResolver(() => DecimalScalar, {
    nullable: true,
    description: 'The recurring parts of the same quote or forecast together, a month, before tax; null without any.',
  })
  async monthly(@Ctx() context: Context, @Root() opportunity: Opportunity): Promise<string | null> {
    return (await amountOf(context, opportunity.id))?.monthly ?? null;
  }

  @FieldResolver(() => Boolean, {
    description: 'Whether the amounts are its forecast in ConnectWise, as last read: no quote here gives them.',
  })
  async isAmountForecast(@Ctx() context: Context, @Root() opportunity: Opportunity): Promise<boolean> {
    return (await amountOf(context, opportunity.id))?.isForecast ?? false;
  }

  @FieldResolver(() => DateTimeScalar, {
    description: 'When it began: when it was entered in ConnectWise, or here where that was earlier.',
  })
  async openSince(@Ctx() context: Context, @Root() opportunity: Opportunity): Promise<Date> {
    const entered = await enteredOf(context, opportunity.id);
    return entered && entered < opportunity.createdAt ? entered : opportunity.createdAt;
  }

  @FieldResolver(() => [Document])
  documents(
    @Ctx() context: Context,
    @Root() opportunity: Opportunity,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => ID, { nullable: true, description: 'ID of the last one that you have.' }) after: Id | null,
  ): Promise<Document[]> {
    return documentsOfOpportunity(context, opportunity.id, { first, after });
  }
}

@Resolver(() => OpportunityPage)
export class OpportunityPageResolver {
  @FieldResolver(() => Int)
  totalCount(@Ctx() context: Context, @Root() page: OpportunityPage): Promise<number> {
    return read(context, (tx) => countOpportunities(tx, page.filter));
  }
}
