import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import { WorkspaceQueries } from '../workspace/workspace.queries.ts';
import { ApiTokenResolver } from './api-token.resolver.ts';
import { ApiTokenService } from './api-token.service.ts';
import { AuthResolver } from './auth.resolver.ts';
import { AuthService } from './auth.service.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import { ViewerService } from './viewer.service.ts';

export interface AuthDeps {
  database: Database;
  clock: Clock;
}

/** What a request may carry to say who asks. */
export interface Credentials {
  sessionToken: string | null;
  bearerToken: string | null;
}

export interface Auth {
  auth: AuthService;
  tokens: ApiTokenService;
  workspaces: WorkspaceQueries;
  /** The actor, or null. A bearer token that is given decides alone, also when it is worth nothing. */
  authenticate(credentials: Credentials): Promise<Actor | null>;
  resolvers: object[];
}

export function createAuth({ database, clock }: AuthDeps): Auth {
  const workspaces = new WorkspaceQueries();
  const auth = new AuthService(database, clock, new SignInThrottle(database));
  const tokens = new ApiTokenService(database, clock);
  const viewers = new ViewerService(database, workspaces);
  return {
    auth,
    tokens,
    workspaces,
    authenticate: async ({ sessionToken, bearerToken }) => {
      if (bearerToken !== null) return tokens.byToken(bearerToken);
      return sessionToken === null ? null : auth.bySession(sessionToken);
    },
    resolvers: [new AuthResolver(auth, viewers, workspaces), new ApiTokenResolver(tokens)],
  };
}
