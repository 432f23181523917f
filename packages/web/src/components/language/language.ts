import { i18n, type MessageDescriptor, type Messages } from '@lingui/core';
import { TransNoContext } from '@lingui/react/server';
import { createElement, type ReactElement, useSyncExternalStore } from 'react';

// One file, since all of it is needed with the first page: as files of their own its parts cost that page a request each.

/** What the app speaks, each by its own name. */
export const languages = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof languages;

const keptAs = 'causeway-language';
export const isLanguage = (name: string | null | undefined): name is Language => Object.hasOwn(languages, name ?? '');

/** English stands in the code. Another language has a catalogue for each feature, which comes with the feature's first page. */
const catalogues = import.meta.glob<{ messages: Messages }>('../../locales/*/*.po');
const wanted = new Set(['app', 'components']);
i18n.loadAndActivate({ locale: 'en', messages: {} });

async function load(language: string, feature: string): Promise<void> {
  const catalogue = catalogues[`../../locales/${language}/${feature}.po`];
  if (catalogue) i18n.load(language, (await catalogue()).messages);
}

/** The code of a page together with the words of its feature. */
export async function withWords<T>(feature: string, code: Promise<T>): Promise<T> {
  wanted.add(feature);
  const [page] = await Promise.all([code, load(i18n.locale, feature)]);
  return page;
}

/** Changes the language once the words of everything seen so far are there. */
export async function speak(language: Language): Promise<void> {
  await Promise.all([...wanted].map((feature) => load(language, feature)));
  i18n.activate(language);
  document.documentElement.lang = language;
}

/** Speaks a language from now on, also after the next start of this browser. */
export async function chooseLanguage(language: Language): Promise<void> {
  try {
    window.localStorage.setItem(keptAs, language);
  } catch {
    // Storage is blocked: it holds until the page is left.
  }
  await speak(language);
}

/** Where a client reads a quote, who has no page on which a language is chosen. */
const CLIENTS_PAGE = '/quote';

/**
 * The language that was chosen here, else English: sentences of the server are English, so that another language is for those who want it so.
 * A client's is that of their browser.
 */
export function preferredLanguage(): Language {
  let kept: string | null = null;
  try {
    kept = window.localStorage.getItem(keptAs);
  } catch {
    // Storage is blocked: as for somebody who has chosen nothing.
  }
  if (isLanguage(kept)) return kept;
  const own = window.location.pathname === CLIENTS_PAGE ? navigator.languages : [];
  return own.map((name) => name.split('-')[0]).find(isLanguage) ?? 'en';
}

const heard = (listener: () => void): (() => void) => i18n.on('change', listener);
const current = (): Language => (isLanguage(i18n.locale) ? i18n.locale : 'en');

export const useLanguage = (): Language => useSyncExternalStore(heard, current);

interface Locales {
  dates: string;
  numbers: string;
  /** For words with a number, such as "10 min": every country of a language has the same. */
  language: string;
}

/** As they are written where nothing is known of the reader. */
const usual: Readonly<Record<string, string>> = { en: 'en-GB', de: 'de-DE' };

/** What only a part of the pages writes is found out when it is asked for: the browser looks long for what it supports. */
const localesOf = (language: string): Locales => ({
  language,
  get dates() {
    return writtenIn(language).dates;
  },
  get numbers() {
    return writtenIn(language).numbers;
  },
});

/**
 * Days, times and numbers are written as the reader's browser writes them. Where the words are in another language than the browser's, dates
 * have its words in the order and with the clock of the reader's country, and numbers are those of the language that was chosen.
 */
function writtenIn(language: string): Pick<Locales, 'dates' | 'numbers'> {
  const words = usual[language] ?? 'en-GB';
  const own = browsersOwn();
  if (!own) return { dates: words, numbers: words };
  const { language: spoken, region } = new Intl.Locale(own);
  if (spoken === language) return { dates: own, numbers: own };
  return { dates: region ? `${language}-${region}` : words, numbers: language === 'en' ? own : words };
}

