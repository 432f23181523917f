export {
  type CompanyHandle,
  createSandbox,
  type LoginCompany,
  type Sandbox,
  type SandboxOptions,
} from './create-sandbox.ts';
export type { FaultKind, FaultRule } from './http/faults.ts';
export type { JournalEntry } from './http/journal.ts';
export type { SandboxStore, WireRecord } from './sandbox-store.ts';
export type { Seed } from './seed/seed.ts';
export type { Readings } from './store/options.ts';
