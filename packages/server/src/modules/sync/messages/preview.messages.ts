/** How a preview of the first sync stands. */

export const previewStates = {
  running: 'It is being made.',
  failed: 'The last one failed.',
  cancelled: 'The last one was cancelled.',
  settingsChanged: 'The settings changed since the preview.',
} as const;

export const changedSincePreview = (what: readonly string[]): string =>
  `Changed since the preview: ${what.join(', ')}.`;

export const previewInterrupted = (): string => 'It was interrupted again and again. Look at the log of the worker.';

export const previewPaused = (): string => 'The sync is paused, or ConnectWise cannot be reached.';

export const settingsRevised = (then: number, now: number): string =>
  `the settings (revision ${then} then, ${now} now)`;

/** A remark on a bundle that holds another one. */
export const bundleMayBeRefused = (inner: string): string =>
  `Whether a bundle may hold another one ("${inner}") is ConnectWise’s to say; when it refuses, the push says so.`;

/** Why a record would be made. */
export const nothingHere = (): string => 'No record of the CRM matches.';
