import { z } from 'zod';
import { customFieldValues } from './custom-field.ts';
import { chosenId, optionalText, phoneRule, requiredText, versionField } from './fields.ts';

/** A missing switch means the usual: not the primary contact, and active. */
export const contactForm = z.object({
  clientId: chosenId('Choose the client that this contact belongs to.'),
  firstName: requiredText({ what: 'the first name', max: 100 }),
  lastName: optionalText({ what: 'the last name', max: 100 }),
  email: optionalText(
    { what: 'the e-mail address', max: 250 },
    {
      pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
      message: 'Enter an e-mail address such as ana@example.com, or leave it empty.',
    },
  ),
  phone: optionalText({ what: 'the phone number', max: 50 }, phoneRule),
  phoneExtension: optionalText({ what: 'the extension', max: 15 }),
  mobile: optionalText({ what: 'the mobile number', max: 50 }, phoneRule),
  title: optionalText({ what: 'the job title', max: 100 }),
  isPrimary: z.preprocess((value) => value ?? false, z.boolean()),
  isActive: z.preprocess((value) => value ?? true, z.boolean()),
  customFields: customFieldValues,
  version: versionField,
});

export type ContactForm = z.output<typeof contactForm>;
