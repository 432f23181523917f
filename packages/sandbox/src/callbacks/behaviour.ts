import { finite, notBelowZero, share } from '../http/fault-check.ts';

/** How deliveries misbehave. All off by default. */
export interface CallbackBehaviour {
  /** Deliver each message this many times more. */
  duplicate: number;
  /** Send messages that belong to the same stretch of time one by one, in another order than that of their commits. */
  reorder: boolean;
  /** Length of that stretch, in milliseconds. */
  reorderWithinMs: number;
  /** Share of messages that are never sent, 0…1. */
  drop: number;
  /** Milliseconds between the commit and the delivery. */
  delayMs: number;
  /** Share of messages signed with a wrong key, 0…1. */
  forge: number;
  /** Host that `key_url` names instead of the sandbox, e.g. `keys.attacker.example`. */
  foreignKeyHost: string | null;
  /** Seed of the shares and of the shuffle. */
  seed: number;
  /** Milliseconds before the second and third try after 404, 409, 419 or 429. */
  retryDelaysMs: readonly number[];
  timeoutMs: number;
}

export const defaultBehaviour: CallbackBehaviour = {
  duplicate: 0,
  reorder: false,
  reorderWithinMs: 100,
  drop: 0,
  delayMs: 0,
  forge: 0,
  foreignKeyHost: null,
  seed: 1,
  retryDelaysMs: [2_000, 4_000],
  timeoutMs: 5_000,
};

/** Refuses behaviour that there is not, and numbers that mean nothing. */
export function checkBehaviour(changes: Partial<CallbackBehaviour>): void {
  for (const key of Object.keys(changes))
    if (!Object.hasOwn(defaultBehaviour, key)) throw new Error(`Callbacks have no behaviour "${key}".`);
  for (const name of ['drop', 'forge'] as const) share(changes[name], name);
  for (const name of ['duplicate', 'reorderWithinMs', 'delayMs', 'timeoutMs'] as const)
    notBelowZero(changes[name], name);
  if (changes.seed !== undefined) finite(changes.seed, 'seed');
  for (const delay of changes.retryDelaysMs ?? []) notBelowZero(delay, 'retryDelaysMs');
}
