import type { FieldDirection } from '@causeway/shared/forms/configuration/field-directions';
import type { Owner } from '@causeway/shared/forms/configuration/options';
import type { FieldPassage } from '@causeway/shared/vocabulary';
import { inWords } from './message.ts';
import { closedByDirection } from './not-sent.messages.ts';

/** By which rule of the settings a changed field went; sentences that stand beside the change in the audit log. */

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const passageWords = { always: 'every change', on_create: 'with a new record only', never: 'never' } as const;

/** Which way a field goes by itself, as far as the mode lets it. */
export const goesThisWay = (comesIn: FieldPassage, goesOut: FieldPassage): string =>
  comesIn === 'always' && goesOut === 'always'
    ? 'Goes both ways.'
    : `From ConnectWise: ${passageWords[comesIn]}. To ConnectWise: ${passageWords[goesOut]}.`;

/** The settings name a direction for the field. */
export const goesAsChosen = (direction: Exclude<FieldDirection, 'both'>): string =>
  `${capital(closedByDirection(direction))}.`;

const sideWords: Readonly<Record<Owner, string>> = { crm: 'the CRM', connectwise: 'ConnectWise' };

/** Null: a person is asked. */
export const standsInConflict = (owner: Owner | null): string =>
  owner === null
    ? 'Where both sides changed it, somebody is asked.'
    : `Where both sides changed it, the value of ${sideWords[owner]} stands.`;

/** `why`: the sentence that the conflict was kept with. */
export const wasConflict = (why: string): string => `Both sides had changed it. ${why}`;

/** `stages`: of the CRM, whose rows of the map hold what was set. */
export const byStageMap = (stages: readonly string[]): string =>
  stages.length > 0
    ? `By the map of stages: ${inWords(stages.map((name) => `"${name}"`))}.`
    : 'By the map of stages, and its defaults for what it does not name.';

/** The stage of the CRM has no row in the map. */
export const byNoStageRow = (stage: string): string =>
  `The map of stages has no row for "${stage}": it was set for what is not mapped, or for a closed status.`;

export const byStageDefault = (): string => 'By the default of the settings for what the map of stages does not name.';

/** CW Status of the CRM holds the status. */
export const byStatusField = (): string => 'The status goes by the custom field CW Status.';

/** An owner who came in, or a sales representative who went out. */
export const byMemberMail = (direction: 'in' | 'out'): string =>
  direction === 'in'
    ? 'By the e-mail address: the user of the CRM who has that of the member.'
    : 'By the e-mail address: the member who has that of the owner; where there is none, the default of the settings.';

/** `word`: "sales representative". */
export const byDefault = (word: string): string => `By the default of the settings: ${word}.`;

/** What ConnectWise's property is set to although no default was chosen. */
export const byTheirDefault = (word: string): string =>
  `No default is chosen for the ${word}: it follows from ConnectWise’s own list, or from other values.`;

export const dateWhereEmpty = (days: number): string =>
  `Where it is empty here, the default of the settings fills it: today and ${days} ${days === 1 ? 'day' : 'days'}.`;

export const byTaxMap = (): string => 'By the map of taxes.';

export const byProductNames = (nameTo: 'identifier' | 'description' | null): string =>
  nameTo === null
    ? 'The mapping of products did not say yet what a name becomes.'
    : `By the mapping of products: the name of a product is the ${nameTo === 'identifier' ? 'Product ID' : 'description'} of the catalog item.`;

export const byEqualNames = (): string => 'By the standard mapping of products: equal names, else its defaults.';

export const byProductPairs = (): string => 'By the pairs in the mapping of products.';

/** `caption`: what ConnectWise calls the custom field. */
export const byCustomFieldMap = (caption: string): string =>
  `By the map of custom fields: "${caption}" in ConnectWise.`;
