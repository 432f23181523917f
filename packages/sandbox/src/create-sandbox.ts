import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallbackBehaviour } from './callbacks/behaviour.ts';
import type { Delivery } from './callbacks/delivery.ts';
import { serveSigningKey } from './callbacks/key-endpoint.ts';
import { ControlApi } from './control/control-api.ts';
import type { CustomFieldWish } from './control/custom-field-wish.ts';
import { defineCustomField } from './control/custom-fields.ts';
import type { SandboxState } from './control/sandbox-state.ts';
import { exportState, importState } from './control/state.ts';
import { Core, type Member } from './core.ts';
import { lockDirectory } from './durability/lock.ts';
import { ApiHandler } from './http/api-handler.ts';
import type { FaultRule } from './http/fault-rule.ts';
import { type FrontParts, front } from './http/front.ts';
import type { JournalEntry, JournalSearch } from './http/journal-entry.ts';
import type { LoginCompany } from './login-company.ts';
import { serveOpenApi } from './operations/openapi-page.ts';
import { assertServed } from './operations/served.ts';
import { servePages } from './page/pages.ts';
import type { SandboxStore, WireRecord } from './sandbox-store.ts';
import type { Seed } from './seed/seed-name.ts';
import { Clock } from './store/clock.ts';
import type { Readings } from './store/options.ts';
import { sandboxStore } from './tenant/store-access.ts';

export interface SandboxOptions {
  /** 0 (the default) takes any free port. */
  port?: number;
  host?: string;
  /** The address by which others reach it, where that is another one than it listens on: `http://sandbox:4010`. */
  address?: string;
  /** What the login companies hold at first: `demo` (the default), `traps`, `empty`, or a number of companies to generate. */
  seed?: Seed;
  /** Serve the control API below `/control`. Off unless asked for: it can do anything. */
  control?: boolean;
  /** Names in `Host` that the control API answers to, beside addresses and `localhost`: e.g. that of its container. */
  controlHosts?: readonly string[];
  /** Keep state in this directory across restarts; a write is answered once it is on disk. */
  dataDir?: string;
  /** Bytes of change log after which it is folded into a new snapshot (64 MiB). */
  compactAtBytes?: number;
  /** Source of the time; `clock.set` and `clock.advance` move it. */
  clock?: () => Date;
  /** Login companies; the first is the one of `company`, `publicKey` and so on. Default: one, called `sandbox`. */
  companies?: readonly (string | LoginCompany)[];
  /** Other readings of uncertain rules. */
  readings?: Partial<Readings>;
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
  allowAll(): void;
  /** Defines a custom field or changes it, e.g. to be required from now on; answers its definition. */
  customField(wish: CustomFieldWish): WireRecord;
  /** Rules that the reference pages mark as uncertain; may be changed at any time. */
  readonly readings: Readings;
  readonly callbacks: {
    /** Makes deliveries misbehave. */
    behave(changes: Partial<CallbackBehaviour>): void;
    deliveries(): readonly Delivery[];
    /** Settles when no message waits or is on its way. */
    idle(): Promise<void>;
  };
}

export interface Sandbox extends CompanyHandle {
  /** e.g. `http://127.0.0.1:53211`; the API is below `/v4_6_release/apis/3.0`. */
  readonly url: string;
  readonly port: number;
  /** Any value works as `clientId`; this one is offered. */
  readonly clientId: string;
  close(): Promise<void>;
  /** Makes matching requests fail until `clearFaults`. */
  fail(rule: FaultRule): void;
  /** Answers the next matching request (or `times` of them) with a status, headers and body of your own. */
  stub(rule: Omit<FaultRule, 'kind' | 'retryAfterSeconds'>): void;
  clearFaults(): void;
  /** Requests so far with their bodies and answers, newest last; all of them, or those that meet a search. */
  journal(search?: JournalSearch): readonly JournalEntry[];
  clearJournal(): void;
  /** Requests by method and status since the start. */
  counters(): Readonly<Record<string, number>>;
  /** Extra milliseconds for every list and read. */
  setLatency(ms: number): void;
  readonly clock: { now(): Date; set(date: Date): void; advance(ms: number): void; reset(): void };
  /** Another login company of this sandbox. */
  tenant(company: string): CompanyHandle;
  readonly companies: readonly string[];
  /** Starts over: rows as the seed has them, no faults, no journal, real time. */
  reset(company?: string, seed?: Seed): Promise<void>;
  exportState(company?: string): SandboxState;
  importState(state: SandboxState, company?: string): Promise<void>;
}

