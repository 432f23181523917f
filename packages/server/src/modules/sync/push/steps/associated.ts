import type { NotSent } from '../../records/fields/derive.ts';

/** What of a list was sent, and why not; `hasOthers`: somebody has added to it there since it was read, which stays and comes in. */
export interface Associated {
  isSent: boolean;
  notSent?: Omit<NotSent, 'field'>;
  hasOthers?: boolean;
}
