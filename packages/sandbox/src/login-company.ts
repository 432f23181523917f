import type { Seed } from './seed/seed-name.ts';

/** A login company to start with. Keys that are not given are made up, or kept from an earlier run. */
export interface LoginCompany {
  company: string;
  seed?: Seed;
  publicKey?: string;
  privateKey?: string;
}
