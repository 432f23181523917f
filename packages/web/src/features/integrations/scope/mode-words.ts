import type { SyncMode } from '../../../graphql/graphql.ts';

type Flow = 'yes' | 'on win' | 'no';

/** Each mode: its name, one honest sentence, and what passes in each direction. */
export const modeWords: Record<SyncMode, { label: string; sentence: string; flows: Record<string, Flow> }> = {
  PULL_NEW_PUSH_WON: {
    label: 'Bring in new records, send won opportunities',
    sentence:
      'A record that is new in ConnectWise arrives once; later edits stay where they are made. A won opportunity goes to ConnectWise with everything that belongs to it.',
    flows: { pullCreate: 'yes', pullUpdate: 'no', pushCreate: 'on win', pushUpdate: 'no' },
  },
  REAL_TIME: {
    label: 'Real time',
    sentence:
      'New records and edits flow both ways, whatever the opportunity’s status: to ConnectWise at once, from ConnectWise every 15 minutes.',
    flows: { pullCreate: 'yes', pullUpdate: 'yes', pushCreate: 'yes', pushUpdate: 'yes' },
  },
  PULL_ONLY: {
    label: 'Only from ConnectWise',
    sentence: 'New records and edits arrive from ConnectWise every 15 minutes. Nothing is sent.',
    flows: { pullCreate: 'yes', pullUpdate: 'yes', pushCreate: 'no', pushUpdate: 'no' },
  },
  PUSH_WON_ONLY: {
    label: 'Only won opportunities to ConnectWise',
    sentence: 'Won opportunities are sent with everything that belongs to them. Nothing is brought in.',
    flows: { pullCreate: 'no', pullUpdate: 'no', pushCreate: 'on win', pushUpdate: 'no' },
  },
};

export const syncModes = Object.keys(modeWords) as SyncMode[];

export const isSyncMode = (value: string): value is SyncMode => Object.hasOwn(modeWords, value);
