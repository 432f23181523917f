import { counted } from '@causeway/shared/counted';
import { inWords, quoted } from './message.ts';

/** Values that a push fills in for ConnectWise's sake: nobody entered them here. */

/** A field in words, what it was filled in with, and the end of the sentence "Last name was filled in with "-", because …". */
export interface FilledInWords {
  label: string;
  value: string;
  because: string;
  /** It is the beginning of what was entered: "Name is cut to "Firewall", because …". */
  isCut?: true;
}

/** One sentence a reason, the fields of one reason together. */
export const filledInSentences = (filled: readonly FilledInWords[]): string[] =>
  [...Map.groupBy(filled, ({ because }) => because)].map(([because, all]) => {
    const [first, ...others] = all.map(({ label, value }) => ({ label, value: quoted(value) }));
    const done = all[0]?.isCut ? 'is cut to' : 'was filled in with';
    const to = all[0]?.isCut ? 'to' : 'with';
    const fields = [
      ...(first ? [`${capital(first.label)} ${done} ${first.value}`] : []),
      ...others.map(({ label, value }) => `${label} ${to} ${value}`),
    ];
    return `${inWords(fields)}, because ${because}.`;
  });

export const requiredThere = (): string => 'ConnectWise requires it';

/** Of a text of which the beginning alone is sent. */
export const longerThanThere = (): string => 'ConnectWise takes no more of it';

/** The settings have a default for it and name none. */
export const requiredAndNotChosen = (): string => 'ConnectWise requires it, and the settings name none';

export const firstThatFits = (): string => 'the settings name none, and it is the first in ConnectWise that fits';

export const defaultOfSettings = (): string => 'it is the default in the settings';

/** `word`: the field that it is made of. */
export const madeOf = (word: string): string => `ConnectWise requires it, and the ${word} stands for it`;

export const linesAreBilled = (): string => 'the lines of a quote are billed';

export const daysFromNow = (days: number): string =>
  `ConnectWise requires it, and the default in the settings is ${counted(days, 'day', 'days')} from today`;

/** The first contact of a company is made its default contact, and the primary one of its client where the CRM had none. */
export const madeDefaultContact = (
  contact: string,
  { filled, isPrimaryHere }: { filled: readonly FilledInWords[]; isPrimaryHere: boolean },
): string =>
  [
    `Made contact "${contact}" the default contact of its company in ConnectWise, which had none.`,
    isPrimaryHere ? 'It is the primary contact of its client here as well now.' : '',
    ...filledInSentences(filled),
  ]
    .filter(Boolean)
    .join(' ');

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
