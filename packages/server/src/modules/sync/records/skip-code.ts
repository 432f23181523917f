/** Code of a record that stays out while a push that may have made it is unfinished; looked at again with every poll. */
export const BEING_PUSHED = 'being_pushed';

/** Code of a record that a filter keeps out, or keeps as it is. */
export const EXCLUDED = 'excluded';

/** Code of a record that the mode kept out, or whose changes it kept out. */
export const BY_MODE = 'mode';

/** Code of a record whose match a person has decided since it was listed; fetched with the next poll. */
export const MATCH_DECIDED = 'match_decided';
