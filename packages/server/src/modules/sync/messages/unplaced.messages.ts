import { type ClosedWords, closedSentences } from './pull-description.messages.ts';

/** Values of ConnectWise that changed and have nothing here that stands for them. The clauses end the sentence "Not taken in: tax code, because …". */

export const changeUnplaced = (values: readonly ClosedWords[]): string => closedSentences(values).join(' ');

export const taxCodeOnlyGoesOut = (): string =>
  'the tax code of an opportunity only goes out: it is that of the tax region of its quote, else of its client';

export const noRegionForTaxCode = (): string =>
  'no tax region of the CRM stands for it (Settings, Integrations, Mapping, Taxes)';

export const noUserForMember = (): string =>
  'no active user of the CRM is known to be that member by the e-mail address';

export const nameIsProductId = (): string =>
  'by the mapping of products the name here is the Product ID, and the description here is the customer description';

export const descriptionIsProductId = (): string => 'by the mapping of products the description here is the Product ID';

export const noStageForIt = (): string =>
  'no stage of the CRM is mapped to it, so that its status or the default stage says where it stands here (Settings, Integrations, Mapping, Opportunities)';
