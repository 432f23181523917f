import type { NotSent } from '../../records/fields/derive.ts';

/** What of a list was sent, and why not; `hasOthers`: whether the record shows afterwards what somebody has added there meanwhile, which stays and comes in. */
export interface Associated<R> {
  isSent: boolean;
  notSent?: Omit<NotSent, 'field'>;
  hasOthers?: (after: R) => boolean;
}
