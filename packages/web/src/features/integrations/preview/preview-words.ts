import { msg } from '@lingui/core/macro';
import { words } from '../../../components/language/language.ts';
import type { Tone } from '../../../components/status-badge.tsx';
import type { PreviewOperation } from '../../../graphql/graphql.ts';

/** What a sync would do with a record: as the head of a column, of one record, and how much it asks for attention. */
export const previewWords: Record<PreviewOperation, { column: string; one: string; tone: Tone }> = words({
  CREATE: { column: msg`Create`, one: msg`Would be created`, tone: 'ok' },
  UPDATE: { column: msg`Update`, one: msg`Would be updated`, tone: 'ok' },
  LINK: { column: msg`Link`, one: msg`Would be linked`, tone: 'ok' },
  SKIP: { column: msg`Skip`, one: msg`Skipped`, tone: 'quiet' },
  NEEDS_PERSON: { column: msg`Need a person`, one: msg`Needs a person`, tone: 'attention' },
});

export const previewOperations = Object.keys(previewWords) as PreviewOperation[];
