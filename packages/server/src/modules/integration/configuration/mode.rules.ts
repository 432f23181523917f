import type { SyncMode } from '@causeway/shared/vocabulary';

/**
 * What a mode lets through. `pullCreate`/`pullUpdate`: new and changed ConnectWise records reach the CRM; `pushOpen`: records are
 * created in ConnectWise before a win; `pushWon`: a won opportunity goes out with all that belongs to it; `pushUpdate`: edits of
 * linked records go out.
 */
export interface ModeCapabilities {
  readonly pullCreate: boolean;
  readonly pullUpdate: boolean;
  readonly pushOpen: boolean;
  readonly pushWon: boolean;
  readonly pushUpdate: boolean;
}

/** A mode is nothing but its set of capabilities; engines ask for a capability, never for a mode. */
export const modeCapabilities: Readonly<Record<SyncMode, ModeCapabilities>> = {
  pull_new_push_won: { pullCreate: true, pullUpdate: false, pushOpen: false, pushWon: true, pushUpdate: false },
  real_time: { pullCreate: true, pullUpdate: true, pushOpen: true, pushWon: true, pushUpdate: true },
  pull_only: { pullCreate: true, pullUpdate: true, pushOpen: false, pushWon: false, pushUpdate: false },
  push_won_only: { pullCreate: false, pullUpdate: false, pushOpen: false, pushWon: true, pushUpdate: false },
};
