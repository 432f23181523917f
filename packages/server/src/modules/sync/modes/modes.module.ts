import { DirectionsPreviewResolver } from './directions-preview.resolver.ts';
import { type DirectionsPreviewDeps, DirectionsPreviewService } from './directions-preview.service.ts';
import { ModeResolver } from './mode.resolver.ts';
import { type ModeDeps, ModeService } from './mode.service.ts';
import { SyncedFieldsResolver } from './synced-fields.resolver.ts';

export interface ModesModule {
  resolvers: object[];
}

/** What a change of mode would do, and catching up after one. */
export const createModes = (deps: ModeDeps & DirectionsPreviewDeps): ModesModule => ({
  resolvers: [
    new ModeResolver(new ModeService(deps)),
    new SyncedFieldsResolver(deps.connections, deps.settings),
    new DirectionsPreviewResolver(new DirectionsPreviewService(deps)),
  ],
});
