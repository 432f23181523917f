import type { CallbackBehaviour } from '../callbacks/behaviour.ts';
import { finite } from '../http/fault-check.ts';
import { assertServed } from '../operations/served.ts';
import { parseSeed } from '../seed/seed-name.ts';
import type { ControlRequest } from './control-request.ts';
import type { CustomFieldWish } from './custom-field-wish.ts';
import { defineCustomField } from './custom-fields.ts';
import { addFault, addStub, shownFault } from './faults.ts';
import { healthOf } from './health.ts';
import { checkReadings } from './readings.ts';
import type { SandboxState } from './sandbox-state.ts';
import { exportState, importState } from './state.ts';

export interface ControlRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly name: string;
  readonly about: string;
  run(request: ControlRequest): unknown;
}

const company = ({ body, query }: ControlRequest) =>
  (body.company as string | undefined) ?? query.get('company') ?? undefined;
const member = (request: ControlRequest) => request.core.member(company(request));

/** Every control route; most take an optional `company`, the first login company by default. */
export function controlRoutes(): readonly ControlRoute[] {
  return [
    { method: 'GET', name: 'health', about: 'that it answers, and what it holds', run: ({ core }) => healthOf(core) },
    {
      method: 'GET',
      name: 'faults',
      about: 'fault rules with how often each was seen and used',
      run: ({ core }) => core.state.faults.list().map(shownFault),
    },
    {
      method: 'POST',
      name: 'faults',
      about:
        'add a fault rule {method, path | pathPattern, kind, status, after, times, retryAfterSeconds, delayMs, probability, seed}',
      run: addFault,
    },
    {
      method: 'POST',
      name: 'stubs',
      about: 'answer {method, path | pathPattern} with {status, headers, body} of your own, once or {times}',
      run: addStub,
    },
    {
      method: 'DELETE',
      name: 'faults',
      about: 'drop all fault rules and stubs',
      run: ({ core }) => core.state.faults.clear(),
    },
    {
      method: 'GET',
      name: 'clock',
      about: 'the time by the sandbox',
      run: ({ core }) => ({ now: core.clock.now().toISOString() }),
    },
    { method: 'POST', name: 'clock', about: '{"set": date} | {"advanceMs": n} | {"reset": true}', run: moveClock },
    {
      method: 'GET',
      name: 'journal',
      about: 'requests with their bodies and answers, newest last (?method= path= status= body= company= limit=)',
      run: journal,
    },
    { method: 'DELETE', name: 'journal', about: 'empty the journal', run: ({ core }) => core.state.journal.clear() },
    {
      method: 'GET',
      name: 'counters',
      about: 'requests by method and status',
      run: ({ core }) => Object.fromEntries(core.state.counters),
    },
    {
      method: 'GET',
      name: 'state',
      about: 'all rows and documents of a login company',
      run: (request) => exportState(member(request)),
    },
    {
      method: 'PUT',
      name: 'state',
      about: 'put an exported state in place',
      run: (request) => importState(member(request), request.body as unknown as SandboxState),
    },
    {
      method: 'GET',
      name: 'callbacks',
      about: 'deliveries so far and the present behaviour',
      run: (request) => ({
        behaviour: member(request).dispatcher.behaviour,
        deliveries: member(request).dispatcher.deliveries(),
      }),
    },
    {
      method: 'POST',
      name: 'callbacks',
      about:
        'make deliveries misbehave {duplicate, reorder, reorderWithinMs, drop, delayMs, forge, foreignKeyHost, seed, retryDelaysMs, timeoutMs}',
      run: setCallbacks,
    },
    { method: 'POST', name: 'keys', about: '{"revoked": true | false}', run: setKeys },
    {
      method: 'GET',
      name: 'permissions',
      about: 'rights taken from the API member',
      run: (request) => member(request).tenant.permissions.list(),
    },
    {
      method: 'POST',
      name: 'permissions',
      about: '{"deny": "sales", "verb": "POST"} | {"allow": "sales"} | {"allowAll": true}',
      run: setPermissions,
    },
    { method: 'POST', name: 'latency', about: '{"ms": n} for every list and read', run: setLatency },
    {
      method: 'GET',
      name: 'readings',
      about: 'how uncertain rules are read',
      run: (request) => member(request).tenant.readings,
    },
    { method: 'POST', name: 'readings', about: 'read uncertain rules the other way', run: setReadings },
    {
      method: 'POST',
      name: 'custom-fields',
      about:
        'define or change a custom field {"record": "companies", "caption": …, "type": "Text", "required": true, "options": […]}',
      run: setCustomField,
    },
    {
      method: 'GET',
      name: 'companies',
      about: 'login companies with their keys',
      run: ({ core }) =>
        [...core.members.values()].map(({ tenant, seed }) => ({
          company: tenant.company,
          publicKey: tenant.keys.publicKey,
          privateKey: tenant.keys.privateKey,
          seed,
        })),
    },
    { method: 'POST', name: 'companies', about: 'add a login company {"company": name, "seed": …}', run: addCompany },
    {
      method: 'POST',
      name: 'reset',
      about: 'start over, with {"seed": …} if given; drops login companies that were added, unless "company" names one',
      run: reset,
    },
  ];
}

