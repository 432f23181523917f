import { alwaysFailing, away, wrongAnswersOften } from './api-trouble.ts';
import { bothEdited, changesWhilePaging, echoes } from './both-sides.ts';
import { messyMessages, newerThanThePage } from './callbacks.ts';
import { termUnderLoad } from './ending.ts';
import type { Fault } from './fault.ts';
import { firstSyncKills } from './first-sync-kills.ts';
import { forEver } from './for-ever.ts';
import { frozenWorker, skewedClocks } from './frozen.ts';
import { gone } from './gone.ts';
import { randomHistories } from './histories.ts';
import { pushKills } from './push-kills.ts';
import { contention, mongoCuts, postgresRestarts } from './stores.ts';

/** All of them, in the order of their numbers. */
export const faults: readonly Fault[] = [
  firstSyncKills,
  pushKills,
  wrongAnswersOften,
  away,
  gone,
  messyMessages,
  newerThanThePage,
  bothEdited,
  echoes,
  changesWhilePaging,
  postgresRestarts,
  mongoCuts,
  frozenWorker,
  skewedClocks,
  alwaysFailing,
  contention,
  termUnderLoad,
  randomHistories,
  forEver,
];
