import type { Tone } from '../../../components/status-badge.tsx';
import type { PreviewOperation } from '../../../graphql/graphql.ts';

/** What a sync would do with a record: as the head of a column, of one record, and how much it asks for attention. */
export const previewWords: Record<PreviewOperation, { column: string; one: string; tone: Tone }> = {
  CREATE: { column: 'Create', one: 'Would be created', tone: 'ok' },
  UPDATE: { column: 'Update', one: 'Would be updated', tone: 'ok' },
  LINK: { column: 'Link', one: 'Would be linked', tone: 'ok' },
  SKIP: { column: 'Skip', one: 'Skipped', tone: 'quiet' },
  NEEDS_PERSON: { column: 'Need a person', one: 'Needs a person', tone: 'attention' },
};

export const previewOperations = Object.keys(previewWords) as PreviewOperation[];