const known = new Map<string, string | null>();

/** Null for a language that is written in no way that is known, such as "en-US@posix" of a browser without a locale. */
function browsersOwn(): string | null {
  const { language } = navigator;
  const before = known.get(language);
  if (before !== undefined) return before;
  const found = supported(language);
  known.set(language, found);
  return found;
}

/** Takes the browser as long as a hundred rows. */
function supported(language: string): string | null {
  try {
    return Intl.NumberFormat.supportedLocalesOf([language])[0] ?? null;
  } catch {
    return null;
  }
}

/**
 * What formats in the language that is spoken. A formatter costs some hundred times what it formats, so that each is made once, when it is first
 * asked for: the first page would wait for those that it does not need.
 */
export function perLanguage<T>(make: (locales: Locales) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const known = made.get(i18n.locale);
    if (known !== undefined) return known;
    const fresh = make(localesOf(i18n.locale));
    made.set(i18n.locale, fresh);
    return fresh;
  };
}

/** A label as it stands inside a sentence: "Due date" → "due date". In German it keeps its capital. */
export const inSentence = (label: string): string => (i18n.locale === 'en' ? label.toLowerCase() : label);

const signs = perLanguage(({ numbers }) => {
  const parts = new Intl.NumberFormat(numbers).formatToParts(1234567.5);
  const sign = (type: 'group' | 'decimal'): string => parts.find((part) => part.type === type)?.value ?? '';
  return { group: sign('group'), decimal: sign('decimal') };
});

/** "-1234567.50" → "-1,234,567.50", without passing through a floating-point number. */
export function groupDigits(decimal: string): string {
  const { group, decimal: point } = signs();
  const [whole = '0', fraction] = decimal.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, group);
  return fraction === undefined ? grouped : `${grouped}${point}${fraction}`;
}

/** What has all of a message is one; an entry with an ID of its own has more. */
type Spoken<T> = MessageDescriptor extends T
  ? string
  : T extends (...args: never[]) => unknown
    ? T
    : T extends object
      ? { -readonly [K in keyof T]: Spoken<T[K]> }
      : T;

/**
 * A table of words that stands outside of functions: each message of it is put into words when it is read, since the language may have changed
 * after the file was loaded. Everything else of the table stays as it is.
 */
export function words<const T extends object>(table: T): Spoken<T> {
  return spoken(table) as Spoken<T>;
}

function spoken(value: unknown): unknown {
  if (Array.isArray(value)) return tableOf(value, []);
  return isPlain(value) ? tableOf(value, {}) : value;
}

function tableOf(from: object, to: object): object {
  for (const [key, value] of Object.entries(from))
    Object.defineProperty(
      to,
      key,
      isMessage(value) ? { get: () => i18n._(value), enumerable: true } : { value: spoken(value), enumerable: true },
    );
  return to;
}

const isMessage = (value: unknown): value is MessageDescriptor =>
  isPlain(value) && typeof value.id === 'string' && 'message' in value;

/** A component is an object too, and is none of ours. */
const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  Object.getPrototypeOf(value) === Object.prototype &&
  !('$$typeof' in value);

/** What the macro leaves: the message, and the values and elements that its places stand for. */
type Sentence = {
  id: string;
  message?: string;
  values?: Record<string, unknown>;
  components?: Record<string, ReactElement>;
};

/**
 * A sentence with elements in it, as the macro of the same name leaves it. It reads the one language of the page without a provider; the app
 * is built anew when that changes. vite.config.ts puts this file in the place of the library, whose own asks a provider and takes angle
 * brackets in a record's name for elements.
 */
export const Trans = ({ values = {}, ...rest }: Sentence): ReactElement =>
  createElement(TransNoContext, { ...rest, values: asElements(values), lingui: { i18n } });

const asElements = (values: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? [value] : value]),
  );
