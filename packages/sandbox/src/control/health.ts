import type { Core } from '../core.ts';

/** What a script that waits for the sandbox wants to know. */
export function healthOf(core: Core): Record<string, unknown> {
  const [first] = core.members.values();
  return {
    status: 'ok',
    now: core.clock.now().toISOString(),
    modelVersion: first?.tenant.readings.modelVersion,
    companies: [...core.members.values()].map(({ tenant, seed }) => ({
      company: tenant.company,
      seed,
      records: tenant.store.table('companies').size,
    })),
    requests: core.state.counters.get('requests') ?? 0,
    faults: core.state.faults.list().length,
  };
}
