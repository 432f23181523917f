import type { ProductIdStanding } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { ProductIdSourceEnum, ProductIdStandingEnum } from '../../../platform/graphql/enums.ts';
import type { ProductMappingService } from './product-mapping.service.ts';
import { ProductIdCountsType, ProductIdPage, ProductMapping } from './product-mapping.type.ts';
import type { ProductIdSource } from './product-values.queries.ts';

@Resolver()
export class ProductMappingResolver {
  constructor(private readonly mapping: ProductMappingService) {}

  @Query(() => ProductMapping, {
    nullable: true,
    description: 'What the saved product map comes to, value by value; null before ConnectWise is connected.',
  })
  productMapping(@Ctx() context: Context): Promise<ProductMapping | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.mapping.view(tx));
  }

  @Query(() => ProductIdCountsType)
  productIdCounts(
    @Ctx() context: Context,
    @Arg('source', () => ProductIdSourceEnum) source: ProductIdSource,
  ): Promise<ProductIdCountsType> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.mapping.counts(tx, source), { readOnly: true });
  }

  @Query(() => ProductIdPage, { description: 'The products of which that field could not be the Product ID.' })
  productsWithoutOwnId(
    @Ctx() context: Context,
    @Arg('source', () => ProductIdSourceEnum) source: ProductIdSource,
    @Arg('standing', () => ProductIdStandingEnum) standing: ProductIdStanding,
    @Arg('first', () => Int, { nullable: true }) first?: number | null,
    @Arg('after', () => String, { nullable: true }) after?: string | null,
  ): Promise<ProductIdPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const request = { source, standing, first: first ?? null, after: after ?? null };
    return context.database.inWorkspace(workspaceId, (tx) => this.mapping.page(tx, request), { readOnly: true });
  }
}
