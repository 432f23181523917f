import { type IssueText, inWords, quoted, withoutStop } from './message.ts';

/** Why a push waits for a person, with what to do. Messages name the record, the field and the place in the words of the screen. */

const retry = 'Then retry.';

/** `record`: `client "Harbor Dental"`. `hasContacts`: it is a company. */
export const linkIsBroken = (
  record: string,
  remoteId: string,
  { hasContacts = false }: { hasContacts?: boolean } = {},
): IssueText => ({
  message: `Record ${remoteId}, which ${record} is linked to, was deleted or merged in ConnectWise.`,
  advice: `It stays in the CRM. Relink it to the right record, recreate it in ConnectWise, or unlink it to have a new one made when it is sent next. ${hasContacts ? `${contactsStillGetEdits()} ${retry}` : retry}`,
});

/** Of a company that is gone, whose contacts a merge may have left where they were. */
export const contactsStillGetEdits = (): string =>
  'Meanwhile edits of contacts that ConnectWise still has under the old company are sent to them there.';

/** `because`: who set it never to sync, and why. */
export const neverMade = (record: string, because: string): IssueText => ({
  message: `${record.charAt(0).toUpperCase()}${record.slice(1)} is not made in ConnectWise, because ${because}.`,
  advice: `If it was merged into another record, choose that one in what is sent. Else allow it to sync again on its page, or take it out of what is sent. ${retry}`,
});

/** A person decided so when many records were gone at once. */
export const linkIsKept = (record: string, remoteId: string): IssueText => ({
  message: `ConnectWise does not have record ${remoteId}, which ${record} is linked to. The link was kept, because somebody decided so when many records were gone at once.`,
  advice:
    'Look for the record in ConnectWise. When it is there again, retry; else relink it to the right record, recreate it in ConnectWise, or unlink it.',
});

/** `record`: `product "Router"`; `said`: ConnectWise's own words, which name neither record nor step. */
export const answeredWith = (
  { record, step }: { record: string; step: string | null },
  { said, status }: { said: string; status: number | null },
): string =>
  `Sending ${record} failed${step === null ? '' : ` in the step "${step}"`}: ConnectWise answered "${withoutStop(said)}" (HTTP ${status}).`;

/** `because`: what went wrong on the way, a sentence that names neither record nor step; ConnectWise begins its own in lower case. */
export const notAnswered = ({ record, step }: { record: string; step: string | null }, because: string): string =>
  `Sending ${record} failed${step === null ? '' : ` in the step "${step}"`}. ${because.charAt(0).toUpperCase()}${because.slice(1)}`;

/** Behind an answer that cannot be right: what becomes of the push. */
export const afterOddAnswer = ({ isTriedAgain }: { isTriedAgain: boolean }): string =>
  isTriedAgain
    ? 'It is tried again by itself.'
    : 'It was tried so often that it waits now: retry it on the page Issues once ConnectWise answers as it should.';

export const recordGone = (word: string): IssueText => ({
  message: `The ${word} no longer exists in the CRM.`,
  advice: 'Nothing can be pushed; dismiss this issue.',
});

/** One of ConnectWise's two answers is wrong; the next look will tell. */
export const listedThoughGone = (record: string, remoteId: string): string =>
  `ConnectWise said that record ${remoteId}, which ${record} is linked to, does not exist, and lists it all the same. Nothing was changed.`;

export const tooManyGone = (record: string): string =>
  `${record}: so many records are gone at once that a person is asked.`;

export const beingCreated = (record: string): string => `Another push is creating ${record} at this moment.`;

/** Two records of the CRM that are alike, sent at once: the one that comes second looks again. */
export const linkedMeanwhile = (record: string): string =>
  `What ConnectWise has for ${record} was linked to another record of the CRM at this moment.`;

export const beingWritten = (record: string): string => `Another push is writing ${record} at this moment.`;

