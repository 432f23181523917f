import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from '@lingui/conf';
import { formatter } from '@lingui/format-po';

// English stands in the code, so that it needs no catalogue. Neither a message's place in the code nor what fills it is written down: both would
// change with each edit there.
/** Each feature has a catalogue of its own, which comes with its first page. */
const features = readdirSync(join(import.meta.dirname, 'src/features')).sort();

export default defineConfig({
  sourceLocale: 'en',
  locales: ['de'],
  catalogs: [
    { path: '<rootDir>/src/locales/{locale}/app', include: ['<rootDir>/src/app'] },
    { path: '<rootDir>/src/locales/{locale}/components', include: ['<rootDir>/src/components'] },
    ...features.map((name) => ({
      path: `<rootDir>/src/locales/{locale}/${name}`,
      include: [`<rootDir>/src/features/${name}`],
    })),
  ],
  format: formatter({ origins: false, printPlaceholdersInComments: false }),
});
