import { settingsRevised } from '../messages/preview.messages.ts';
import type { Basis } from './preview-basis.queries.ts';

export interface StandsOn {
  settingsRevision: number;
  basis: Basis;
}

/** What has changed since, in words; empty when a preview still holds. */
export function changedSince(then: StandsOn, now: StandsOn): string[] {
  const settings =
    then.settingsRevision === now.settingsRevision
      ? []
      : [settingsRevised(then.settingsRevision, now.settingsRevision)];
  const parts = [...new Set([...Object.keys(then.basis), ...Object.keys(now.basis)])].sort();
  return [...settings, ...parts.filter((part) => then.basis[part] !== now.basis[part])];
}
