import { msg, t } from '@lingui/core/macro';
import type { EntityType, LinkActionKind, LinkState, SyncStanding } from '../../graphql/graphql.ts';
import { words } from '../language/language.ts';
import type { Tone } from '../status-badge.tsx';

export const linkStateWords: Record<LinkState, { label: string; tone: Tone; means: string }> = words({
  BROKEN: { label: msg`Broken`, tone: 'stopped', means: msg`Its record is gone from ConnectWise.` },
  PAUSED: { label: msg`Paused`, tone: 'attention', means: msg`Nothing is synced until somebody resumes it.` },
  NEVER: { label: msg`Never synced`, tone: 'quiet', means: msg`Nothing is synced, for good.` },
  LINKED: {
    label: msg`Linked`,
    tone: 'ok',
    means: msg`What changes on one side goes to the other, as far as the settings let it.`,
  },
});

/** How a link stands: one whose record is gone and that was kept, or is asked about, is not simply linked. */
export const standingOf = ({ state, isGoneThere }: { state: LinkState; isGoneThere: boolean }) =>
  state === 'LINKED' && isGoneThere ? goneThere.kept : linkStateWords[state];

type StandingLink = { state: LinkState; isGoneThere: boolean; standing: SyncStanding };

/** What a link shows: the word under which the server has it, an open issue, else a push that waits, else how it stands itself. */
export const shownOf = (link: StandingLink) =>
  link.standing === 'FAILING' || link.standing === 'PENDING' ? onTheWay[link.standing] : standingOf(link);

/** How a link stands that shows something else, where that is to be told beside; null of one that is simply linked. */
export const besideShown = (link: StandingLink, shown: { label: string }) =>
  (link.state !== 'LINKED' || link.isGoneThere) && standingOf(link).label !== shown.label ? standingOf(link) : null;

export const onTheWay: Record<'FAILING' | 'PENDING', { label: string; tone: Tone; means: string }> = words({
  FAILING: { label: msg`Failing`, tone: 'stopped', means: msg`An open issue holds it up.` },
  PENDING: { label: msg`Pending`, tone: 'working', means: msg`A change is on its way to ConnectWise.` },
});

const goneThere: Record<'kept', { label: string; tone: Tone; means: string }> = words({
  kept: {
    label: msg`Gone in ConnectWise`,
    tone: 'stopped',
    means: msg`ConnectWise does not have its record any more. The link is kept, as somebody decided, or until somebody decides: Issues.`,
  },
});

/** ConnectWise's word for a kind of record. */
export const remoteWords: Record<EntityType, string> = words({
  COMPANY: msg`company`,
  CONTACT: msg`contact`,
  PRODUCT: msg`catalog item`,
  OPPORTUNITY: msg`opportunity`,
  TAX_CODE: msg`tax code`,
  DOCUMENT: msg`document`,
});

export type ActionWords = {
  button: string;
  title: (name: string) => string;
  done: string;
  danger?: boolean;
  wantsReason?: boolean;
};

export const actionWords: Record<LinkActionKind, ActionWords> = {
  RELINK: {
    get button() {
      return t`Relink…`;
    },
    title: (name) => t`Relink ${name}`,
    get done() {
      return t`Relinked.`;
    },
  },
  UNLINK: {
    get button() {
      return t`Unlink`;
    },
    title: (name) => t`Unlink ${name}?`,
    get done() {
      return t`Unlinked.`;
    },
    danger: true,
  },
  PAUSE: {
    get button() {
      return t`Pause`;
    },
    title: (name) => t`Pause ${name}?`,
    get done() {
      return t`Paused.`;
    },
    wantsReason: true,
  },
  RESUME: {
    get button() {
      return t`Resume`;
    },
    title: (name) => t`Resume ${name}?`,
    get done() {
      return t`Resumed.`;
    },
  },
  NEVER_SYNC: {
    get button() {
      return t`Never sync`;
    },
    title: (name) => t`Never sync ${name}?`,
    get done() {
      return t`It is never synced from now on.`;
    },
    wantsReason: true,
  },
  ALLOW_SYNC: {
    get button() {
      return t`Allow sync`;
    },
    title: (name) => t`Allow ${name} to sync again?`,
    get done() {
      return t`It syncs again.`;
    },
  },
  RECREATE_THERE: {
    get button() {
      return t`Recreate in ConnectWise`;
    },
    title: (name) => t`Recreate ${name} in ConnectWise?`,
    get done() {
      return t`It is being made in ConnectWise.`;
    },
  },
  RECREATE_HERE: {
    get button() {
      return t`Recreate in the CRM`;
    },
    title: (name) => t`Recreate ${name} in the CRM?`,
    get done() {
      return t`It is in the CRM again.`;
    },
  },
};

/** What can be done about a link as it stands, the likeliest first. */
export function actionsFor(state: LinkState | null, isHere: boolean): LinkActionKind[] {
  if (!isHere) return ['RECREATE_HERE', 'UNLINK'];
  switch (state) {
    case null:
      return ['RELINK', 'NEVER_SYNC'];
    case 'BROKEN':
      return ['RELINK', 'RECREATE_THERE', 'UNLINK', 'NEVER_SYNC'];
    case 'PAUSED':
      return ['RESUME', 'RELINK', 'UNLINK', 'NEVER_SYNC'];
    case 'NEVER':
      return ['ALLOW_SYNC', 'RELINK', 'UNLINK'];
    case 'LINKED':
      return ['PAUSE', 'RELINK', 'UNLINK', 'NEVER_SYNC'];
    default:
      return state satisfies never;
  }
}
