import type { CallbackBehaviour } from './callbacks/behaviour.ts';
import { CallbackDispatcher } from './callbacks/dispatcher.ts';
import { signingKeyOf } from './callbacks/key-endpoint.ts';
import { isCompanyName, nameRefused } from './durability/paths.ts';
import { type StoredMeta, TenantStorage } from './durability/tenant-storage.ts';
import { type ApiState, FOREIGN_BASE } from './http/api-handler.ts';
import { Faults } from './http/faults.ts';
import { Journal } from './http/journal.ts';
import { Router } from './http/router.ts';
import type { LoginCompany } from './login-company.ts';
import { allOperations } from './operations/all.ts';
import { plantSeed } from './seed/seed.ts';
import type { Seed } from './seed/seed-name.ts';
import type { Clock } from './store/clock.ts';
import { defaultReadings, type Readings } from './store/options.ts';
import { Tenant } from './tenant/tenant.ts';

/** One login company with what surrounds its rows. */
export interface Member {
  readonly tenant: Tenant;
  readonly dispatcher: CallbackDispatcher;
  readonly storage: TenantStorage | undefined;
  seed: Seed;
  /** Added while the sandbox ran, now or in an earlier run; a reset drops it. */
  readonly isAdded: boolean;
}

/** Everything behind the HTTP surface: login companies, faults, journal, clock. */
export class Core {
  readonly clock: Clock;
  readonly members = new Map<string, Member>();
  readonly state: ApiState;
  origin = '';
  private readonly dataDir: string | undefined;
  private readonly compactAtBytes: number | undefined;
  private readonly readings: Partial<Readings>;

  constructor(options: { clock: Clock; dataDir?: string; compactAtBytes?: number; readings?: Partial<Readings> }) {
    this.clock = options.clock;
    this.dataDir = options.dataDir;
    this.compactAtBytes = options.compactAtBytes;
    this.readings = options.readings ?? {};
    this.state = {
      tenants: new Map<string, Tenant>(),
      router: new Router(allOperations()),
      faults: new Faults(),
      journal: new Journal(),
      counters: new Map(),
      now: () => this.clock.now(),
      durable: (company) => this.members.get(company.toLowerCase())?.storage?.settled(),
      origin: () => this.origin,
      latencyMs: 0,
    };
  }

  async add(login: LoginCompany, seed: Seed, { isAdded = false } = {}): Promise<Member> {
    if (!isCompanyName(login.company)) throw new Error(nameRefused(login.company));
    const storage =
      this.dataDir === undefined ? undefined : new TenantStorage(this.dataDir, login.company, this.compactAtBytes);
    const meta = await storage?.readMeta();
    const readings: Readings = { ...defaultReadings, ...this.readings };
    const tenant = new Tenant({
      company: login.company,
      clock: this.clock,
      readings,
      hrefBase: () => hrefBase(readings, this.origin),
      keys: keysOf(login, meta),
    });
    const plant = (wanted: Seed) => plantSeed(tenant, wanted);
    let kept: Seed = login.seed ?? seed;
    if (storage) kept = await storage.start(tenant, kept, plant);
    else plant(kept);
    const dispatcher = new CallbackDispatcher(
      tenant,
      () => this.origin,
      (entry) => signingKeyOf(tenant, entry),
    );
    const member: Member = { tenant, dispatcher, storage, seed: kept, isAdded };
    this.members.set(login.company.toLowerCase(), member);
    (this.state.tenants as Map<string, Tenant>).set(login.company.toLowerCase(), tenant);
    return member;
  }

  /** Login companies that were added in an earlier run and that nobody named this time. */
  async addKept(): Promise<void> {
    if (this.dataDir === undefined) return;
    for (const company of await TenantStorage.companiesIn(this.dataDir)) {
      if (!this.members.has(company.toLowerCase())) await this.add({ company }, 'empty', { isAdded: true });
    }
  }

  /** A login company by name, or the first one. */
  member(company?: string): Member {
    const [first] = this.members.values();
    const found = company === undefined ? first : this.members.get(company.toLowerCase());
    if (!found)
      throw new Error(`There is no login company "${company}". There are: ${[...this.members.keys()].join(', ')}.`);
    return found;
  }

  /**
   * Starts a login company over with its seed, or another one; faults, journal, clock and rights are as at the start.
   * A reset of all of them drops those that were added since.
   */
  async reset(company?: string, seed?: Seed): Promise<void> {
    if (company === undefined)
      for (const member of [...this.members.values()].filter(({ isAdded }) => isAdded)) await this.drop(member);
    const members = company === undefined ? [...this.members.values()] : [this.member(company)];
    for (const member of members) {
      const { tenant } = member;
      member.seed = seed ?? member.seed;
      tenant.store.clear();
      plantSeed(tenant, member.seed);
      tenant.blobs.clear();
      tenant.cache.clear();
      tenant.permissions.allowAll();
      tenant.keysRevoked = false;
      await member.storage?.rewrite(tenant, member.seed);
    }
    this.state.faults.clear();
    this.state.journal.clear();
    this.state.counters.clear();
    this.clock.reset();
    this.state.latencyMs = 0;
  }

  private async drop({ tenant, dispatcher, storage }: Member): Promise<void> {
    const name = tenant.company.toLowerCase();
    this.members.delete(name);
    (this.state.tenants as Map<string, Tenant>).delete(name);
    dispatcher.close();
    await storage?.drop();
  }

  setCallbacks(behaviour: Partial<CallbackBehaviour>, company?: string): void {
    const members = company === undefined ? [...this.members.values()] : [this.member(company)];
    for (const { dispatcher } of members) dispatcher.setBehaviour(behaviour);
  }

  async close(): Promise<void> {
    for (const { dispatcher, storage } of this.members.values()) {
      dispatcher.close();
      await storage?.close();
    }
  }
}

function keysOf(login: LoginCompany, meta: StoredMeta | undefined) {
  return {
    publicKey: login.publicKey ?? meta?.publicKey,
    privateKey: login.privateKey ?? meta?.privateKey,
  };
}

function hrefBase(readings: Readings, origin: string): string {
  if (readings.hrefs === 'foreign-host') return FOREIGN_BASE;
  return `${origin}/v4_6_release/apis/3.0${readings.hrefs === 'double-slash' ? '/' : ''}`;
}
