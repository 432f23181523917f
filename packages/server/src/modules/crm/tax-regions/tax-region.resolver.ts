import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import type { Context } from '../../../platform/graphql/context.ts';
import type { Id } from '../../../platform/ids.ts';
import { categoriesOfRegion } from '../loaders.ts';
import { administer, read } from '../request.ts';
import { TaxRegionInput, TaxRegionPayload } from './tax-region.input.ts';
import { taxRegions, taxRegionsById } from './tax-region.queries.ts';
import type { TaxRegionService } from './tax-region.service.ts';
import { TaxCategory, TaxRegion } from './tax-region.type.ts';

@Resolver(() => TaxRegion)
export class TaxRegionResolver {
  constructor(private readonly service: TaxRegionService) {}

  @Query(() => [TaxRegion])
  taxRegions(@Ctx() context: Context): Promise<TaxRegion[]> {
    return read(context, taxRegions);
  }

  @Mutation(() => TaxRegionPayload)
  createTaxRegion(
    @Ctx() context: Context,
    @Arg('input', () => TaxRegionInput) input: TaxRegionInput,
  ): Promise<TaxRegionPayload> {
    return this.answer(context, (tx) => this.service.create(tx, input));
  }

  @Mutation(() => TaxRegionPayload)
  updateTaxRegion(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('input', () => TaxRegionInput) input: TaxRegionInput,
  ): Promise<TaxRegionPayload> {
    return this.answer(context, (tx) => this.service.update(tx, id, input));
  }

  @FieldResolver(() => [TaxCategory])
  categories(@Ctx() context: Context, @Root() region: TaxRegion): Promise<TaxCategory[]> {
    return categoriesOfRegion(context, region.id);
  }

  private async answer(context: Context, work: (tx: Tx) => Promise<Id>): Promise<TaxRegionPayload> {
    const { value, problems } = await administer(context, async (tx) => {
      const id = await work(tx);
      return (await taxRegionsById(tx, [id])).get(id);
    });
    return { taxRegion: value, problems };
  }
}
