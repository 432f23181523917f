import { hash } from 'node:crypto';
import { isFresh } from '../../../connectwise/client/fresh-records.ts';
import type { WireRecord } from '../../../connectwise/wire/wire.ts';
import { UNSETTLED } from '../../links/link.ts';
import type { Draft, EntitySync } from './entity-sync.ts';

/** ConnectWise's time of the last change; null when `_info` did not come. Whole seconds: two writes within one share it. */
export function lastUpdatedOf(record: WireRecord): Date | null {
  const text = record._info?.lastUpdated;
  return text ? new Date(text) : null;
}

/** A short fingerprint of what this product reads of a record. Drafts keep the order of their keys, so equal drafts hash equal. */
export const hashOf = (draft: Draft): string => hash('sha1', JSON.stringify(draft), 'base64url');

/** Whether a record of which a list does not tell everything may have changed once more since ConnectWise answered, without its time moving. */
export const isUnsettled = ({ needsEnrichment }: Pick<EntitySync, 'needsEnrichment'>, record: WireRecord): boolean =>
  needsEnrichment?.(record) === true && isFresh(record);

/** What is remembered of a record's content: of one that may have changed again, that it has to be read once more. */
export const hashToKeep = (hash: string | null, isUnsettled: boolean): string | null =>
  isUnsettled && hash !== null ? UNSETTLED : hash;