const CLIENT_ID = '6f0c1c9e-6f1d-4f1e-9f55-2f1d1c0b7a01';

/** What listens on all addresses of a machine is reached there on its own one. */
function originOf(host: string, port: number): string {
  if (host === '0.0.0.0' || host === '::') return `http://127.0.0.1:${port}`;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}

/** Starts a ConnectWise stand-in on loopback and returns once it listens. */
export async function createSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const unlock = options.dataDir === undefined ? () => undefined : lockDirectory(options.dataDir);
  const core = new Core({ ...options, clock: new Clock(options.clock) });
  try {
    for (const login of loginsOf(options)) await core.add(login, options.seed ?? 'demo');
    await core.addKept();
  } catch (error) {
    await core.close();
    unlock();
    throw error;
  }
  const server = createServer({ maxHeaderSize: 64 * 1024, keepAliveTimeout: 30_000 }, handler(core, options));
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
  });
  const host = options.host ?? '127.0.0.1';
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, resolve);
  }).catch(async (error: NodeJS.ErrnoException) => {
    await core.close();
    unlock();
    if (error.code !== 'EADDRINUSE') throw error;
    throw new Error(`Port ${options.port} on ${host} is in use. Choose another one, or 0 for any free port.`);
  });
  const { port } = server.address() as AddressInfo;
  core.origin = options.address?.replace(/\/+$/, '') ?? originOf(host, port);
  const close = async () => {
    await new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
    await core.close();
    unlock();
  };
  return {
    ...companyHandle(core.member()),
    url: core.origin,
    port,
    clientId: CLIENT_ID,
    close,
    ...controls(core),
    // Login companies come and go.
    get companies() {
      return [...core.members.values()].map(({ tenant }) => tenant.company);
    },
  };
}

function loginsOf(options: SandboxOptions): LoginCompany[] {
  const logins = (options.companies ?? ['sandbox']).map((entry) =>
    typeof entry === 'string' ? { company: entry } : { ...entry },
  );
  const [first] = logins;
  if (!first) throw new Error('A sandbox needs at least one login company.');
  first.publicKey ??= options.publicKey;
  first.privateKey ??= options.privateKey;
  return logins;
}

function handler(core: Core, options: SandboxOptions): (request: IncomingMessage, response: ServerResponse) => void {
  const hosts = [...(options.host === undefined ? [] : [options.host]), ...(options.controlHosts ?? [])];
  const control = options.control ? new ControlApi(core, hosts) : undefined;
  const parts: FrontParts = {
    api: new ApiHandler(core.state),
    tenants: core.state.tenants,
    others: [
      (request, response, target) => serveSigningKey(core.state.tenants, request, response, target),
      (request, response, target) => control?.serve(request, response, target) ?? false,
      (request, response, target) => serveOpenApi(core.origin, request, response, target),
      (request, response, target) => servePages(core, request, response, target),
    ],
  };
  return (request, response) => {
    front(parts, request, response).catch(() => response.destroy());
  };
}

type Controls = Omit<Sandbox, keyof CompanyHandle | 'url' | 'port' | 'clientId' | 'close' | 'companies'>;

function controls(core: Core): Controls {
  const { state, clock } = core;
  return {
    fail: (rule) => state.faults.add(rule),
    clearFaults: () => state.faults.clear(),
    journal: (search) => (search ? state.journal.search(search) : state.journal.list()),
    stub: (rule) => state.faults.add({ times: 1, ...rule, kind: 'stub' }),
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
    tenant: (company) => companyHandle(core.member(company)),
    reset: (company, seed) => core.reset(company, seed),
    exportState: (company) => exportState(core.member(company)),
    importState: (given, company) => importState(core.member(company), given),
  };
}

function companyHandle({ tenant, dispatcher }: Member): CompanyHandle {
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
    deny: (moduleOrPath, verb) => {
      assertServed(moduleOrPath);
      tenant.permissions.deny(moduleOrPath, verb);
    },
    allow: (moduleOrPath, verb) => tenant.permissions.allow(moduleOrPath, verb),
    allowAll: () => tenant.permissions.allowAll(),
    customField: (wish) => defineCustomField(tenant, wish),
    callbacks: {
      behave: (changes) => dispatcher.setBehaviour(changes),
      deliveries: () => dispatcher.deliveries(),
      idle: () => dispatcher.idle(),
    },
  };
}