/** The record of ConnectWise that has a value; only its kind where nobody could be found. */
export interface TakenBy {
  /** `catalog item`. */
  word: string;
  name?: string | null;
  id?: string | null;
}

/** A value that ConnectWise gives to one record alone. `record`: `product "Firewall"`. */
export function valueTaken(
  { record, field, value }: { record: string; field: string; value: string },
  by: TakenBy,
): IssueText {
  const isKnown = by.id !== null && by.id !== undefined;
  const holder = isKnown ? `${by.word} ${by.name ? `${quoted(by.name)} ` : ''}(ID ${by.id})` : `another ${by.word}`;
  return {
    message: `ConnectWise did not take the ${field} ${quoted(value)} of ${record}: ${holder} has it already.`,
    advice: isKnown
      ? `Give ${record} another ${field}, or change that of the ${by.word} in ConnectWise. Or link the two, where they are the same: Links. ${retry}`
      : `Give ${record} another ${field}, or change that of the ${by.word} in ConnectWise. ${retry}`,
  };
}

/** A text that the record cannot be made without. `record`: `contact "Ana Ruiz"`. */
export const textRefused = (
  { record, field, value }: { record: string; field: string; value: string },
  max: number,
): IssueText => ({
  message: `ConnectWise did not take the ${field} ${quoted(value)} of ${record}: it has ${value.length} characters, and ConnectWise takes ${max} at most.`,
  advice: `Shorten the ${field}. ${retry}`,
});

export const companyMustBeDecided = (
  client: string,
  candidates: readonly { name: string; identifier: string }[],
): IssueText => ({
  message: `ConnectWise has ${candidates.length === 1 ? 'a company' : `${candidates.length} companies`} that may be client "${client}" (${candidates.map(({ name, identifier }) => `${name}, ID ${identifier}`).join('; ')}), but too little agrees to be sure.`,
  advice: `Decide in Match existing whether they are the same. Or enter the company ID of the right one as that of the client; to make a new company, enter one that is free. ${retry}`,
});

export const contactMissing = (opportunity: string): IssueText => ({
  message: `Opportunity "${opportunity}" has no contact, and neither its client nor the company in ConnectWise has one.`,
  advice: `Add a contact to the client and choose it on the opportunity, or enter a name for such contacts in Settings, What to sync. ${retry}`,
});

/** `candidates`: each with name and e-mail address. */
export const contactMustBeDecided = (contact: string, candidates: readonly string[]): IssueText => ({
  message: `ConnectWise has ${candidates.length === 1 ? 'a contact' : `${candidates.length} contacts`} of the company who may be "${contact}" (${candidates.join('; ')}), but too little agrees to be sure.`,
  advice: `Decide in Match existing whether they are the same person, or make name and e-mail address agree. ${retry}`,
});

export const productMustBeDecided = (
  product: string,
  items: readonly { name: string; identifier: string }[],
): IssueText => ({
  message: `ConnectWise has ${items.length === 1 ? 'a catalog item' : `${items.length} catalog items`} that may be product "${product}" (${items.map(({ name, identifier }) => `${name}, ID ${identifier}`).join('; ')}), but too little agrees to be sure.`,
  advice: `Decide in Match existing whether they are the same, or give the product the ID of the right item as its SKU. ${retry}`,
});

/** `ids`: ConnectWise's opportunities of that name and company that are linked to nothing. */
export const opportunityMustBeDecided = (opportunity: string, ids: readonly string[]): IssueText => ({
  message: `ConnectWise has ${ids.length === 1 ? 'an opportunity' : `${ids.length} opportunities`} of the name and company of opportunity "${opportunity}" (${ids.join(', ')}), and it is not sure whether this is ${ids.length === 1 ? 'it' : 'one of them'}.`,
  advice: `Give it the expected close date of the right one, which no other of that name has: then the two are linked. Or give it a name of its own where it is another one. ${retry}`,
});

