import type { Sandbox } from '../index.ts';
import { clientOf } from './client.ts';

/** The sandbox that the cases of readings are tried on; the test sets it before the first one. */
export const world: { sandbox: Sandbox } = Object.create(null);

export const call: ReturnType<typeof clientOf> = (...request) => clientOf(world.sandbox)(...request);

export interface Case {
  readonly other: unknown;
  /** What a caller sees with the default, and with the other reading. */
  readonly seen: readonly [unknown, unknown];
  look(): Promise<unknown>;
}
