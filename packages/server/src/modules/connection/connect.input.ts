import { z } from 'zod';
import { ProblemsError } from '../../platform/errors.ts';

const key = (what: string) =>
  z
    .string()
    .trim()
    .min(1, `Enter the ${what}.`)
    .max(200, `The ${what} is too long to be one. Copy it again from ConnectWise.`)
    .regex(/^[\x21-\x7e]*$/, `The ${what} holds blanks or characters that no key has. Copy it again from ConnectWise.`);

const form = z.object({
  siteUrl: z
    .string()
    .trim()
    .min(1, 'Enter your ConnectWise site, for example na.myconnectwise.net.')
    .max(500, 'The site URL is too long.'),
  loginCompany: z
    .string()
    .trim()
    .min(1, 'Enter the company that you type when you sign in to ConnectWise.')
    .max(100, 'The company is too long to be one.')
    .regex(
      /^[^\p{Cc}+:/\\?#]*$/u,
      'The company must not hold + : / \\ ? or #. Enter the one that you type when you sign in to ConnectWise.',
    ),
  publicKey: key('public key').refine(
    (text) => !text.includes(':'),
    'The public key must not hold a colon. Copy it again from ConnectWise.',
  ),
  privateKey: key('private key'),
  clientId: z
    .string()
    .trim()
    .regex(/^[0-9a-f-]{0,60}$/i, 'A client ID looks like 3f2504e0-4f89-11d3-9a0c-0305e82c3301.')
    .nullish()
    .transform((text) => text || null),
});

export type AccountInput = z.infer<typeof form>;

/** Trims and checks what was entered; throws ProblemsError with one problem a field. Values never appear in a message. */
export function parseAccount(input: unknown): AccountInput {
  const parsed = form.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ProblemsError(
    parsed.error.issues.map((issue) => {
      const field = issue.path.join('.');
      return { code: field === 'siteUrl' ? 'invalid_url' : 'invalid_input', field, message: issue.message };
    }),
  );
}
