import type { FieldChange } from '../../audit/diff.ts';
import { type FilledInWords, filledInSentences } from './filled-in.messages.ts';
import { shortened } from './message.ts';

/** Descriptions of audit rows about single lines of an opportunity in ConnectWise. */

/** `price`: null where ConnectWise makes it of the parts of a bundle. */
export const addedLine = ({ description, quantity, price }: SentLine, filled: readonly FilledInWords[]): string =>
  [
    `Added line "${description}", ${quantity} at ${price ?? 'the price of its parts'}.`,
    ...filledInSentences(filled),
  ].join(' ');

export const foundLine = ({ description }: Pick<SentLine, 'description'>): string =>
  `Found line "${description}" in ConnectWise, where an earlier push had added it.`;

/** A line that was edited in ConnectWise, or on the quote since; `edited` names what differed, from what to what. */
export const changedLine = (name: string, edited: readonly FieldChange[]): string =>
  `Changed line "${name}" to that of the quote: ${edited.map(editWords(name)).join(', ')}.`;

const editWords =
  (name: string) =>
  ({ field, from, to }: FieldChange): string =>
    `${field.startsWith(`${name}: `) ? field.slice(name.length + 2) : field} ${lineValue(from)} → ${lineValue(to)}`;

export const removedLine = (name: string): string => `Removed line "${name}", which is not ordered any more.`;

export const replacedLine = (name: string): string =>
  `Removed line "${name}", which stands for another product now; it is added anew.`;

export const replacedBundle = (name: string): string =>
  `Removed line "${name}" with its parts, which have changed since; it is added anew.`;

const lineValue = (value: unknown): string => (value === null || value === '' ? 'none' : shortened(String(value)));

export interface SentLine {
  description: string;
  quantity: string;
  price: string | number | null;
}
