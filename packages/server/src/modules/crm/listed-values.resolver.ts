import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import type { Context } from '../../platform/graphql/context.ts';
import { register } from '../../platform/graphql/enums.ts';
import { type ListedField, listedFields, valuesOf } from './listed-values.queries.ts';
import { read } from './request.ts';

const ListedFieldEnum = register('ListedField', listedFields);

@Resolver()
export class ListedValuesResolver {
  @Query(() => [String], {
    description:
      'The values of a field that occur, in the order of the alphabet, at most 500: what a list can be narrowed by.',
  })
  listedValues(@Ctx() context: Context, @Arg('field', () => ListedFieldEnum) field: ListedField): Promise<string[]> {
    return read(context, (tx) => valuesOf(tx, field));
  }
}
