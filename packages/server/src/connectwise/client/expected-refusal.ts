import { AsyncLocalStorage } from 'node:async_hooks';
import type { ConnectWiseError } from './connectwise-error.ts';

const expecting = new AsyncLocalStorage<true>();

/** Runs requests that are meant to be refused: trying a right asks for what cannot be carried out. Their refusals are no trouble to be warned of. */
export const expectRefusal = <T>(work: () => Promise<T>): Promise<T> => expecting.run(true, work);

/** Whether this refusal was asked for. Keys that do not count and a pause that ConnectWise wants are never. */
export function isRefusalExpected({ status }: Pick<ConnectWiseError, 'status'>): boolean {
  const isRefusal = status !== null && status >= 400 && status < 500 && status !== 401 && status !== 429;
  return isRefusal && expecting.getStore() === true;
}
