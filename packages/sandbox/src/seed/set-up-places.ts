import type { Store } from '../store/store.ts';
import { plant } from './plant.ts';

/** Currency by code: name, symbol, decimals. */
const CURRENCIES: readonly (readonly [string, string, string, number])[] = [
  ['USD', 'US Dollar', '$', 2],
  ['CAD', 'Canadian Dollar', '$', 2],
  ['EUR', 'Euro', '€', 2],
  ['GBP', 'Pound Sterling', '£', 2],
  ['AUD', 'Australian Dollar', '$', 2],
  ['NZD', 'New Zealand Dollar', '$', 2],
  ['ZAR', 'Rand', 'R', 2],
  ['CHF', 'Swiss Franc', 'CHF', 2],
  ['DKK', 'Danish Krone', 'kr', 2],
  ['NOK', 'Norwegian Krone', 'kr', 2],
  ['SEK', 'Swedish Krona', 'kr', 2],
  ['PLN', 'Zloty', 'zł', 2],
  ['MXN', 'Mexican Peso', '$', 2],
  ['BRL', 'Brazilian Real', 'R$', 2],
  ['INR', 'Indian Rupee', '₹', 2],
  ['SGD', 'Singapore Dollar', '$', 2],
  ['HKD', 'Hong Kong Dollar', '$', 2],
  ['JPY', 'Yen', '¥', 0],
  ['AED', 'UAE Dirham', 'AED', 2],
  ['ILS', 'New Israeli Sheqel', '₪', 2],
];

/** Countries in the order of their ids: code, name, currency, dialling prefix, caption of the state. */
const COUNTRIES: readonly (readonly [string, string, string, string, string?])[] = [
  ['US', 'United States', 'USD', '1', 'State'],
  ['CA', 'Canada', 'CAD', '1', 'Province'],
  ['GB', 'United Kingdom', 'GBP', '44', 'County'],
  ['IE', 'Ireland', 'EUR', '353', 'County'],
  ['AU', 'Australia', 'AUD', '61', 'State'],
  ['NZ', 'New Zealand', 'NZD', '64', 'Region'],
  ['ZA', 'South Africa', 'ZAR', '27', 'Province'],
  ['DE', 'Germany', 'EUR', '49'],
  ['AT', 'Austria', 'EUR', '43'],
  ['CH', 'Switzerland', 'CHF', '41', 'Canton'],
  ['NL', 'Netherlands', 'EUR', '31', 'Province'],
  ['BE', 'Belgium', 'EUR', '32', 'Province'],
  ['LU', 'Luxembourg', 'EUR', '352'],
  ['FR', 'France', 'EUR', '33', 'Region'],
  ['ES', 'Spain', 'EUR', '34', 'Province'],
  ['PT', 'Portugal', 'EUR', '351', 'District'],
  ['IT', 'Italy', 'EUR', '39', 'Province'],
  ['DK', 'Denmark', 'DKK', '45', 'Region'],
  ['NO', 'Norway', 'NOK', '47', 'County'],
  ['SE', 'Sweden', 'SEK', '46', 'County'],
  ['FI', 'Finland', 'EUR', '358', 'Region'],
  ['PL', 'Poland', 'PLN', '48', 'Voivodeship'],
  ['MX', 'Mexico', 'MXN', '52', 'State'],
  ['BR', 'Brazil', 'BRL', '55', 'State'],
  ['PR', 'Puerto Rico', 'USD', '1'],
  ['BS', 'Bahamas', 'USD', '1'],
  ['IN', 'India', 'INR', '91', 'State'],
  ['SG', 'Singapore', 'SGD', '65'],
  ['HK', 'Hong Kong', 'HKD', '852'],
  ['JP', 'Japan', 'JPY', '81', 'Prefecture'],
  ['AE', 'United Arab Emirates', 'AED', '971', 'Emirate'],
  ['IL', 'Israel', 'ILS', '972', 'District'],
];

const STATES: readonly (readonly [string, string, string])[] = [
  ['FL', 'Florida', 'US'],
  ['GA', 'Georgia', 'US'],
  ['AL', 'Alabama', 'US'],
  ['NC', 'North Carolina', 'US'],
  ['SC', 'South Carolina', 'US'],
  ['TX', 'Texas', 'US'],
  ['NY', 'New York', 'US'],
  ['ON', 'Ontario', 'CA'],
];

const ZIP: Readonly<Record<string, string>> = {
  US: 'Zip',
  GB: 'Postcode',
  AU: 'Postcode',
  NZ: 'Postcode',
  IE: 'Eircode',
};

/** Currencies, countries and states, each with ids from 1 on. */
export function setUpPlaces(store: Store): void {
  for (const [at, [currencyIdentifier, name, symbol, numberOfDecimals]] of CURRENCIES.entries()) {
    plant(store, 'currencies', at + 1, {
      currencyIdentifier,
      name,
      symbol,
      displaySymbolFlag: true,
      thousandsSeparator: ',',
      decimalSeparator: '.',
      numberOfDecimals,
    });
  }
  const currencyOf = (code: string) => 1 + CURRENCIES.findIndex(([known]) => known === code);
  for (const [at, [countryCode, name, currency, dialingPrefix, stateCaption = 'State']] of COUNTRIES.entries()) {
    plant(store, 'countries', at + 1, {
      name,
      countryCode,
      defaultFlag: countryCode === 'US',
      currency: currencyOf(currency),
      cityCaption: 'City',
      stateCaption,
      zipCaption: ZIP[countryCode] ?? 'Postal code',
      dialingPrefix,
    });
  }
  const countryOf = (code: string) => 1 + COUNTRIES.findIndex(([known]) => known === code);
  for (const [at, [identifier, name, country]] of STATES.entries())
    plant(store, 'states', at + 1, { identifier, name, country: countryOf(country) });
}
