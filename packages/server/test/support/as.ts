import type { Role } from '@causeway/shared/vocabulary';

/** Whom a request is made as: one of the workspace's users, somebody of another workspace, or nobody. */
export type As = Role | 'stranger' | 'nobody' | { token: string };
