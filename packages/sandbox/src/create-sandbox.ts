import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ApiHandler, type ApiState, FOREIGN_BASE } from './http/api-handler.ts';
import { type FaultRule, Faults } from './http/faults.ts';
import { front } from './http/front.ts';
import { Journal, type JournalEntry } from './http/journal.ts';
import { Router } from './http/router.ts';
import { documentOperations } from './operations/documents.ts';
import { forecastOperations } from './operations/forecast.ts';
import { recordOperations } from './operations/record-operations.ts';
import { specialOperations } from './operations/special.ts';
import { type SandboxStore, sandboxStore } from './sandbox-store.ts';
import { plantSeed, type Seed } from './seed/seed.ts';
import { Clock } from './store/clock.ts';
import { defaultReadings, type Readings } from './store/options.ts';
import { Tenant } from './tenant/tenant.ts';

export interface SandboxOptions {
  /** 0 (the default) takes any free port. */
  port?: number;
  host?: string;
  /** What the login companies hold at first: `demo` (the default), `traps`, `empty`, or a number of companies to generate. */
  seed?: Seed;
  /** Serve the control API below `/control`. Off unless asked for: it can do anything. */
  control?: boolean;
  /** Keep state in this directory across restarts. */
  dataDir?: string;
  /** Source of the time; `clock.set` and `clock.advance` move it. */
  clock?: () => Date;
  /** Login companies; the first is the one of `company`, `publicKey` and so on. Default: one, called `sandbox`. */
  companies?: readonly (string | LoginCompany)[];
  /** Other readings of uncertain rules. */
  readings?: Partial<Readings>;
  publicKey?: string;
  privateKey?: string;
}

export interface LoginCompany {
  company: string;
  seed?: Seed;
  publicKey?: string;
  privateKey?: string;
}

/** What a client needs to call as one login company, and that company's rows. */
export interface CompanyHandle {
  readonly company: string;
  readonly publicKey: string;
  readonly privateKey: string;
  readonly store: SandboxStore;
  revokeKeys(): void;
  restoreKeys(): void;
  /** Takes a right from the API member: a module (`sales`) or a path (`/company/companies`), for one verb or all. */
  deny(moduleOrPath: string, verb?: string): void;
  allow(moduleOrPath: string, verb?: string): void;
  /** Rules that the reference pages mark as uncertain; may be changed at any time. */
  readonly readings: Readings;
}

export interface Sandbox extends CompanyHandle {
  /** e.g. `http://127.0.0.1:53211`; the API is below `/v4_6_release/apis/3.0`. */
  readonly url: string;
  readonly port: number;
  /** Any value works as `clientId`; this one is offered. */
  readonly clientId: string;
  close(): Promise<void>;
  fail(rule: FaultRule): void;
  clearFaults(): void;
  journal(): readonly JournalEntry[];
  clearJournal(): void;
  /** Requests by method and status since the start. */
  counters(): Readonly<Record<string, number>>;
  /** Extra milliseconds for every list and read. */
  setLatency(ms: number): void;
  readonly clock: { now(): Date; set(date: Date): void; advance(ms: number): void; reset(): void };
  /** Another login company of this sandbox. */
  tenant(company: string): CompanyHandle;
  readonly companies: readonly string[];
}

const CLIENT_ID = '6f0c1c9e-6f1d-4f1e-9f55-2f1d1c0b7a01';

/** Starts a ConnectWise stand-in on loopback and returns once it listens. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const clock = new Clock(options.clock);
  let origin = '';
  const readings: Readings = { ...defaultReadings, ...options.readings };
  const hrefBase = () => {
    if (readings.hrefs === 'foreign-host') return FOREIGN_BASE;
    return `${origin}/v4_6_release/apis/3.0${readings.hrefs === 'double-slash' ? '/' : ''}`;
  };
  const tenants = new Map<string, Tenant>();
  for (const entry of options.companies ?? ['sandbox']) {
    const login: LoginCompany = typeof entry === 'string' ? { company: entry } : entry;
    const isFirst = tenants.size === 0;
    const keys = {
      publicKey: login.publicKey ?? (isFirst ? options.publicKey : undefined),
      privateKey: login.privateKey ?? (isFirst ? options.privateKey : undefined),
    };
    tenants.set(
      login.company.toLowerCase(),
      new Tenant({ company: login.company, clock, readings: isFirst ? readings : { ...readings }, hrefBase, keys }),
    );
    const tenant = tenants.get(login.company.toLowerCase());
    if (tenant) plantSeed(tenant, login.seed ?? options.seed ?? 'demo');
  }
  const state: ApiState = {
    tenants,
    router: new Router([...forecastOperations, ...documentOperations, ...specialOperations, ...recordOperations()]),
    faults: new Faults(),
    journal: new Journal(),
    counters: new Map(),
    now: () => clock.now(),
    durable: () => undefined,
    origin: () => origin,
    latencyMs: 0,
  };
  const parts = { api: new ApiHandler(state), tenants, others: [] };
  const server = createServer({ maxHeaderSize: 64 * 1024, keepAliveTimeout: 30_000 }, (request, response) => {
    front(parts, request, response).catch(() => response.destroy());
  });
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  });
  const { port } = server.address() as AddressInfo;
  origin = `http://${host}:${port}`;
  const [first] = tenants.values();
  if (!first) throw new Error('A sandbox needs at least one login company.');
  return {
    ...companyHandle(first),
    url: origin,
    port,
    clientId: CLIENT_ID,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
    fail: (rule) => state.faults.add(rule),
    clearFaults: () => state.faults.clear(),
    journal: () => state.journal.list(),
    clearJournal: () => state.journal.clear(),
    counters: () => Object.fromEntries(state.counters),
    setLatency: (ms) => {
      state.latencyMs = ms;
    },
    clock: {
      now: () => clock.now(),
      set: (date) => clock.set(date),
      advance: (ms) => clock.advance(ms),
      reset: () => clock.reset(),
    },
    tenant: (company) => {
      const tenant = tenants.get(company.toLowerCase());
      if (!tenant) throw new Error(`No login company "${company}". There are: ${[...tenants.keys()].join(', ')}.`);
      return companyHandle(tenant);
    },
    companies: [...tenants.values()].map((tenant) => tenant.company),
  };
}

function companyHandle(tenant: Tenant): CompanyHandle {
  return {
    company: tenant.company,
    publicKey: tenant.keys.publicKey,
    privateKey: tenant.keys.privateKey,
    store: sandboxStore(tenant),
    readings: tenant.readings,
    revokeKeys: () => {
      tenant.keysRevoked = true;
    },
    restoreKeys: () => {
      tenant.keysRevoked = false;
    },
    deny: (moduleOrPath, verb) => tenant.permissions.deny(moduleOrPath, verb),
    allow: (moduleOrPath, verb) => tenant.permissions.allow(moduleOrPath, verb),
  };
}
