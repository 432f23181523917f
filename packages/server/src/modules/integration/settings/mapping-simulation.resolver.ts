import { pullOutcome, pushOutcome } from '@causeway/shared/mapping/outcome.rules';
import type { StageMapping } from '@causeway/shared/mapping/stage-mapping';
import { Arg, Ctx, Query, Resolver } from 'type-graphql';
import { refuse } from '../../../platform/errors.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import {
  MappingSimulation,
  type SimulatedPull,
  type SimulatedPush,
  SimulateMappingInput,
} from './mapping-simulation.type.ts';
import type { SyncSettingsService } from './sync-settings.service.ts';

@Resolver()
export class MappingSimulationResolver {
  constructor(
    private readonly settings: SyncSettingsService,
    private readonly connections: Connections,
  ) {}

  @Query(() => MappingSimulation, {
    description: 'Where an opportunity would stand after a push or a pull, and by which rule. Nothing is written.',
  })
  async simulateMapping(
    @Ctx() context: Context,
    @Arg('input', () => SimulateMappingInput) input: SimulateMappingInput,
  ): Promise<MappingSimulation> {
    const actor = requireRole(context, 'viewer');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, async (tx) => {
        const connection = await this.connections.active(tx);
        if (!connection)
          return refuse('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
        const { stageMap, opportunityMapping, closedStatuses } = input;
        const mapping = await this.settings.stageMapping(tx, connection.id, {
          stageMap,
          opportunityMapping,
          closedStatuses,
        });
        return { push: push(input, mapping), pull: pull(input, mapping) };
      }),
    );
    return { push: value?.push ?? null, pull: value?.pull ?? null, problems };
  }
}

function push({ stageId, cwStatus }: SimulateMappingInput, mapping: StageMapping): SimulatedPush | null {
  if (!stageId) return null;
  const stage = mapping.stages.find((s) => s.id === stageId);
  if (!stage) return refuse('not_found', 'There is no such stage in the pipeline. Choose another one.', 'stageId');
  return pushOutcome({ stage, cwStatus: cwStatus || null, isEntering: true }, mapping);
}

function pull({ remoteStageId, remoteStatusId }: SimulateMappingInput, mapping: StageMapping): SimulatedPull | null {
  if (!remoteStageId && !remoteStatusId) return null;
  const outcome = pullOutcome(
    { remoteStageId: remoteStageId || null, remoteStatusId: remoteStatusId || null },
    mapping,
  );
  return outcome ?? refuse('no_open_stage', 'The pipeline has no open stage. Add one first.');
}
