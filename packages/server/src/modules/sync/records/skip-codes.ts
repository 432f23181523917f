/** Codes of records that are excluded (by a filter) or skipped (by mode or parent), as `sync_skip` and the audit log keep them. */

/** A filter excludes it, or its changes. */
export const EXCLUDED = 'excluded';

/** The mode skips it, or its changes. */
export const BY_MODE = 'mode';

/** A field's direction keeps ConnectWise's value out. */
export const BY_DIRECTION = 'direction';

/** A value of ConnectWise has nothing here that stands for it. */
export const UNPLACED = 'unplaced';

/** Skipped while a push that may have made it is unfinished; looked at again with every poll. */
export const BEING_PUSHED = 'being_pushed';

/** A linked record that a push writes in several requests just now, or in which it saw newer values; looked at again with the next poll. */
export const BEING_WRITTEN = 'being_written';

/** A person has decided its match since it was listed; fetched with the next poll. */
export const MATCH_DECIDED = 'match_decided';

/** A linked record that ConnectWise has removed, as so many at once that a person is asked before its link breaks. */
export const REMOVAL_HELD = 'removal_held';

/** A record that it belongs to is excluded or skipped. */
export const PARENT_EXCLUDED = 'parent_excluded';

/** A record that it belongs to has an open issue. */
export const PARENT_FAILED = 'parent_failed';

/** Its name is that of a record whose own is gone from ConnectWise: it comes in once somebody has said what becomes of that one. */
export const NAME_AWAITED = 'name_awaited';

/** It was in ConnectWise before a sync that was started with "only what is new from today". */
export const EXISTED_BEFORE = 'existed_before';

/** Its link is paused, or a person has said that it is never synced. */
export const HELD = 'held';

/** A person has dismissed its issue. */
export const DISMISSED = 'dismissed';

/** Nothing of it was updated: both sides had changed it, and a person is asked. Of the issue as well. */
export const CONFLICT_ASKED = 'conflict_asked';

/** Nothing of it was updated: both sides had changed it, and the other side's value stands. */
export const CONFLICT = 'conflict';
