import { contactFields } from '@causeway/shared/forms/contact';
import { Field, InputType, Int, ObjectType } from 'type-graphql';
import { register } from '../../../platform/graphql/enums.ts';
import { PageInfo } from '../../../platform/graphql/page-info.type.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import { CustomFieldValueInput } from '../custom-fields/custom-field.input.ts';
import { sentValuesOf, TakesFields } from '../plain-fields.ts';
import type { SqlFilter } from '../sql-filter.ts';
import { contactOrders } from './contact.queries.ts';
import { Contact } from './contact.type.ts';

@InputType('ContactInput')
@TakesFields(contactFields)
export class ContactInput extends sentValuesOf(contactFields) {
  @Field(() => [CustomFieldValueInput], { nullable: true, description: 'Those that are not sent stay.' })
  customFields?: CustomFieldValueInput[] | null;

  @Field(() => Int, { nullable: true })
  version?: number | null;
}

export const ContactOrderEnum = register('ContactOrder', contactOrders);

@ObjectType('ContactPage')
export class ContactPage {
  @Field(() => [Contact])
  items: Contact[];

  @Field(() => PageInfo)
  pageInfo: PageInfo;

  filter: SqlFilter;
}

@ObjectType('ContactPayload')
export class ContactPayload {
  @Field(() => Contact, { nullable: true })
  contact?: Contact | null;

  @Field(() => [ProblemType])
  problems: ProblemType[];
}
