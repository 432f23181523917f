import { Ctx, Field, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import type { CompanyStandings } from './company-standings.service.ts';

@ObjectType('CompanyStanding', { description: 'Companies that are inactive or not approved in ConnectWise.' })
export class CompanyStandingType {
  @Field(() => String)
  statusId: string;

  @Field(() => String)
  label: string;

  @Field(() => Int)
  count: number;
}

@Resolver()
export class CompanyStandingsResolver {
  constructor(private readonly standings: CompanyStandings) {}

  @Query(() => [CompanyStandingType], {
    description: 'How many companies are inactive or not approved, as ConnectWise counts them now, to be asked about.',
  })
  companyStandings(@Ctx() context: Context): Promise<CompanyStandingType[]> {
    const { workspaceId } = requireRole(context, 'support');
    return this.standings.list(workspaceId);
  }
}
