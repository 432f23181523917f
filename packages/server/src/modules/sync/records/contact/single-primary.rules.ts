import type { EntityLink } from '../../../links/link.ts';
import { withoutStandIns } from '../../conflicts/base.rules.ts';

/** A link by which neither side's primary mark is what was agreed on: both are edits. */
export const withoutAgreed = (link: EntityLink): EntityLink => ({
  ...link,
  base: { ...withoutStandIns(link.base, ['isPrimary']), isPrimary: null },
});
