import { type ReferenceKind, stageKinds } from '@causeway/shared/vocabulary';
import type { ReferenceFlags } from '../../modules/connection/connection.ports.ts';
import { plainChoices } from '../../modules/integration/settings/plain-choices.rules.ts';

const kinds: readonly ReferenceKind[] = ['location', 'department', 'status', 'stage'];

type Item = { remoteId: string; label: string; isActive: boolean; flags: ReferenceFlags };

export interface ChoiceAnswer extends Partial<Record<ReferenceKind, Item[]>> {
  pipelineStages: { id: string; name: string; kind: string }[];
}

/** Asks the API for the lists from which something must be chosen before a sync can start. */
export const choiceQuery = `{
  pipelineStages { id name kind }
  ${kinds.map((kind) => `${kind}: referenceItems(kind: "${kind}") { remoteId label isActive flags }`).join('\n  ')}
}`;

/** The choices as input of `saveSyncSettings`. */
export function choicesFrom(answer: ChoiceAnswer) {
  const { productMap, closedStatuses, ...choices } = plainChoices({
    stages: answer.pipelineStages.map((stage) => ({
      ...stage,
      kind: stageKinds.find((kind) => kind === stage.kind.toLowerCase()) ?? 'open',
    })),
    items: kinds.flatMap((kind) => (answer[kind] ?? []).map((item) => ({ ...item, kind }))),
  });
  const { nameTo, identifierFrom } = productMap;
  return {
    ...choices,
    closedStatuses: closedStatuses.map(({ statusId, outcome }) => ({
      statusId,
      outcome: outcome ? outcome.toUpperCase() : null,
    })),
    productMap: { nameTo: nameTo.toUpperCase(), identifierFrom: identifierFrom.toUpperCase() },
  };
}
