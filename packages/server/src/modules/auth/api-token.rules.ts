import { type TokenScope, tokenScopes } from '@causeway/shared/vocabulary';
import type { Problem } from '../../platform/errors.ts';
import type { CreateApiTokenInput } from './api-token.type.ts';

const DAY_MS = 86_400_000;

/** How long a token lives when nothing is said. */
export const USUAL_DAYS = 90;

/** What a token of a role could do before there were scopes. */
const scopesOfRole: Partial<Record<string, readonly TokenScope[]>> = {
  viewer: ['audit', 'crm', 'settings'],
  support: tokenScopes,
};

export interface TokenPlan {
  name: string;
  scopes: readonly TokenScope[];
  /** What its mutations are checked against: support for one that may retry. */
  role: 'support' | 'viewer';
  expiresAt: Date;
}

/** A token as it would be made, with what is wrong about it. */
export function planToken(
  { name, role, scopes, expiresAt }: CreateApiTokenInput,
  { now, maxDays }: { now: Date; maxDays: number },
): { plan: TokenPlan; problems: Problem[] } {
  const problems: Problem[] = [];
  const fault = (field: string, message: string) => problems.push({ code: 'invalid', field, message });
  const trimmed = name.trim();
  if (trimmed.length < 1 || trimmed.length > 100) fault('name', 'Give the token a name of 1 to 100 characters.');
  if (role === 'admin' || role === 'sales')
    fault('role', 'A token can read, or work as support; not as administrator or sales.');
  const wanted = scopes ?? scopesOfRole[role ?? ''] ?? [];
  if (wanted.length === 0 && problems.length === 0)
    fault('scopes', 'Choose what the token may do, at least one scope.');
  const latest = new Date(now.getTime() + maxDays * DAY_MS);
  if (expiresAt && expiresAt <= now) fault('expiresAt', 'Choose an end in the future.');
  // A minute of patience for what was reckoned by another clock.
  if (expiresAt && expiresAt.getTime() > latest.getTime() + 60_000)
    fault(
      'expiresAt',
      `A token lives for at most ${days(maxDays)}. Choose an end before ${latest.toISOString().slice(0, 10)}.`,
    );
  const usual = new Date(now.getTime() + Math.min(USUAL_DAYS, maxDays) * DAY_MS);
  const unique = tokenScopes.filter((scope) => wanted.includes(scope));
  return {
    plan: {
      name: trimmed,
      scopes: unique,
      role: unique.includes('retry') ? 'support' : 'viewer',
      expiresAt: expiresAt ?? usual,
    },
    problems,
  };
}

/** The end of a token that takes another one's place: as long as that one was made for, at most the longest allowed. */
export function endOfSuccessor(
  { createdAt, expiresAt }: { createdAt: Date; expiresAt: Date | null },
  { now, maxDays }: { now: Date; maxDays: number },
): Date {
  const life = expiresAt ? expiresAt.getTime() - createdAt.getTime() : USUAL_DAYS * DAY_MS;
  return new Date(now.getTime() + Math.min(life, maxDays * DAY_MS));
}

const days = (count: number): string => `${count.toLocaleString('en-US')} day${count === 1 ? '' : 's'}`;
