import { ModeResolver } from './mode.resolver.ts';
import { type ModeDeps, ModeService } from './mode.service.ts';
import { SyncedFieldsResolver } from './synced-fields.resolver.ts';

export interface ModesModule {
  resolvers: object[];
}

/** What a change of mode would do, and catching up after one. */
export const createModes = (deps: ModeDeps): ModesModule => ({
  resolvers: [new ModeResolver(new ModeService(deps)), new SyncedFieldsResolver(deps.connections, deps.settings)],
});
