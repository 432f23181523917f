import type { StepReporter } from '../../integration/settings/setup-progress.service.ts';
import { changedSincePreview, previewStates } from '../messages/preview.messages.ts';
import { newestPreview, readStanding } from './preview.queries.ts';
import { readBasis } from './preview-basis.queries.ts';
import { changedSince } from './preview-basis.rules.ts';

const endings = {
  running: null,
  done: null,
  failed: previewStates.failed,
  cancelled: previewStates.cancelled,
} as const;

/** How the preview stands as a step of the set-up; after the start it is there for the asking, and done while it is true. */
export const previewReporter: StepReporter = {
  step: 'preview',
  async report(tx, connectionId) {
    const newest = await newestPreview(tx, connectionId);
    const done = newest?.state === 'done' ? newest : await newestPreview(tx, connectionId, 'done');
    const now = await readStanding(tx, connectionId);
    if (newest?.state === 'running' && !now?.isStarted) return { state: 'open', note: previewStates.running };
    if (!done) return { state: 'open', note: now?.isStarted ? null : newest && endings[newest.state] };
    const standing = { settingsRevision: now?.revision ?? 1, basis: await readBasis(tx, connectionId) };
    const changed = changedSince(done, standing);
    if (changed.length === 0) return { state: 'done', note: null };
    if (now?.isStarted) return { state: 'open', note: null };
    const isSettings = done.settingsRevision !== standing.settingsRevision;
    return {
      state: 'needs_work',
      note: isSettings ? previewStates.settingsChanged : changedSincePreview(changed),
    };
  },
};
