import { randomBytes } from 'node:crypto';
import { records } from '../model/registry.ts';
import { Finder } from '../query/finder.ts';
import type { Clock } from '../store/clock.ts';
import { JsonCache } from '../store/json-cache.ts';
import type { Readings } from '../store/options.ts';
import { Renderer } from '../store/render.ts';
import { Store } from '../store/store.ts';
import type { ActingMember } from '../write/write-context.ts';
import { Writer } from '../write/writer.ts';
import { Blobs } from './blobs.ts';
import { Permissions } from './permissions.ts';

/** An API member's keys. */
export interface Keys {
  readonly publicKey: string;
  readonly privateKey: string;
  readonly memberId: number;
}

/** One login company: its rows, its keys and rights, and the machinery that reads and writes them. */
export class Tenant {
  readonly company: string;
  readonly store: Store;
  readonly readings: Readings;
  readonly renderer: Renderer;
  readonly cache: JsonCache;
  readonly finder: Finder;
  readonly writer: Writer;
  readonly permissions: Permissions;
  readonly blobs: Blobs;
  readonly keys: Keys;
  readonly signingKeys = new Map<string, string>();
  keysRevoked = false;

  constructor(options: {
    company: string;
    clock: Clock;
    readings: Readings;
    hrefBase: () => string;
    keys?: Partial<Keys>;
  }) {
    this.company = options.company;
    this.readings = options.readings;
    this.permissions = new Permissions(options.readings, isSetUpTable);
    this.store = new Store(options.clock, records);
    this.renderer = new Renderer(this.store, options.hrefBase, options.readings);
    this.cache = new JsonCache(this.store, this.renderer);
    this.finder = new Finder(this.store, options.readings);
    this.writer = new Writer(this.store, options.readings);
    this.blobs = new Blobs();
    this.keys = {
      publicKey: options.keys?.publicKey ?? randomBytes(12).toString('hex'),
      privateKey: options.keys?.privateKey ?? randomBytes(12).toString('hex'),
      memberId: options.keys?.memberId ?? 1,
    };
  }

  /** The member whose keys these are, or undefined when they are wrong, revoked, or the member is inactive. */
  memberFor(publicKey: string, privateKey: string): ActingMember | undefined {
    if (this.keysRevoked || publicKey !== this.keys.publicKey || privateKey !== this.keys.privateKey) return undefined;
    return this.apiMember();
  }

  apiMember(): ActingMember | undefined {
    const row = this.store.table('members').get(this.keys.memberId);
    if (!row) return { id: this.keys.memberId, identifier: 'api' };
    return row.inactiveFlag === true ? undefined : { id: row.id, identifier: String(row.identifier) };
  }
}

/** Set-up tables: served records that others refer to, that have no parent and that nobody is called back for. */
function isSetUpTable(path: string): boolean {
  return setUpPaths.some((table) => path === table || path === `${table}/count` || path === `${table}/{id}`);
}

const setUpPaths = [...records.values()].flatMap((definition) =>
  definition.path !== null &&
  !definition.parent &&
  !definition.callbackType &&
  !['members', 'products', 'callbacks'].includes(definition.name)
    ? [definition.path.toLowerCase()]
    : [],
);
