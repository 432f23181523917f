import type { SyncMode } from '@causeway/shared/vocabulary';
import { Arg, Ctx, Field, InputType, Int, Mutation, ObjectType, Query, Resolver } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { SyncModeEnum } from '../../../platform/graphql/enums.ts';
import { ProblemType, problemsOf } from '../../../platform/graphql/problem.type.ts';
import { DateTimeScalar } from '../../../platform/graphql/scalars.ts';
import type { CatchUpWish, ModeService } from './mode.service.ts';

@ObjectType('ModePreview', { description: 'What will happen once this is the mode: later events only.' })
export class ModePreviewType {
  @Field(() => SyncModeEnum)
  mode: SyncMode;

  @Field(() => [String])
  sentences: string[];

  @Field(() => Int, { description: 'Linked records that were changed here and not sent.' })
  unpushedEdits: number;

  @Field(() => Int, { description: 'Records made here that are not in ConnectWise and that the mode could send.' })
  newHere: number;

  @Field(() => Int, {
    description: 'Records that a mode skipped, or whose changes it skipped, and that this one lets in.',
  })
  skippedByMode: number;

  @Field(() => Int, { description: 'Pushes that wait and that the mode holds.' })
  heldPushes: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Records that changed in ConnectWise since they were last looked at; null when it could not be asked.',
  })
  incoming: number | null;

  @Field(() => DateTimeScalar, { nullable: true })
  nextPullAt: Date | null;
}

@ObjectType('ModePreviewPayload')
export class ModePreviewPayload {
  @Field(() => ModePreviewType, { nullable: true })
  preview: ModePreviewType | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@InputType('CatchUpInput')
export class CatchUpInput implements CatchUpWish {
  @Field(() => Boolean, { defaultValue: true, description: 'Sends edits of linked records that were not sent.' })
  edits: boolean;

  @Field(() => Boolean, { defaultValue: false, description: 'Sends records that were made here and never sent.' })
  newRecords: boolean;

  @Field(() => Boolean, { defaultValue: true, description: 'Takes in what a mode skipped.' })
  changes: boolean;
}

@ObjectType('CatchUpPayload', { description: 'How many records were asked for; they follow one by one.' })
export class CatchUpPayload {
  @Field(() => Int)
  edits: number;

  @Field(() => Int)
  newRecords: number;

  @Field(() => Int)
  changes: number;

  @Field(() => [ProblemType])
  problems: Problem[];
}

@Resolver()
export class ModeResolver {
  constructor(private readonly modes: ModeService) {}

  @Query(() => ModePreviewPayload)
  async modePreview(
    @Ctx() context: Context,
    @Arg('mode', () => SyncModeEnum, { nullable: true, description: 'Left out: the mode in force.' })
    mode: SyncMode | null,
  ): Promise<ModePreviewPayload> {
    const { workspaceId } = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() => this.modes.preview(workspaceId, mode ?? null));
    return { preview: value ?? null, problems };
  }

  @Mutation(() => CatchUpPayload, {
    description: 'Makes up for what earlier modes left, as far as the mode in force lets it through.',
  })
  async catchUp(
    @Ctx() context: Context,
    @Arg('input', () => CatchUpInput) input: CatchUpInput,
  ): Promise<CatchUpPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) => this.modes.catchUp(tx, actor, input)),
    );
    return { edits: 0, newRecords: 0, changes: 0, ...value, problems };
  }
}
