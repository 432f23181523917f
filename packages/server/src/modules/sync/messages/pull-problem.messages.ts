import { type IssueText, type RecordWords, withoutStop } from './message.ts';
import { contactsStillGetEdits } from './push-problem.messages.ts';

/** What issues say of records that cannot be taken in. A message speaks of the record as "it"; the issue names it. */

export const invalidRecord = (reason: string): IssueText => ({
  message: `ConnectWise sent something unexpected (${reason}).`,
  advice: 'Open the record in ConnectWise, correct that field and save it, then retry.',
});

export const enrichmentUnreadable = (cause: string): IssueText => ({
  message: `What belongs to it could not be read from ConnectWise (${cause}).`,
  advice: 'Open the record in ConnectWise, correct what the message names, then retry.',
});

/** Of an opportunity that came in: the amount beside it, which ConnectWise keeps in its forecast. */
export const forecastUnread = (cause: string): IssueText => ({
  message: `Its forecast could not be read from ConnectWise, several times in a row (${withoutStop(cause)}). Its amount here is as it was last read, or missing; everything else comes in.`,
  advice:
    'Open the forecast of the opportunity in ConnectWise, save it, then retry. It is asked for again with each poll, too.',
});

export const mapperFailed = (cause: string): IssueText => ({
  message: `It could not be read (${cause}).`,
  advice: 'This is a fault of the product. Retry after the next update, or report it with the ID of the record.',
});

export const refusedByDatabase = (cause: string): IssueText => ({
  message: `The database refused it (${cause}).`,
  advice: 'Look for the value that the message names in ConnectWise, correct it, then retry.',
});

export const unknownReference = ({ role, remoteId }: { role: string; remoteId: string }): IssueText => ({
  message: `It names the ${role} ${remoteId}, which ConnectWise does not have or does not show to this API member.`,
  advice: `Check the ${role} of the record in ConnectWise and the API member's permissions, then retry.`,
});

export const localMissing = ({ local }: RecordWords): IssueText => ({
  message: `The ${local} that it is linked to is not in the CRM any more.`,
  advice: 'Recreate it in the CRM, or unlink it: Links. Or dismiss this issue to skip the record.',
});

export const possibleDuplicate = ({ local }: RecordWords, names: readonly string[]): IssueText => ({
  message: `It may be the ${local} ${names.map((name) => `"${name}"`).join(' or ')} that is here already.`,
  advice: 'Decide whether to link it to that record or to create a new one. Nothing is linked or created before.',
});

/** `word`: what is taken, `name` or `company ID`. */
export const keyTaken = (
  { remote, local }: RecordWords,
  { word, by, linkedTo }: { word: string; by: string; linkedTo: string | null },
): IssueText => ({
  message:
    linkedTo === null
      ? `Its ${word} belongs to the ${local} "${by}", which is in the CRM already.`
      : `Its ${word} belongs to the ${local} "${by}", which is linked to ConnectWise ${remote} ${linkedTo}.`,
  advice: `Give one of the two another ${word} in ConnectWise or in the CRM, then retry.`,
});

export const deletedInConnectWise = ({ remote, local }: RecordWords): IssueText => ({
  message: `The ${remote} was deleted or merged in ConnectWise.`,
  advice: `The ${local} stays in the CRM. Relink it to the right ${remote}, recreate it in ConnectWise, unlink it to have a new one made when it is sent next, or dismiss this issue to leave it as it is.${
    remote === 'company' ? ` ${contactsStillGetEdits()}` : ''
  }`,
});

/** Fields for which the settings ask a person. */
export const conflictAsked = (fields: readonly string[]): IssueText => ({
  message: `Both sides changed ${fields.join(', ')}, and the settings want a person to decide. Each side keeps its value meanwhile; its other fields go on.`,
  advice: 'Choose whose value stands: Links → Conflicts. This issue then closes by itself.',
});

export const textMissing = (field: string): IssueText => ({
  message: `It has no ${field}.`,
  advice: `Enter the ${field} of the record in ConnectWise; the next poll looks at it again.`,
});

export const textTooLong = (field: string, { length, max }: { length: number; max: number }): IssueText => ({
  message: `Its ${field} has ${length.toLocaleString('en-US')} characters; ${max.toLocaleString('en-US')} are possible.`,
  advice: `Shorten the ${field} in ConnectWise, then retry.`,
});

/** `parent`: what it belongs to in ConnectWise, `local`: what it is here. */
export const parentLost = (parent: string, local: string): IssueText => ({
  message: `ConnectWise’s answer names no ${parent} of it; the ${local} here stays with its client and is not updated meanwhile.`,
  advice: `If it has no ${parent} in ConnectWise any more, choose one there; the next poll looks at it. If it has one, the API member may not see it: check the permissions for companies.`,
});

export const noStage = (): IssueText => ({
  message: 'The pipeline has no stage for it.',
  advice:
    'Make an open, a won and a lost stage in the CRM, or map the ConnectWise stage in Integrations → Mapping, then retry.',
});

export const partInvalid = (part: { id: number; quantity: unknown; hasItem: boolean }): IssueText => ({
  message: `Its part ${part.id} has ${part.hasItem ? `the quantity ${String(part.quantity)}` : 'no catalog item'}.`,
  advice: 'Correct the parts of the bundle in ConnectWise, then retry.',
});