function moveClock({ core, body }: ControlRequest): unknown {
  if (body.reset === true) core.clock.reset();
  if (body.set !== undefined) {
    const date = new Date(body.set as string);
    if (Number.isNaN(date.getTime())) throw new Error('"set" needs a date such as 2026-03-01T12:00:00Z.');
    core.clock.set(date);
  }
  if (body.advanceMs !== undefined) core.clock.advance(finite(body.advanceMs, 'advanceMs'));
  return { now: core.clock.now().toISOString() };
}

function journal({ core, query }: ControlRequest): unknown {
  const text = (name: string) => query.get(name) ?? undefined;
  const limit = Number(query.get('limit') ?? 1_000);
  if (!(limit >= 1)) throw new Error('"limit" must be a number from 1 on.');
  const status = text('status');
  if (status !== undefined && !/^(\d{1,3}|[1-5]xx)$/i.test(status))
    throw new Error('"status" must be a status such as 404, or 4xx.');
  return core.state.journal.search({
    method: text('method'),
    path: text('path'),
    status,
    body: text('body'),
    company: text('company'),
    limit,
  });
}

function setCallbacks(request: ControlRequest): unknown {
  const { company: _company, ...changes } = request.body;
  request.core.setCallbacks(changes as Partial<CallbackBehaviour>, company(request));
  return member(request).dispatcher.behaviour;
}

function setKeys(request: ControlRequest): void {
  if (typeof request.body.revoked !== 'boolean') throw new Error('"revoked" must be true or false.');
  member(request).tenant.keysRevoked = request.body.revoked;
}

function setPermissions(request: ControlRequest): unknown {
  const { permissions } = member(request).tenant;
  const { deny, allow, verb, allowAll } = request.body;
  if (allowAll === true) permissions.allowAll();
  if (typeof deny === 'string') assertServed(deny);
  if (typeof deny === 'string') permissions.deny(deny, verb as string | undefined);
  if (typeof allow === 'string') permissions.allow(allow, verb as string | undefined);
  return permissions.list();
}

function setLatency({ core, body }: ControlRequest): void {
  core.state.latencyMs = Math.max(0, finite(body.ms, 'ms'));
}

function setReadings(request: ControlRequest): unknown {
  const { company: _company, ...changes } = request.body;
  const { readings, cache } = member(request).tenant;
  checkReadings(changes);
  Object.assign(readings, changes);
  cache.clear();
  return readings;
}

function setCustomField(request: ControlRequest): unknown {
  const { company: _company, ...wish } = request.body;
  const known = ['record', 'caption', 'type', 'required', 'options'];
  for (const key of Object.keys(wish))
    if (!known.includes(key)) throw new Error(`A custom field has no "${key}". It has: ${known.join(', ')}.`);
  if (typeof wish.record !== 'string' || typeof wish.caption !== 'string' || wish.caption === '')
    throw new Error('A custom field needs "record" and "caption".');
  if (wish.required !== undefined && typeof wish.required !== 'boolean')
    throw new Error('"required" must be true or false.');
  if (wish.options !== undefined && !isTexts(wish.options)) throw new Error('"options" must be a list of texts.');
  return defineCustomField(member(request).tenant, wish as unknown as CustomFieldWish);
}

const isTexts = (value: unknown): boolean => Array.isArray(value) && value.every((entry) => typeof entry === 'string');

async function addCompany({ core, body }: ControlRequest): Promise<unknown> {
  const name = String(body.company ?? '');
  if (core.members.has(name.toLowerCase())) throw new Error(`There is a login company "${name}" already.`);
  const { tenant } = await core.add(
    { company: name },
    body.seed === undefined ? 'demo' : parseSeed(String(body.seed)),
    {
      isAdded: true,
    },
  );
  return { company: tenant.company, publicKey: tenant.keys.publicKey, privateKey: tenant.keys.privateKey };
}

async function reset(request: ControlRequest): Promise<void> {
  const { seed } = request.body;
  await request.core.reset(company(request), seed === undefined ? undefined : parseSeed(String(seed)));
}
