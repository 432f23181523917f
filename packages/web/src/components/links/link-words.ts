import type { EntityType, LinkActionKind, LinkState } from '../../graphql/graphql.ts';
import type { Tone } from '../status-badge.tsx';

export const linkStateWords: Record<LinkState, { label: string; tone: Tone; means: string }> = {
  BROKEN: { label: 'Broken', tone: 'stopped', means: 'Its record is gone from ConnectWise.' },
  PAUSED: { label: 'Paused', tone: 'attention', means: 'Nothing passes until somebody resumes it.' },
  NEVER: { label: 'Never synced', tone: 'quiet', means: 'Nothing passes, for good.' },
  LINKED: {
    label: 'Linked',
    tone: 'ok',
    means: 'What changes on one side goes to the other, as far as the settings let it.',
  },
};

/** ConnectWise's word for a kind of record. */
export const remoteWords: Record<EntityType, string> = {
  COMPANY: 'company',
  CONTACT: 'contact',
  PRODUCT: 'catalog item',
  OPPORTUNITY: 'opportunity',
  TAX_CODE: 'tax code',
  DOCUMENT: 'document',
};

export type ActionWords = {
  button: string;
  title: (name: string) => string;
  done: string;
  danger?: boolean;
  wantsReason?: boolean;
};

export const actionWords: Record<LinkActionKind, ActionWords> = {
  RELINK: { button: 'Relink…', title: (name) => `Relink ${name}`, done: 'Relinked.' },
  UNLINK: { button: 'Unlink', title: (name) => `Unlink ${name}?`, done: 'Unlinked.', danger: true },
  PAUSE: { button: 'Pause', title: (name) => `Pause ${name}?`, done: 'Paused.', wantsReason: true },
  RESUME: { button: 'Resume', title: (name) => `Resume ${name}?`, done: 'Resumed.' },
  NEVER_SYNC: {
    button: 'Never sync',
    title: (name) => `Never sync ${name}?`,
    done: 'It is never synced from now on.',
    wantsReason: true,
  },
  ALLOW_SYNC: { button: 'Allow sync', title: (name) => `Allow ${name} to sync again?`, done: 'It syncs again.' },
  RECREATE_THERE: {
    button: 'Recreate in ConnectWise',
    title: (name) => `Recreate ${name} in ConnectWise?`,
    done: 'It is being made in ConnectWise.',
  },
  RECREATE_HERE: {
    button: 'Recreate in the CRM',
    title: (name) => `Recreate ${name} in the CRM?`,
    done: 'It is in the CRM again.',
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
