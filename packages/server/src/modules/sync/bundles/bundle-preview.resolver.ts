import type { BundleMode } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Field, ID, ObjectType, Query, Resolver } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { BundleModeEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType, problemsOf } from '../../../platform/graphql/problem.type.ts';
import { DecimalScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import type { BundlePreviewService } from './bundle-preview.service.ts';

@ObjectType('BundlePreviewLine')
export class BundlePreviewLine {
  @Field(() => String)
  description: string;

  @Field(() => DecimalScalar)
  quantity: string;

  @Field(() => DecimalScalar, { description: 'Carries as many digits as the total asks for.' })
  unitPrice: string;

  @Field(() => DecimalScalar)
  total: string;

  @Field(() => Boolean, { description: 'It hangs below the line before it.' })
  isComponent: boolean;
}

@ObjectType('BundleModePreview')
export class BundleModePreview {
  @Field(() => BundleModeEnum)
  mode: BundleMode;

  @Field(() => [BundlePreviewLine])
  lines: BundlePreviewLine[];

  @Field(() => DecimalScalar)
  total: string;

  @Field(() => String, { nullable: true })
  note: string | null;
}

@ObjectType('BundlePreview', { description: 'One bundle on a quote as it would look in ConnectWise, in every mode.' })
export class BundlePreviewType {
  @Field(() => ID, { nullable: true, description: 'Null for the made-up example of a CRM without bundles.' })
  productId: Id | null;

  @Field(() => String)
  name: string;

  @Field(() => DecimalScalar)
  quantity: string;

  @Field(() => DecimalScalar)
  price: string;

  @Field(() => [BundleModePreview])
  modes: BundleModePreview[];
}

@ObjectType('BundlePreviewPayload')
export class BundlePreviewPayload {
  @Field(() => BundlePreviewType, { nullable: true })
  preview: BundlePreviewType | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@Resolver()
export class BundlePreviewResolver {
  constructor(private readonly previews: BundlePreviewService) {}

  @Query(() => BundlePreviewPayload)
  async bundlePreview(
    @Ctx() context: Context,
    @Arg('productId', () => ID, { nullable: true }) productId: Id | null,
  ): Promise<BundlePreviewPayload> {
    const { workspaceId } = requireRole(context, 'viewer');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.previews.preview(tx, productId ?? null), {
        readOnly: true,
      }),
    );
    return { preview: value ?? null, problems };
  }
}
