import type { SetupStep } from '@causeway/shared/vocabulary';

const steps: Readonly<Record<string, SetupStep>> = {
  forbidden: 'permissions',
  no_permission: 'permissions',
  unauthorized: 'permissions',
  wrong_keys: 'connect',
  client_id_missing: 'connect',
  wrong_company: 'connect',
  status_missing: 'mapping',
  setup_missing: 'scope',
};

/** The step of the set-up in which a cause is mended; null when it is mended at the record. */
export const fixStepOf = (code: string): SetupStep | null => steps[code] ?? null;
