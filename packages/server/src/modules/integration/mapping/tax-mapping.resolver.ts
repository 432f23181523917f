import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { TaxImportService } from './tax-import.service.ts';
import type { TaxMappingService } from './tax-mapping.service.ts';
import { TaxClashInput, TaxImportPayload, TaxMapping } from './tax-mapping.type.ts';

@Resolver()
export class TaxMappingResolver {
  constructor(
    private readonly mapping: TaxMappingService,
    private readonly imports: TaxImportService,
  ) {}

  @Query(() => TaxMapping, {
    nullable: true,
    description: 'Tax regions with the tax codes that they stand for; null before ConnectWise is connected.',
  })
  taxMapping(@Ctx() context: Context): Promise<TaxMapping | null> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.mapping.view(tx));
  }

  @Mutation(() => TaxImportPayload, {
    description: 'Reads the tax codes of ConnectWise and tells what an import would do; with apply it does it.',
  })
  async importTaxCodes(
    @Ctx() context: Context,
    @Arg('apply', () => Boolean) apply: boolean,
    @Arg('decisions', () => [TaxClashInput], { nullable: true }) decisions?: TaxClashInput[] | null,
  ): Promise<TaxImportPayload> {
    const { workspaceId, userId, name } = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      this.imports.run({
        workspaceId,
        apply,
        saver: { userId, name },
        decisions: new Map(decisions?.map((one) => [one.taxCodeId, one.decision])),
      }),
    );
    return { applied: value?.applied ?? false, items: value?.items ?? [], problems };
  }
}
