import { Field, ObjectType } from 'type-graphql';
import { type Problem, ProblemsError } from '../errors.ts';

@ObjectType('Problem', {
  description:
    'One thing the user can mend: a stable code, the input field it belongs to (dotted path) and a sentence that says what to do.',
})
export class ProblemType implements Problem {
  @Field(() => String)
  code: string;

  @Field(() => String, { nullable: true })
  field?: string | null;

  @Field(() => String)
  message: string;
}

/** Runs a mutation's work; refused input comes back as problems, everything else is thrown on. */
export async function problemsOf<T>(work: () => Promise<T>): Promise<{ value?: T; problems: Problem[] }> {
  try {
    return { value: await work(), problems: [] };
  } catch (error) {
    if (error instanceof ProblemsError) return { problems: error.problems };
    throw error;
  }
}
