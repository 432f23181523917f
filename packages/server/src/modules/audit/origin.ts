/** Declared in the platform because a request's actor carries it; modules take it from here. */
export type { Origin } from '../../platform/origin.ts';
