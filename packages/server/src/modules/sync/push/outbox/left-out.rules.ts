import { isSame } from '../../../../platform/is-same.ts';
import { type Base, standInsOf } from '../../conflicts/base.rules.ts';
import type { Fields } from '../../records/entity-sync.ts';

/** Where an admin changes what keeps it here: what goes which way, the map of stages, that of tax regions. */
export const leftOutSettings = ['scope', 'mapping', 'taxes'] as const;

/** What of a pushed record is not in ConnectWise as it stands here, in words. */
export interface LeftOut {
  label: string;
  /** The end of the sentence "Not sent: tax region, because …". */
  because: string;
  /** The field of the record, where it is one. */
  field?: string;
  setting?: (typeof leftOutSettings)[number];
}

/** One word a thing; the last reason counts. */
export const withLeftOut = (known: readonly LeftOut[], more: readonly LeftOut[]): LeftOut[] => [
  ...known.filter(({ label }) => !more.some((one) => one.label === label)),
  ...more,
];

/** What an earlier push did not send is told again by none, unless it is edited: it stays so as long as its field does. */
export const carriedOn = (before: readonly LeftOut[], now: readonly LeftOut[]): LeftOut[] =>
  withLeftOut(
    before.filter(({ field }) => field !== undefined),
    now,
  );

/** Those of which the two sides still differ, as far as that is known: another value came in, or went out since. */
export const stillLeftOut = (all: readonly LeftOut[], base: Base | null, local: Fields | undefined): LeftOut[] =>
  all.filter(({ field }) => {
    if (field === undefined || base === null || !local || !(field in base) || !(field in local)) return true;
    return field in standInsOf(base) || !isSame(local[field], base[field]);
  });
