import { createContext, type ReactElement, type ReactNode, useContext } from 'react';

// Apart from what formats amounts, which is heavier and is not needed with every page.

/** ISO 4217: what the amounts of a page are in. Null where it is not known, so that they stand without. */
export const CurrencyContext = createContext<string | null>(null);

type InCurrencyProps = { currency: string | null | undefined; children: ReactNode };

/** Amounts that keep a currency of their own, as those of a quote that was sent; where none is known, the page's holds. */
export function InCurrency({ currency, children }: InCurrencyProps): ReactElement {
  const outer = useContext(CurrencyContext);
  return <CurrencyContext value={currency || outer}>{children}</CurrencyContext>;
}