/** The item that has the ID looks like another thing. */
export const itemLooksOther = (
  product: string,
  { identifier, name }: { identifier: string; name: string },
): IssueText => ({
  message: `Catalog item "${identifier}" is "${name}" in ConnectWise, which does not look like product "${product}".`,
  advice: `Decide in Match existing whether they are the same, or give the product another SKU. ${retry}`,
});

export const productIdTaken = (
  { identifier, product }: { identifier: string; product: string },
  by: { item: string; id: string; linkedTo: string },
): IssueText => ({
  message: `Catalog item "${identifier}" (${quoted(by.item)}, ID ${by.id}) is linked to product "${by.linkedTo}", so product "${product}" cannot use it too.`,
  advice: `Give one of the two products another Product ID (see Settings, Integrations, Mapping, Products for the field it comes from). ${retry}`,
});

/** `source`: the field that the Product ID comes from, in words. */
export const productIdMissing = (product: string, source: string): IssueText => ({
  message: `Product "${product}" has no ${source}, and the Product ID in ConnectWise comes from it. No catalog item was made.`,
  advice: `Give the product a ${source}, or choose another source in Settings, Integrations, Mapping, Products. ${retry}`,
});

export const productIdUnfit = (
  { product, source }: { product: string; source: string },
  because: { longerThan: number } | 'quotes',
): IssueText => ({
  message: `The ${source} of product "${product}" cannot be its ID in ConnectWise: it ${
    because === 'quotes' ? 'holds both kinds of quotation marks' : `is longer than ${because.longerThan} characters`
  }.`,
  advice: `Give the product a shorter, plain ${source}. ${retry}`,
});

/** `reason` names the value and what it is mapped to. */
export const itemLacksOption = (what: string, reason: string): IssueText => ({
  message: `${reason} The catalog item of ${what} needs one.`,
  advice:
    'Open Settings, Integrations, Mapping, Products and choose an option that is there, then retry. An option that ConnectWise lacks is added in System, Setup Tables there; refresh the lists afterwards.',
});

export const bundleInBundle = (
  { inner, outer }: { inner: string; outer: string },
  saysConnectWise: string,
): IssueText => ({
  message: `ConnectWise does not take bundle "${inner}" as a part of bundle "${outer}": ${saysConnectWise}`,
  advice: `Choose single product or child products for bundles in Settings, What to sync, or take the inner bundle apart. ${retry}`,
});

/** `kind`: lines without a product, discount lines, shipping lines. */
export const lineItemMissing = (identifier: string, kind: string): IssueText => ({
  message: `ConnectWise has no catalog item "${identifier}", which stands for ${kind}.`,
  advice: `Make the item in ConnectWise, or choose another one in Settings, Integrations, Mapping, Products. ${retry}`,
});

/** `line 2 "Firewall"`. */
export const lineOf = (number: number, description: string): string => `line ${number} "${description}"`;

export const lineNeedsProduct = (line: string, problem: string): IssueText => ({
  message: `The quote needs it for ${line}: ${problem}`,
  advice: `Relink the product to the right catalog item, or unlink it to have a new one made, or choose another product on the line of the quote. ${retry}`,
});

export const lineRefused = (line: string, product: string | null, saysConnectWise: string): IssueText => ({
  message: `ConnectWise refused ${line} of the quote${product ? ` (product "${product}")` : ''}: ${saysConnectWise}`,
  advice: `Correct the line of the quote, or its catalog item in ConnectWise. ${retry}`,
});

export const billingCycleMissing = (cycle: string, line: string): IssueText => ({
  message: `ConnectWise has no billing cycle "${cycle}", by which line "${line}" is billed.`,
  advice: `Choose another cycle on the line of the quote, or add the cycle in ConnectWise (System, Setup Tables, Billing Cycle) and refresh the lists. ${retry}`,
});

