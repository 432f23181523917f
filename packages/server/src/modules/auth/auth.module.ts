import type { Express } from 'express';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/database/database.ts';
import type { Actor } from '../../platform/graphql/context.ts';
import type { Logger } from '../../platform/logger.ts';
import type { SecretBox } from '../../platform/secrets.ts';
import { WorkspaceQueries } from '../workspace/workspace.queries.ts';
import { isKnownOrigin } from './access/access-settings.queries.ts';
import { AccessSettingsResolver } from './access/access-settings.resolver.ts';
import { ApiTokenResolver } from './api-token.resolver.ts';
import { ApiTokenService } from './api-token.service.ts';
import { AuthResolver } from './auth.resolver.ts';
import { AuthService } from './auth.service.ts';
import { FirstStartResolver } from './first-start/first-start.resolver.ts';
import { FirstStartService } from './first-start/first-start.service.ts';
import { PasswordMail } from './password-reset/password-mail.ts';
import { PasswordResetResolver } from './password-reset/password-reset.resolver.ts';
import { PasswordResetService } from './password-reset/password-reset.service.ts';
import { InvitationResolver } from './people/invitation.resolver.ts';
import { type InvitationMail, InvitationService } from './people/invitation.service.ts';
import { PeopleResolver } from './people/people.resolver.ts';
import { PeopleService } from './people/people.service.ts';
import { ProfileResolver } from './people/profile.resolver.ts';
import { ProfileService } from './people/profile.service.ts';
import { OidcClient } from './provider/oidc-client.ts';
import type { OutboundHttp } from './provider/outbound-http.ts';
import { ProviderResolver } from './provider/provider.resolver.ts';
import { providerRoutes } from './provider/provider.route.ts';
import { CALLBACK_PATH } from './provider/provider-paths.ts';
import { ProviderSettings } from './provider/provider-settings.service.ts';
import { ProviderSignIn } from './provider/provider-sign-in.ts';
import { FactorCheck } from './second-factor/factor-check.ts';
import { FactorMail } from './second-factor/factor-mail.ts';
import { SecondFactorResolver } from './second-factor/second-factor.resolver.ts';
import { SecondFactorService } from './second-factor/second-factor.service.ts';
import { SecondStep } from './second-factor/second-step.ts';
import { SessionAnswer } from './session-answer.ts';
import { SignInThrottle } from './sign-in-throttle.ts';
import { ViewerService } from './viewer.service.ts';
import { WorkspaceSwitchResolver } from './workspaces/workspace-switch.resolver.ts';
import { WorkspaceSwitch } from './workspaces/workspace-switch.service.ts';

export interface AuthDeps {
  database: Database;
  clock: Clock;
  secrets: SecretBox;
  /** Address that browsers use, without a slash at the end; invitations lead there. */
  publicUrl: string;
  /** Where invitations are mailed; without it their link is shown alone. */
  mail?: InvitationMail;
  logger?: Pick<Logger, 'warn' | 'error'>;
  /** The way to providers of sign-ins; commands go none. */
  outbound?: OutboundHttp;
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
  throttle: SignInThrottle;
  people: PeopleService;
  firstStart: FirstStartService;
  secondFactors: SecondFactorService;
  tokens: ApiTokenService;
  workspaces: WorkspaceQueries;
  /** The actor, or null. A bearer token that is given decides alone, also when it is worth nothing. */
  authenticate(credentials: Credentials): Promise<Actor | null>;
  /** Whether any workspace lets pages of this address ask. */
  isKnownOrigin(origin: string): Promise<boolean>;
  resolvers: object[];
  /** Until what was begun is done. */
  close(): Promise<void>;
  routes: Array<(app: Express) => void>;
}

export function createAuth(deps: AuthDeps): Auth {
  const { database, clock, secrets, publicUrl, mail, logger, outbound = noWayOut } = deps;
  const workspaces = new WorkspaceQueries();
  const throttle = new SignInThrottle(database);
  const check = new FactorCheck({ clock, secrets });
  const step = new SecondStep({ database, clock, check, throttle, logger });
  const auth = new AuthService(database, clock, throttle, step, logger);
  const factorMail = new FactorMail({ mail, workspaces, publicUrl });
  const secondFactors = new SecondFactorService({ database, workspaces, check, step, mail: factorMail });
  const tokens = new ApiTokenService(database, clock);
  const viewers = new ViewerService(database, workspaces);
  const answer = new SessionAnswer(viewers, auth);
  const firstStart = new FirstStartService(database, auth);
  const people = new PeopleService(auth);
  const client = new OidcClient(outbound, `${publicUrl}${CALLBACK_PATH}`);
  const settings = new ProviderSettings({ database, secrets, client, outbound });
  const byProvider = new ProviderSignIn({ database, clock, secrets, client, settings, auth, people, logger });
  const workspaceSwitch = new WorkspaceSwitch(database, auth);
  const passwordMail = new PasswordMail({ mail, workspaces, publicUrl });
  const passwordResets = new PasswordResetService({ database, clock, throttle, mail: passwordMail, logger });
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
    throttle,
    people,
    firstStart,
    secondFactors,
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
      new PasswordResetResolver(passwordResets),
      new ProfileResolver(new ProfileService(), workspaceSwitch),
      new WorkspaceSwitchResolver(workspaceSwitch, answer),
      new SecondFactorResolver(secondFactors),
      new ProviderResolver(settings, publicUrl),
    ],
    close: () => passwordResets.settled(),
    routes: [providerRoutes(byProvider, { isHttps: publicUrl.startsWith('https:') })],
  };
}

const noWayOut: OutboundHttp = {
  reasonAgainst: () => 'This program speaks with no provider.',
  fetch: () => Promise.reject(new Error('This program speaks with no provider.')),
};
