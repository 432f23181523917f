import { z } from 'zod';
import { connectWiseLengths } from '../connectwise-lengths.ts';
import { customFieldValues } from './custom-field.ts';
import { phoneRule, versionField } from './fields.ts';
import { flag, neededReference, neededText, rulesOf, text } from './plain-fields.ts';

// A browser would fill in the person who works here.
const autoComplete = 'off';

const longest = connectWiseLengths.contact;

export const contactGroups = {
  contact: {
    legend: 'Contact',
    fields: {
      firstName: neededText('First name', { max: longest.firstName, autoComplete }),
      lastName: text('Last name', { max: longest.lastName, autoComplete }),
      clientId: neededReference('Client', {
        message: 'Choose the client that this contact belongs to.',
        select: 'id name',
      }),
      title: text('Job title', { max: longest.title, autoComplete }),
      email: text('E-mail', {
        what: 'the e-mail address',
        max: longest.communication,
        matches: {
          pattern: /^[^\s@]+@[^\s@]+\.[^\s@]+$/,
          message: 'Enter an e-mail address such as ana@example.com, or leave it empty.',
        },
        type: 'email',
        autoComplete,
      }),
      phone: text('Phone', { what: 'the phone number', max: 50, matches: phoneRule, type: 'tel', autoComplete }),
      phoneExtension: text('Extension', { max: longest.extension, autoComplete, about: 'Of the phone number.' }),
      mobile: text('Mobile', { what: 'the mobile number', max: 50, matches: phoneRule, type: 'tel', autoComplete }),
    },
  },
  status: {
    legend: 'Status',
    fields: {
      isPrimary: flag('Primary contact of the client', {
        startsAs: false,
        description: 'Used where an opportunity names no contact',
      }),
      isActive: flag('Active', {
        startsAs: true,
        description: 'Inactive contacts stay, but are not offered any more',
      }),
    },
  },
};

/** The plain fields of a contact. */
export const contactFields = { ...contactGroups.contact.fields, ...contactGroups.status.fields };

/** A missing switch means the usual: not the primary contact, and active. */
export const contactForm = z.object({
  ...rulesOf(contactFields),
  customFields: customFieldValues,
  version: versionField,
});

export type ContactForm = z.output<typeof contactForm>;
