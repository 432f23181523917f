import type { Core } from '../core.ts';

export interface ControlRequest {
  readonly core: Core;
  readonly body: Readonly<Record<string, unknown>>;
  readonly query: URLSearchParams;
}
