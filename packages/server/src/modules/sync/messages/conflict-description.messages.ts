import { inWords } from './message.ts';

/** How a question about fields ends that a person was asked about. */

/** `why`: one of the sentences below. */
export const questionOver = (fields: readonly string[], why: string): string => over('question', fields, why);

/** The same of a conflict that ConnectWise's value was to win. */
export const conflictOver = (fields: readonly string[], why: string): string => over('conflict', fields, why);

const over = (what: string, fields: readonly string[], why: string): string =>
  `The ${what} about ${inWords(fields)} is over: ${why.startsWith('ConnectWise') ? why : why.charAt(0).toLowerCase() + why.slice(1)}`;

export const bothAreSame = (): string => 'Both sides have the same value now.';

export const tookBackThere = (): string => 'ConnectWise took its edit back, so the value of the CRM stands.';

export const notAskedAnyMore = (): string => 'The settings ask nobody about this field any more.';

/** Why the extension of ConnectWise stands against one that was edited here. */
export const followsNumber = (): string =>
  'An extension belongs to its number, and ConnectWise has replaced the number that this one was edited for.';

/** Why a value stands that a person said. */
export const hasChosen = (by: string, side: 'crm' | 'connectwise'): string =>
  `${by} chose the value of ${side === 'crm' ? 'the CRM' : 'ConnectWise'}.`;

export const hasDecided = (by: string): string => `${by} has decided.`;

/** To somebody who decides about what another one has decided since they looked. */
export const decidedMeanwhile = (by: string | null, side: 'crm' | 'connectwise' | 'ask'): string =>
  side === 'ask'
    ? 'The question ended by itself meanwhile. Look at both values again.'
    : `${by ?? 'Somebody else'} decided meanwhile for the value of ${side === 'crm' ? 'the CRM' : 'ConnectWise'}. Choose again to turn it round.`;

export const rulesHaveDecided = (): string => 'The rule of owners in the settings has decided.';

/** Of an opportunity that one side had won, and the other had lost or reopened. */
export const outcomeOnItsPage = (): string =>
  'More than a stage hangs on the outcome. Mark it as won, mark it as lost or reopen it on the page of the opportunity.';

/** Why the outcome of here stands, whoever owns the field. */
export const outcomeGoesOut = (): string => 'A win, a loss or a reopening that is entered in the CRM goes out.';

/** Why nobody is asked any more about fields of a record whose link a person has taken away, or holds for good. */
export const endedWithLink = (by: string): string =>
  `${by} changed the link of the record, so nobody is asked any more.`;
