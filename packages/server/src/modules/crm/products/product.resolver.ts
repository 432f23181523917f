import type { ProductKind, SyncStanding } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import { ProductKindEnum } from '../../../platform/graphql/enums.ts';
import { OffsetArg } from '../../../platform/graphql/offset-arg.ts';
import type { TimeRange } from '../../../platform/graphql/time-range.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { CustomFieldValue } from '../custom-fields/custom-field.type.ts';
import { shownCustomValues } from '../custom-fields/custom-values.ts';
import { DescendingArg, OrderArg, StandingArg, TimeArg } from '../list-arguments.ts';
import type { StandsSql } from '../listed-records.ts';
import { bundleLinesOf, productOf } from '../loaders.ts';
import { change, read } from '../request.ts';
import { BundleLine } from './bundle-line.type.ts';
import { ProductInput, ProductOrderEnum, ProductPage, ProductPayload } from './product.input.ts';
import { countProducts, type ProductOrder, productById, productPage } from './product.queries.ts';
import type { ProductService } from './product.service.ts';
import { Product } from './product.type.ts';

@Resolver(() => Product)
export class ProductResolver {
  constructor(
    private readonly service: ProductService,
    private readonly stands: StandsSql,
  ) {}

  @Query(() => Product, { nullable: true })
  product(@Ctx() context: Context, @Arg('id', () => ID) id: Id): Promise<Product | null> {
    return read(context, (tx) => productById(tx, id));
  }

  @Query(() => ProductPage)
  products(
    @Ctx() context: Context,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @OffsetArg() offset: number | null,
    @Arg('search', () => String, { nullable: true }) search: string | null,
    @Arg('kind', () => ProductKindEnum, { nullable: true }) kind: ProductKind | null,
    @Arg('includeInactive', () => Boolean, { nullable: true, defaultValue: false }) includeInactive: boolean | null,
    @Arg('isActive', () => Boolean, { nullable: true, description: 'Decides instead of `includeInactive`.' })
    isActive: boolean | null,
    @Arg('category', () => String, { nullable: true }) category: string | null,
    @Arg('type', () => String, { nullable: true }) type: string | null,
    @StandingArg() standing: SyncStanding | null,
    @OrderArg(() => ProductOrderEnum) orderBy: ProductOrder | null,
    @DescendingArg() descending: boolean | null,
    @TimeArg('created') created: TimeRange | null,
    @TimeArg('changed') changed: TimeRange | null,
  ): Promise<ProductPage> {
    const request = {
      first,
      after,
      offset,
      search,
      kind,
      includeInactive,
      isActive,
      category,
      type,
      standing,
      orderBy,
      descending,
      created,
      changed,
    };
    return read(context, (tx) => productPage(tx, request, this.stands));
  }

  @Mutation(() => ProductPayload)
  async createProduct(
    @Ctx() context: Context,
    @Arg('input', () => ProductInput) input: ProductInput,
  ): Promise<ProductPayload> {
    const { value, problems } = await change(context, async (tx, { origin }) =>
      productById(tx, await this.service.create(tx, input, origin)),
    );
    return { product: value, problems };
  }

  @Mutation(() => ProductPayload)
  async updateProduct(
    @Ctx() context: Context,
    @Arg('id', () => ID) id: Id,
    @Arg('input', () => ProductInput) input: ProductInput,
  ): Promise<ProductPayload> {
    const { value, problems } = await change(context, async (tx, { origin }) =>
      productById(tx, await this.service.update(tx, id, input, origin)),
    );
    return { product: value, problems };
  }

  @FieldResolver(() => [CustomFieldValue])
  customFields(@Root() product: Product): CustomFieldValue[] {
    return shownCustomValues(product.customValues);
  }

  @FieldResolver(() => [BundleLine])
  bundleLines(@Ctx() context: Context, @Root() product: Product): Promise<BundleLine[]> {
    return product.kind === 'bundle' ? bundleLinesOf(context, product.id) : Promise.resolve([]);
  }
}

@Resolver(() => ProductPage)
export class ProductPageResolver {
  @FieldResolver(() => Int)
  totalCount(@Ctx() context: Context, @Root() page: ProductPage): Promise<number> {
    return read(context, (tx) => countProducts(tx, page.filter));
  }
}

@Resolver(() => BundleLine)
export class BundleLineResolver {
  @FieldResolver(() => Product)
  product(@Ctx() context: Context, @Root() line: BundleLine): Promise<Product> {
    return productOf(context, line.productId);
  }
}
