import type { Core, Member } from '../core.ts';

export interface PageRequest {
  readonly core: Core;
  readonly member: Member;
  readonly query: URLSearchParams;
}
