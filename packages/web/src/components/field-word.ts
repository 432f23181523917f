import { inSentence } from './language/language.ts';
import { sharedFormWords } from './shared-form-words.ts';

/** A field that the server names in English, in the language that is spoken, as far as it has a word there: "phone". */
export function fieldWord(english: string): string {
  const known = sharedFormWords[english.charAt(0).toUpperCase() + english.slice(1)];
  return known ? inSentence(known) : english;
}
