import { AsyncLocalStorage } from 'node:async_hooks';

const address = new AsyncLocalStorage<string | null>();

/** Runs what somebody asked for from this network address. */
export const whileAskedFrom = <T>(from: string | null | undefined, work: () => T): T => address.run(from ?? null, work);

/** The network address that what runs was asked for from; null for jobs and commands. */
export const askedFrom = (): string | null => address.getStore() ?? null;
