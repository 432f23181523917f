import { hash } from 'node:crypto';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Draft } from './entity-sync.ts';

/** ConnectWise's time of the last change; null when `_info` did not come. Whole seconds: two writes within one share it. */
export function lastUpdatedOf(record: WireRecord): Date | null {
  const text = record._info?.lastUpdated;
  return text ? new Date(text) : null;
}

/** A short fingerprint of what this product reads of a record. Drafts keep the order of their keys, so equal drafts hash equal. */
export const hashOf = (draft: Draft): string => hash('sha1', JSON.stringify(draft), 'base64url');
