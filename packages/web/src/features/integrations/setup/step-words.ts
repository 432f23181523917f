import { msg } from '@lingui/core/macro';
import { words } from '../../../components/language/language.ts';
import type { SetupState, SetupStepName } from '../../../graphql/graphql.ts';

/** What each step is called, and where it is. */
export const stepWords = words({
  CONNECT: { label: msg`Connect`, to: '/integrations/setup/connect' },
  PERMISSIONS: { label: msg`Check permissions`, to: '/integrations/setup/permissions' },
  SCOPE: { label: msg`What to sync`, to: '/integrations/setup/scope' },
  MAPPING: { label: msg`Mapping`, to: '/integrations/setup/mapping' },
  MATCHING: { label: msg`Match existing`, to: '/integrations/setup/matching' },
  PREVIEW: { label: msg`Preview`, to: '/integrations/setup/preview' },
  START: { label: msg`Start`, to: '/integrations/setup/start' },
} as const) satisfies Partial<Record<SetupStepName, { label: string; to: string }>>;

export type KnownStep = keyof typeof stepWords;

export const isKnownStep = (step: SetupStepName): step is KnownStep => step in stepWords;

export const stateWords: Record<SetupState, string> = words({
  DONE: msg`done`,
  NEEDS_WORK: msg`needs work`,
  OPEN: msg`to do`,
  LOCKED: msg`locked`,
});
