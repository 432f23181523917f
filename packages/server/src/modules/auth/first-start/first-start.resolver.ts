import { Arg, Ctx, Mutation, Query, Resolver } from 'type-graphql';
import type { Context } from '../../../platform/graphql/context.ts';
import type { SessionAnswer } from '../session-answer.ts';
import { SignInPayload } from '../viewer.type.ts';
import type { FirstStartService } from './first-start.service.ts';
import { SetUpInput } from './first-start.type.ts';

@Resolver()
export class FirstStartResolver {
  constructor(
    private readonly firstStart: FirstStartService,
    private readonly answer: SessionAnswer,
  ) {}

  @Query(() => Boolean, { description: 'True until the first workspace is made: the set-up page is open.' })
  needsSetUp(): Promise<boolean> {
    return this.firstStart.isOpen();
  }

  @Mutation(() => SignInPayload, {
    description: 'Makes the first workspace and its administrator, and signs them in. Works once.',
  })
  setUp(@Arg('input', () => SetUpInput) input: SetUpInput, @Ctx() context: Context): Promise<SignInPayload> {
    return this.answer.signedIn(context, (caller) => this.firstStart.setUp(input, caller));
  }
}
