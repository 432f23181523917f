/**
 * What there is of it: made now; made by an earlier attempt that was cut off; made after the backup that the installation was restored from; or there
 * before, and surely the same.
 */
export type Origin = 'created' | 'recovered' | 'restored' | 'matched';

/** Nothing of it was in ConnectWise before this push. */
export const isNewThere = ({ how }: { how: Origin | 'linked' }): boolean => how === 'created' || how === 'recovered';

/** It may not stand there as it does here: it is merged by the rules of owners. */
export const isToMerge = ({ how }: { how: Origin | 'linked' }): boolean => how !== 'linked' && how !== 'created';
