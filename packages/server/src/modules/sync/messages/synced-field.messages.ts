/** What of a field does not pass between the two sides, and why; sentences of the form and of "What is synced". */

export const notTakenIn = (because: string): string => `Not taken in, because ${because}.`;

/** `isCreated`: it goes out with a new record. */
export const notGoingOut = (because: string, { isCreated }: { isCreated: boolean }): string =>
  `${isCreated ? 'Later changes are not sent' : 'Not sent'}, because ${because}.`;

/** `what`: what of ConnectWise's record it becomes. */
export const sentAs = (what: string): string => `Sent as ${what}.`;

export const emptiedStays = (because: string): string => `An emptied value is not sent, because ${because}.`;

export const unmappedStays = (): string =>
  'A stage that is mapped to none is sent with a new opportunity only, as the default; one that is there keeps its stage. The same goes for its status.';

/** `word`: the CRM's word of the record; `caption`: what ConnectWise calls the field. */
export const neededByNew = (word: string, caption: string): string =>
  `A new ${word} without it is not sent: ConnectWise requires "${caption}". Fill it in.`;

/** `word`: the CRM's word of the record. */
export const changesStayOut = (word: string): string =>
  `By the sync mode, changes in ConnectWise do not come in once the ${word} is here.`;

export const nothingComesIn = (): string => 'By the sync mode, nothing comes in from ConnectWise.';

export const goesWithWinOnly = (): string =>
  'By the sync mode, it goes out with a won opportunity only, and later edits stay here.';

export const nothingGoesOut = (): string => 'By the sync mode, nothing goes out to ConnectWise.';
