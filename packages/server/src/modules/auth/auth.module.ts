import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import type { Logger } from '../../platform/logger.ts';
import { WorkspaceQueries } from '../workspace/workspace.queries.ts';
import { isKnownOrigin } from './access/access-settings.queries.ts';
import { AccessSettingsResolver } from './access/access-settings.resolver.ts';
import { ApiTokenResolver } from './api-token.resolver.ts';
import { ApiTokenService } from './api-token.service.ts';
import { AuthResolver } from './auth.resolver.ts';
import { AuthService } from './auth.service.ts';
import { FirstStartResolver } from './first-start/first-start.resolver.ts';
import { FirstStartService } from './first-start/first-start.service.ts';
import { InvitationResolver } from './people/invitation.resolver.ts';
import { type InvitationMail, InvitationService } from './people/invitation.service.ts';
import { PeopleResolver } from './people/people.resolver.ts';
import { PeopleService } from './people/people.service.ts';
import { ProfileResolver } from './people/profile.resolver.ts';
import { ProfileService } from './people/profile.service.ts';
import { SessionAnswer } from './session-answer.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import { ViewerService } from './viewer.service.ts';

export interface AuthDeps {
  database: Database;
  clock: Clock;
  /** Address that browsers use, without a slash at the end; invitations lead there. */
  publicUrl: string;
  /** Where invitations are mailed; without it their link is shown alone. */
  mail?: InvitationMail;
  logger?: Pick<Logger, 'warn'>;
}

/** What a request may carry to say who asks. */
export interface Credentials {
  sessionToken: string | null;
  bearerToken: string | null;
  /** The network address that they came from. */
  address?: string | null;
}

export interface Auth {
  auth: AuthService;
  people: PeopleService;
  firstStart: FirstStartService;
  tokens: ApiTokenService;
  workspaces: WorkspaceQueries;
  /** The actor, or null. A bearer token that is given decides alone, also when it is worth nothing. */
  authenticate(credentials: Credentials): Promise<Actor | null>;
  /** Whether any workspace lets pages of this address ask. */
  isKnownOrigin(origin: string): Promise<boolean>;
  resolvers: object[];
}

export function createAuth({ database, clock, publicUrl, mail, logger }: AuthDeps): Auth {
  const workspaces = new WorkspaceQueries();
  const auth = new AuthService(database, clock, new SignInThrottle(database), logger);
  const tokens = new ApiTokenService(database, clock);
  const viewers = new ViewerService(database, workspaces);
  const answer = new SessionAnswer(viewers);
  const firstStart = new FirstStartService(database, auth);
  const people = new PeopleService(auth);
  const invitations = new InvitationService({
    database,
    clock,
    auth,
    publicUrl,
    workspaces,
    ...(mail ? { mail } : {}),
  });
  return {
    auth,
    people,
    firstStart,
    tokens,
    workspaces,
    isKnownOrigin: (origin) => database.acrossWorkspaces((tx) => isKnownOrigin(tx, origin)),
    authenticate: async ({ sessionToken, bearerToken, address = null }) => {
      if (bearerToken !== null) return tokens.byToken(bearerToken, address);
      return sessionToken === null ? null : auth.bySession(sessionToken);
    },
    resolvers: [
      new AuthResolver(auth, viewers, workspaces, answer),
      new ApiTokenResolver(tokens),
      new AccessSettingsResolver(),
      new FirstStartResolver(firstStart, answer),
      new PeopleResolver(people),
      new InvitationResolver(invitations, answer),
      new ProfileResolver(new ProfileService()),
    ],
  };
}