/** `record`: `client "Acme"`. `fields`: each as the CRM and as ConnectWise calls it. */
export const customFieldsEmpty = (record: string, fields: readonly { name: string; caption: string }[]): IssueText => ({
  message: `ConnectWise takes no new record without ${inWords(fields.map(({ caption }) => `"${caption}"`))}, and ${record} has no value in ${inWords(fields.map(({ name }) => `"${name}"`))}. Nothing was sent.`,
  advice: `Fill in ${inWords(fields.map(({ name }) => `"${name}"`))} of ${record} on its page, or enter a default in Settings, Integrations, Mapping, Custom fields. ${retry}`,
});

/** A custom field that ConnectWise requires, as it is called there, and here where one of the CRM's stands for it. */
export interface RequiredField {
  caption: string;
  name: string | null;
}

/** ConnectWise refused an edit of a record, or a new one, without them. `record`: `client "Acme"`. */
export function customFieldsRequired(record: string, fields: readonly RequiredField[]): IssueText {
  const known = fields.flatMap(({ name }) => (name === null ? [] : `"${name}"`));
  const unknown = fields.flatMap(({ caption, name }) => (name === null ? `"${caption}"` : []));
  return {
    message: `ConnectWise takes nothing of ${record} without ${inWords(fields.map(({ caption }) => `"${caption}"`))}, and has no value in ${fields.length === 1 ? 'it' : 'them'}. Nothing of it was sent.`,
    advice: [
      ...(known.length > 0
        ? [`Fill in ${inWords(known)} of ${record} on its page: it then goes out with what waits.`]
        : []),
      ...(unknown.length > 0
        ? [
            `Keep ${inWords(unknown)} in step with a custom field of the CRM, or give it a default, in Settings, Integrations, Mapping, Custom fields: the push then goes out by itself.`,
          ]
        : []),
    ].join(' '),
  };
}

/** ConnectWise did not take what a custom field holds. `says`: its own words. */
export const customFieldRefused = (
  record: string,
  { caption, name, says }: { caption: string; name: string; says: string },
): IssueText => ({
  message: `ConnectWise did not take what ${record} has in "${name}", which is "${caption}" there: ${withoutStop(says)}. Nothing of it was sent.`,
  advice: `Correct "${name}" of ${record} on its page, or the field "${caption}" in ConnectWise: System, Setup Tables, Custom Fields. ${retry}`,
});

/** A new record whose value of a list that ConnectWise requires is no option there. */
export const optionsMissing = (
  record: string,
  fields: readonly { name: string; caption: string; value: string }[],
): IssueText => {
  const each = fields.map(({ caption, value, name }) => `"${value}" in "${caption}", which it has in "${name}"`);
  return {
    message: `ConnectWise takes no new record without ${inWords(fields.map(({ caption }) => `"${caption}"`))}, and has no option ${inWords(each)}. Nothing of ${record} was sent.`,
    advice: `Choose another value in ${inWords(fields.map(({ name }) => `"${name}"`))} of ${record} on its page, or add the option in ConnectWise and refresh the lists. ${retry}`,
  };
};

/** `reason`: a sentence that names region and code. */
export const taxCodeMissing = (opportunity: string, reason: string): IssueText => ({
  message: `${reason} Opportunity "${opportunity}" would carry it.`,
  advice:
    'Map the region to another tax code in Settings, Integrations, Mapping, Taxes: the push then goes out by itself. Or give the quote another region, then retry.',
});

export const salesRepMissing = (opportunity: string): IssueText => ({
  message: `ConnectWise wants a sales representative for opportunity "${opportunity}", and no member is known.`,
  advice: `Refresh the lists, or choose a default sales representative in Settings, Integrations, What to sync. ${retry}`,
});

/** `reason`: what the maps say of the stage. */
export const statusMissing = (reason: string): IssueText => ({
  message: reason,
  advice: `Open Settings, Integrations, Mapping, Opportunities and map the stage to a status. ${retry}`,
});

