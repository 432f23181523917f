import { Field, ID, InputType, ObjectType } from 'type-graphql';
import type { Problem } from '../../../platform/errors.ts';
import { ProblemType } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';

/** Lists whose filters can be kept. */
export const viewedPages = [
  'audit',
  'clients',
  'contacts',
  'products',
  'opportunities',
  'quotes',
  'links',
  'conflicts',
  'runs',
  'security',
] as const;

@ObjectType({ description: 'Filters of a list under a name.' })
export class SavedView {
  @Field(() => ID)
  id: Id;

  @Field(() => String)
  name: string;

  @Field(() => String, { description: 'What the web app puts into the address: a JSON object.' })
  search: string;

  @Field(() => Boolean, { description: 'Whether everybody in the workspace has it.' })
  isShared: boolean;

  @Field(() => Boolean, { description: 'Whether the person who asks made it.' })
  isMine: boolean;

  @Field(() => String)
  ownerName: string;
}

@InputType()
export class SavedViewInput {
  @Field(() => String, {
    description:
      'The list: "audit", "clients", "contacts", "products", "opportunities", "quotes", "links", "conflicts", "runs" or "security".',
  })
  page: string;

  @Field(() => String)
  name: string;

  @Field(() => String)
  search: string;

  @Field(() => Boolean, { defaultValue: false })
  isShared: boolean;
}

@ObjectType()
export class SavedViewPayload {
  @Field(() => SavedView, { nullable: true })
  view: SavedView | null;

  @Field(() => [ProblemType])
  problems: Problem[];
}
