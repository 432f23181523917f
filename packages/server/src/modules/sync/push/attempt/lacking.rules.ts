import type { ReferenceKind } from '@causeway/shared/vocabulary';
import type { Lacking } from '../../../integration/mapping/lacking.ts';
import type { NotSent } from '../../records/fields/derive.ts';

/** In what something was looked for in vain. */
export const lackingOf = (notSent: readonly NotSent[]): Lacking[] => notSent.flatMap(({ lacks }) => lacks ?? []);

/** Those that are lists of ConnectWise. */
export const listsOf = (notSent: readonly NotSent[]): ReferenceKind[] =>
  lackingOf(notSent).flatMap((one) => (one === 'product_map' ? [] : [one]));

/** Fields whose value goes out by itself once ConnectWise has an option for it. */
export const lackingFields = (notSent: readonly NotSent[]): string[] =>
  notSent.flatMap(({ field, lacks }) => (lacks ? [field] : []));
