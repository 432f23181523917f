import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { NotSent } from '../../records/fields/derive.ts';

/** Lists of ConnectWise in which something was looked for in vain. */
export const listsOf = (notSent: readonly NotSent[]): ReferenceKind[] => notSent.flatMap(({ lacks }) => lacks ?? []);

/** Fields whose value goes out by itself once ConnectWise has an option for it. */
export const lackingFields = (notSent: readonly NotSent[]): string[] =>
  notSent.flatMap(({ field, lacks }) => (lacks ? [field] : []));
