import type { EntityType } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { EntityTypeEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType, problemsOf } from '../../../platform/graphql/problem.type.ts';
import { JsonScalar } from '../../../platform/graphql/scalars.ts';
import type { Id } from '../../../platform/ids.ts';
import { FieldDirectionInput } from '../../integration/settings/field-directions.type.ts';
import type { DirectionsPreviewService } from './directions-preview.service.ts';

@ObjectType('DirectionSample', { description: 'A record in which a change of directions will show.' })
export class DirectionSampleType {
  @Field(() => String)
  name: string;

  @Field(() => ID)
  localId: Id;

  @Field(() => String)
  remoteId: string;

  @Field(() => JsonScalar, { nullable: true, description: 'Its value in the CRM.' })
  here: unknown;

  @Field(() => JsonScalar, { nullable: true, description: 'Its value in ConnectWise, in the words of the CRM.' })
  there: unknown;
}

@ObjectType('FieldForecast', { description: 'What the next cycle does with a field whose direction changes.' })
export class FieldForecastType {
  @Field(() => EntityTypeEnum)
  record: EntityType;

  @Field(() => String)
  field: string;

  @Field(() => String)
  label: string;

  @Field(() => Int, { description: "Records here that get ConnectWise's value." })
  taken: number;

  @Field(() => [DirectionSampleType])
  takenSamples: DirectionSampleType[];

  @Field(() => Int, { description: "Records there that get the CRM's value." })
  sent: number;

  @Field(() => [DirectionSampleType])
  sentSamples: DirectionSampleType[];

  @Field(() => Int, { description: 'Records there whose value is emptied, as it was here.' })
  emptied: number;

  @Field(() => Int, {
    description:
      'Records there that keep their value although the field only goes out: it is empty here, and was not emptied here.',
  })
  kept: number;
}

@ObjectType('DirectionsPreview', { description: 'What the next cycle will do after a change of directions.' })
export class DirectionsPreviewType {
  @Field(() => [FieldForecastType])
  fields: FieldForecastType[];

  @Field(() => Int, { description: 'Linked records that were looked at.' })
  lookedAt: number;

  @Field(() => Boolean, { description: 'Whether ConnectWise has more records than were looked at.' })
  isPartial: boolean;

  @Field(() => [String])
  sentences: string[];
}

@ObjectType('DirectionsPreviewPayload')
export class DirectionsPreviewPayload {
  @Field(() => DirectionsPreviewType, { nullable: true })
  preview?: DirectionsPreviewType | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@Resolver()
export class DirectionsPreviewResolver {
  constructor(private readonly service: DirectionsPreviewService) {}

  @Query(() => DirectionsPreviewPayload, {
    description:
      'What the next cycle will do once these directions are saved, counted on what ConnectWise holds now. Nothing is saved or sent. Problems: not_connected, not_directed.',
  })
  async fieldDirectionsPreview(
    @Ctx() context: Context,
    @Arg('input', () => [FieldDirectionInput]) input: FieldDirectionInput[],
  ): Promise<DirectionsPreviewPayload> {
    const { workspaceId } = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() => this.service.preview(workspaceId, input));
    return { preview: value ?? null, problems };
  }
}
