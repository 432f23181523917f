import { t } from '@lingui/core/macro';
import type { ReactElement } from 'react';
import { useLanguage } from './language.ts';

/** Says in another language that what the server has written stays in English; nothing in English. */
export function EnglishOnly(): ReactElement | null {
  return useLanguage() === 'en' ? null : <> {t`The descriptions are in English.`}</>;
}
