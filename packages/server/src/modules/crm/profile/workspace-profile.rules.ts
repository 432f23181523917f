import { webAddressRule } from '@causeway/shared/web-address';
import type { Problem } from '../../../platform/errors.ts';
import type { Paper, WorkspaceProfileFields } from './workspace-profile.queries.ts';

export const MAX_LOGO_BYTES = 512 * 1024;
/** A larger one takes long to print, on each quote. */
const MAX_LOGO_SIDE = 2_000;

/** Where paper is Letter: the currencies of North and parts of Central and South America. All others print on A4. */
const LETTER_CURRENCIES = ['USD', 'CAD', 'MXN', 'PHP', 'COP', 'CLP', 'CRC', 'DOP', 'GTQ', 'PAB', 'VES'];

export const paperOf = ({ paper, currency }: Pick<WorkspaceProfileFields, 'paper' | 'currency'>): Paper =>
  paper ?? (LETTER_CURRENCIES.includes(currency) ? 'letter' : 'a4');

const lengths = { name: 200, address: 500, phone: 50, website: 200, taxNumber: 50, quoteTerms: 5_000 } as const;
const words = {
  name: 'name',
  address: 'address',
  phone: 'phone number',
  website: 'website',
  taxNumber: 'tax number',
  quoteTerms: 'terms of quotes',
} as const;

/** What is wrong with a profile; none when it can be stored. */
export function profileProblems(profile: WorkspaceProfileFields): Problem[] {
  const problems: Problem[] = [];
  if (profile.name === '')
    problems.push({
      code: 'required',
      field: 'name',
      message: 'Enter the name of the workspace: quotes are made in it.',
    });
  for (const field of ['name', 'address', 'phone', 'website', 'taxNumber', 'quoteTerms'] as const)
    if (profile[field].length > lengths[field])
      problems.push({
        code: 'too_long',
        field,
        message: `The ${words[field]} may have ${lengths[field].toLocaleString('en')} characters.`,
      });
  if (profile.website !== '' && !webAddressRule.pattern.test(profile.website))
    problems.push({ code: 'invalid', field: 'website', message: webAddressRule.message });
  if (!Intl.supportedValuesOf('currency').includes(profile.currency))
    problems.push({
      code: 'invalid',
      field: 'currency',
      message: `"${profile.currency}" is not a currency. Enter its three letters, such as USD or EUR.`,
    });
  const days = profile.quoteValidDays;
  if (days !== null && (!Number.isInteger(days) || days < 1 || days > 365))
    problems.push({ code: 'out_of_range', field: 'quoteValidDays', message: 'A quote is valid for 1 to 365 days.' });
  return problems;
}

export const logoTooLarge = (): Problem => ({
  code: 'file_too_large',
  field: 'file',
  message: 'A logo may have 512 kB. Save it smaller.',
});

/** What kind of picture these bytes are, by what they begin with, whatever their name says; or what is wrong with them. */
export function logoOf(data: Buffer): { type: 'image/png' | 'image/jpeg' } | { problem: Problem } {
  const refused = (code: string, message: string) => ({ problem: { code, field: 'file', message } });
  if (data.length > MAX_LOGO_BYTES) return { problem: logoTooLarge() };
  const type = pictureTypeOf(data);
  if (!type) return refused('file_type', 'A logo is a PNG or JPEG picture.');
  if (type === 'image/png' && data.length >= 24) {
    const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)];
    if (width === 0 || height === 0 || width > MAX_LOGO_SIDE || height > MAX_LOGO_SIDE)
      return refused('file_too_large', `A logo may be ${MAX_LOGO_SIDE.toLocaleString('en')} points wide and high.`);
  }
  return { type };
}

/** By what the bytes begin with; null for anything but a PNG or JPEG picture. */
export function pictureTypeOf(data: Buffer): 'image/png' | 'image/jpeg' | null {
  if (data.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png';
  return data.length > 3 && data[0] === 0xff && data[1] === 0xd8 && data[2] === 0xff ? 'image/jpeg' : null;
}
