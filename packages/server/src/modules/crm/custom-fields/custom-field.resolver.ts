import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import { read } from '../request.ts';
import { customFieldsOf } from './custom-field.queries.ts';
import { CustomField } from './custom-field.type.ts';

@Resolver(() => CustomField)
export class CustomFieldResolver {
  @Query(() => [CustomField])
  customFields(@Ctx() context: Context, @Arg('entity', () => String) entity: string): Promise<CustomField[]> {
    return read(context, (tx) => customFieldsOf(tx, entity));
  }
}
