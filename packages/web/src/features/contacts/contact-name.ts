/** First and last name, whichever there is. */
export const contactName = (contact: { firstName: string; lastName?: string | null | undefined }): string =>
  [contact.firstName, contact.lastName].filter(Boolean).join(' ');
