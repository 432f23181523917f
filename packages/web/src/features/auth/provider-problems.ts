import { msg } from '@lingui/core/macro';
import { words } from '../../components/language/language.ts';

/** What the server says after a sign-in by provider that did not work, in sentences. */
const sentences = words({
  email_missing: msg`Your provider did not tell your e-mail, by which you are known here. Ask your administrator to let Causeway see it.`,
  email_unverified: msg`Your provider does not say that your e-mail is verified, so it is not taken for yours. Verify it there, then try again.`,
  domain_not_allowed: msg`People with your mail domain may not sign in to this workspace. Use your work account.`,
  linked_elsewhere: msg`Your e-mail belongs to somebody here who signs in with another account of the provider. Ask an administrator to remove them and invite you.`,
  deactivated: msg`You were deactivated in this workspace. Ask an administrator to activate you.`,
  no_role: msg`Your provider names nothing that gives you a role here. Ask your administrator.`,
  not_invited: msg`You are not in this workspace yet. Ask an administrator to invite you, then sign in again.`,
  no_provider: msg`This workspace has no such sign-in any more. Use your e-mail and password, or ask an administrator.`,
  unreachable: msg`The provider does not answer. Try again in a moment, or use your password.`,
  cancelled: msg`You did not sign in at the provider. Try again, or use your password.`,
  expired: msg`This sign-in took too long, or was begun in another browser. Begin again.`,
  invalid_answer: msg`The answer of the provider is not valid. Try again. If it happens again, tell your administrator.`,
} as const);

/** The sentence for a code in the address; none for what is not one of ours. */
export const sentenceOf = (problem: string | undefined): string | null =>
  Object.entries(sentences).find(([code]) => code === problem)?.[1] ?? null;
