import type { MailParts } from '../delivery/mail-text.rules.ts';

interface Told {
  sentence: string;
  remedy: string | null;
  openedAt: Date;
  resolvedAt: Date | null;
}

export interface MailPlace {
  workspace: string;
  /** The page of the alerts. */
  url: string;
}

const reasonOf = ({ workspace }: MailPlace): string =>
  `You get alerts of the workspace ${workspace}. Choose which ones on the page Alerts.`;

/** One alert that opened or is over. */
export function alertMail(what: 'opened' | 'resolved', alert: Told, place: MailPlace): MailParts {
  const { sentence, remedy, openedAt } = alert;
  const began = `It began at ${utc(openedAt)}.`;
  return {
    subject: `${what === 'opened' ? 'Alert' : 'Resolved'}: ${sentence}`,
    paragraphs:
      what === 'opened'
        ? [sentence, ...(remedy ? [remedy] : []), `${began} You hear again when it is over.`]
        : [`This is over: ${sentence}`, `${began} It ended at ${utc(alert.resolvedAt ?? openedAt)}.`],
    action: { label: 'Open the alerts', url: place.url },
    reason: reasonOf(place),
  };
}

/** Several at once: what happened during quiet hours, or since the last digest. */
export function digestMail(
  notices: readonly { what: 'opened' | 'resolved'; at: Date; sentence: string }[],
  place: MailPlace,
): MailParts {
  return {
    subject: `${notices.length} ${notices.length === 1 ? 'piece' : 'pieces'} of news from ${place.workspace}`,
    paragraphs: notices.map(
      ({ what, at, sentence }) => `${utc(at)}: ${what === 'opened' ? '' : 'This is over: '}${sentence}`,
    ),
    action: { label: 'Open the alerts', url: place.url },
    reason: reasonOf(place),
  };
}

/** A mail that shows that mails arrive. */
export const testMail = (place: MailPlace): MailParts => ({
  subject: `Test alert of ${place.workspace}`,
  paragraphs: ['This is a test. Alerts of this workspace reach you at this address.'],
  action: { label: 'Open the alerts', url: place.url },
  reason: reasonOf(place),
});

const utc = (at: Date): string => `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
