import type { CustomFieldRecord, CustomFieldType } from '@causeway/shared/vocabulary';
import { msg } from '@lingui/core/macro';
import { words } from '../../components/language/language.ts';

export const recordWords: Record<CustomFieldRecord, string> = words({
  client: msg`Client`,
  contact: msg`Contact`,
  opportunity: msg`Opportunity`,
  product: msg`Product`,
});

export const typeWords: Record<CustomFieldType, string> = words({
  text: msg`Text`,
  number: msg`Number`,
  date: msg`Date`,
  checkbox: msg`Checkbox`,
  list: msg`List of options`,
});

/** The server's word in ours; one that is new here is shown as it is. */
export const wordOf = (words: Readonly<Record<string, string>>, word: string): string => words[word] ?? word;

export const choicesOf = (words: Readonly<Record<string, string>>): { value: string; label: string }[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
