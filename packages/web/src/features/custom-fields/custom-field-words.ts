import type { CustomFieldRecord, CustomFieldType } from '@causeway/shared/vocabulary';

export const recordWords: Record<CustomFieldRecord, string> = {
  client: 'Client',
  contact: 'Contact',
  opportunity: 'Opportunity',
  product: 'Product',
};

export const typeWords: Record<CustomFieldType, string> = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  checkbox: 'Checkbox',
  list: 'List of options',
};

/** The server's word in ours; one that is new here is shown as it is. */
export const wordOf = (words: Readonly<Record<string, string>>, word: string): string => words[word] ?? word;

export const choicesOf = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
