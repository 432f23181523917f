import type { SyncMode } from '@causeway/shared/vocabulary';

/** The modes as the screens name them. */
export const modeNames: Readonly<Record<SyncMode, string>> = {
  pull_new_push_won: 'Bring in new records, send won opportunities',
  real_time: 'Real time',
  pull_only: 'Only from ConnectWise',
  push_won_only: 'Only won opportunities to ConnectWise',
};
