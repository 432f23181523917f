import { ModeResolver } from './mode.resolver.ts';
import { type ModeDeps, ModeService } from './mode.service.ts';

export interface ModesModule {
  resolvers: object[];
}

/** What a change of mode would do, and catching up after one. */
export const createModes = (deps: ModeDeps): ModesModule => ({ resolvers: [new ModeResolver(new ModeService(deps))] });
