import type { Refusal } from './admission.rules.ts';

type Who = { who: string; provider: string };

/** What the security log says of a sign-in that was refused. */
const descriptions: Record<Refusal, (refused: Who) => string> = {
  email_missing: ({ provider }) => `${provider} vouched for somebody without telling their e-mail.`,
  email_unverified: ({ who, provider }) => `${who} was refused: ${provider} does not say that the e-mail is verified.`,
  domain_not_allowed: ({ who, provider }) => `${who} was refused: the mail domain may not sign in with ${provider}.`,
  linked_elsewhere: ({ who, provider }) =>
    `${who} was refused: the person of this e-mail is linked to another account at ${provider}.`,
  deactivated: ({ who, provider }) => `${who} was refused with ${provider}: the person is deactivated.`,
  no_role: ({ who, provider }) => `${who} was refused: what ${provider} says of them fits no role.`,
  not_invited: ({ who, provider }) => `${who} was refused with ${provider}: nobody has invited them.`,
};

export const descriptionOf = (why: Refusal, refused: Who): string => descriptions[why](refused);
