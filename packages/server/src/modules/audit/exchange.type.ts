import { Field, Int, ObjectType } from 'type-graphql';
import { DateTimeScalar } from '../../platform/graphql/scalars.ts';

/** The same as it lies in the row: its time is text there. */
export type KeptExchange = Omit<ConnectWiseExchange, 'at'> & { at: string };

@ObjectType({
  description:
    'One request to ConnectWise and its answer: without keys, headers and the bytes of files, each body cut to 8 kB.',
})
export class ConnectWiseExchange {
  @Field(() => DateTimeScalar)
  at: Date;

  @Field(() => String)
  method: string;

  @Field(() => String, { description: "Below ConnectWise's `apis/3.0`, with its query." })
  path: string;

  @Field(() => Int, { nullable: true, description: 'Null when no answer came.' })
  status: number | null;

  @Field(() => Int)
  durationMs: number;

  @Field(() => String, { nullable: true, description: "ConnectWise's own ID of the request." })
  requestId: string | null;

  @Field(() => String, { nullable: true, description: 'The body that was sent; null without one.' })
  request: string | null;

  @Field(() => String, { nullable: true, description: 'The body that came back; null when no answer came.' })
  answer: string | null;

  @Field(() => String, { nullable: true, description: 'Why no answer came.' })
  failure: string | null;
}
