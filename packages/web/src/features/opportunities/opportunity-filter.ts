import type { StageKind } from '../../graphql/graphql.ts';

export type OpportunityFilter = {
  search?: string | undefined;
  stage?: string | undefined;
  kind?: StageKind | undefined;
  client?: string | undefined;
};
