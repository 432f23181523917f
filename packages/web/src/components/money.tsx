import { money, roundMoney } from '@causeway/shared/money';
import { Text, type TextProps } from '@mantine/core';
import { createContext, type ReactElement, type ReactNode, useCallback, useContext } from 'react';
import { groupDigits, perLanguage } from './language/language.ts';
import { ViewerContext } from './viewer.ts';

const OwnCurrency = createContext<string | null>(null);

type InCurrencyProps = { currency: string | null | undefined; children: ReactNode };

/** Amounts that keep a currency of their own, as those of a quote that was sent; where none is known, the workspace's holds. */
export function InCurrency({ currency, children }: InCurrencyProps): ReactElement {
  return <OwnCurrency value={currency || null}>{children}</OwnCurrency>;
}

type Signs = { before: string; after: string };

const signs = perLanguage(({ numbers }) => {
  const known = new Map<string, Signs>();
  return (currency: string): Signs => {
    const of = known.get(currency) ?? signsOf(numbers, currency);
    known.set(currency, of);
    return of;
  };
});

/** What stands around a number: "$" before in English, " $" after in German. */
function signsOf(numbers: string, currency: string): Signs {
  const parts = new Intl.NumberFormat(numbers, { style: 'currency', currency, maximumFractionDigits: 0 }).formatToParts(
    0,
  );
  const at = parts.findIndex(({ type }) => type === 'integer');
  const text = (some: Intl.NumberFormatPart[]): string => some.map(({ value }) => value).join('');
  return { before: text(parts.slice(0, at)), after: text(parts.slice(at + 1)) };
}

/** "1234.5" → "$1,234.50": rounded once for the eye, grouped, never through a floating-point number. */
export function formatMoney(amount: string, currency: string | null, isRound = false): string {
  const rounded = roundMoney(amount);
  const digits = groupDigits(isRound ? money(rounded).toFixed(0) : rounded);
  if (!currency) return digits;
  const { before, after } = signs()(currency);
  const isNegative = digits.startsWith('-');
  return `${isNegative ? '-' : ''}${before}${isNegative ? digits.slice(1) : digits}${after}`;
}

/** For amounts within a sentence: writes one in the currency of the place. */
export function useFormatMoney(): (amount: string) => string {
  const own = useContext(OwnCurrency);
  const viewer = useContext(ViewerContext);
  const currency = own ?? viewer?.currency ?? null;
  return useCallback((amount) => formatMoney(amount, currency), [currency]);
}

/** A sum at a glance, without cents. */
export function RoundMoney({ amount }: { amount: string }): ReactElement {
  const own = useContext(OwnCurrency);
  const viewer = useContext(ViewerContext);
  return <span style={inOneLine}>{formatMoney(amount, own ?? viewer?.currency ?? null, true)}</span>;
}

/** An amount in the currency of the place; a dash when there is none. Tables hold hundreds of it, which need no more than an element each. */
export function Money({ amount, ...text }: { amount: string | null | undefined } & TextProps): ReactElement {
  const format = useFormatMoney();
  const written = amount === null || amount === undefined ? '–' : format(amount);
  if (Object.keys(text).length === 0)
    return (
      <span className="tabular" style={inOneLine}>
        {written}
      </span>
    );
  return (
    <Text component="span" inherit className="tabular" style={inOneLine} {...text}>
      {written}
    </Text>
  );
}

const inOneLine = { whiteSpace: 'nowrap' } as const;