/** `loss`: what became of the option; `why`: where it was chosen. */
export const optionGone = (opportunity: string, { loss, why }: { loss: string; why: string }): IssueText => ({
  message: `Opportunity "${opportunity}" waits: ${withoutStop(loss)}; ${why}.`,
  advice: 'Choose another one in the settings. The push then goes out by itself.',
});

export const stageIsMappedToIt = (stage: string): string => `stage "${stage}" is mapped to it`;

export const isTheDefault = (word: string): string => `it is the default ${word}`;

/** What ConnectWise refuses by its number alone. */
export interface RefusedOptionWords {
  /** `opportunity "Firewall refresh"`. */
  record: string;
  /** As the forms and the settings call the field. */
  field: string;
  option: { id: string; label: string | null };
  isInactive: boolean;
  /** Where it comes from. */
  from: 'default' | 'owner' | 'mapping';
}

export const optionRefused = ({ record, field, option, isInactive, from }: RefusedOptionWords): IssueText => ({
  message: `ConnectWise did not take ${record}: its ${field} ${
    option.label ? `"${option.label}" (ID ${option.id})` : `with ID ${option.id}`
  } ${isInactive ? 'is inactive' : 'is not there any more'} in ConnectWise.`,
  advice: `${remedy(from, field)} ${retry}`,
});

function remedy(from: RefusedOptionWords['from'], field: string): string {
  switch (from) {
    case 'default':
      return `It is the default ${field}. Choose another default ${field} in Settings, Integrations, What to sync, or activate it in ConnectWise.`;
    case 'owner':
      return 'It is the member who has the e-mail address of the owner here. Give the opportunity another owner, or activate the member in ConnectWise.';
    case 'mapping':
      return `Refresh the lists in Settings, Integrations, Mapping, and choose another ${field} there or on the record, or activate it in ConnectWise.`;
    default:
      return from satisfies never;
  }
}

/** A fault of the product itself. `isTriedAgain`: it was not the last attempt. */
export const stoppedOnFault = ({ isTriedAgain }: { isTriedAgain: boolean }): IssueText => ({
  message: `The push stopped on an error of this product, which was logged.${isTriedAgain ? ' It is tried again.' : ''}`,
  advice: 'Retry. If it stays, send the log of this time to support.',
});

/** Of a record that cannot be sent before another one is, about which `message` says what is the matter. */
export const waitsForRecord = (record: string, message: string): string => `Waits for ${record}. ${message}`;

/** How an issue of a push ended. `left`: what the push left out, by the words of its entry in the log. */
export const issueEndedByPush = (left: readonly string[] = []): string =>
  left.length === 0
    ? 'A later push went through.'
    : `A later push went through. Left out, for a reason that its entry in the log tells: ${inWords(left)}.`;

export const issueEndedByHold = (reason: string): string => `It is not sent any more: ${withoutStop(reason)}.`;

export const issueToldTwice = (): string => 'The issue of the push that waits for it says the same.';

/** Of a push whose own issue says no more than that of the record that it waits for. */
export const toldByLink = (name: string): string => `It waits for "${name}", whose issue says what to do.`;

/** What waited for the link of a record does not need it any more. */
export const goesOnWithout = (): string => 'No push waits for it any more.';

/** `record`: `contact "Ann Lee"`; `needed`: `client "Harbor"`; `because`: what is wrong with the link of that one. */
export const waitsForLink = ({ record, needed }: { record: string; needed: string }, because: string): string =>
  `${record.charAt(0).toUpperCase()}${record.slice(1)} was not sent, because it needs ${needed}. ${because} It goes out by itself once that is mended.`;

/** Of a push that asks which record of ConnectWise its own is, while that one asks the same of the CRM. */
export const askedByPoll = (): string =>
  'The issue of the record in ConnectWise asks the same; its answer lets this push go on.';

/** Kinds of lines without a product, in words. */
export const lineKinds = {
  other: 'lines without a product',
  discount: 'discount lines',
  shipping: 'shipping lines',
} as const;
