import { isSame } from '../../../../platform/is-same.ts';
import type { Fields } from '../../records/entity-sync.ts';

/** Whether nobody has edited a field there since it was read; one that holds what is written may be this push's own doing. */
export const isAsRead = (was: Fields | null, now: Fields | null, written: Fields | null): boolean =>
  was !== null &&
  now !== null &&
  Object.keys(now).every(
    (field) => isSame(now[field], was[field]) || (written !== null && isSame(now[field], written[field])),
  );
