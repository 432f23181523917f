import type { SetupState, SetupStepName } from '../../../graphql/graphql.ts';

/** What each step is called, and where it is. */
export const stepWords = {
  CONNECT: { label: 'Connect', to: '/integrations/setup/connect' },
  PERMISSIONS: { label: 'Check permissions', to: '/integrations/setup/permissions' },
  SCOPE: { label: 'What to sync', to: '/integrations/setup/scope' },
  MAPPING: { label: 'Mapping', to: '/integrations/setup/mapping' },
  MATCHING: { label: 'Match existing', to: '/integrations/setup/matching' },
  PREVIEW: { label: 'Preview', to: '/integrations/setup/preview' },
  START: { label: 'Start', to: '/integrations/setup/start' },
} as const satisfies Partial<Record<SetupStepName, { label: string; to: string }>>;

export type KnownStep = keyof typeof stepWords;

export const isKnownStep = (step: SetupStepName): step is KnownStep => step in stepWords;

export const stateWords: Record<SetupState, string> = {
  DONE: 'done',
  NEEDS_WORK: 'needs work',
  OPEN: 'to do',
  LOCKED: 'locked',
};
