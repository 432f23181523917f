import type { TokenScope } from '@causeway/shared/vocabulary';
import { RefusedCaller } from '../access-refused.ts';
import { AppError } from '../errors.ts';
import type { Context } from './context.ts';

const areas: Record<TokenScope, string> = {
  audit: 'the audit log, runs, issues and figures',
  crm: 'clients, contacts, products, opportunities and quotes',
  settings: 'the settings of the integration',
  retry: 'retrying and settling issues',
};

/** Throws AppError "forbidden" when a token was made without this area. People are bound by their role alone. */
export function requireScope({ actor }: Pick<Context, 'actor'>, scope: TokenScope): void {
  if (!actor?.scopes || actor.scopes.includes(scope)) return;
  throw new AppError(
    'forbidden',
    `This token has not the scope "${scope}" (${areas[scope]}); it has ${actor.scopes.join(', ') || 'none'}. Make one that has it under Settings → API access.`,
    { needed: scope, scopes: actor.scopes },
    { cause: new RefusedCaller(actor) },
  );
}
