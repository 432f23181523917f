import type { PulledEntity } from '../../src/modules/links/link.ts';

export type Mode = 'REAL_TIME' | 'PULL_NEW_PUSH_WON';

/** Names of the sandbox's tables. */
export const remoteTable = {
  company: 'companies',
  contact: 'contacts',
  product: 'catalog',
  opportunity: 'opportunities',
} as const satisfies Partial<Record<PulledEntity, string>>;
export type Entity = keyof typeof remoteTable;
export const entities: readonly Entity[] = ['company', 'contact', 'product', 'opportunity'];
export const isEntity = (entity: string): entity is Entity => entity in remoteTable;

export const bundleModes = ['BUNDLE', 'CHILD_PRODUCTS', 'SINGLE_PRODUCT'] as const;
export type BundleMode = (typeof bundleModes)[number];
