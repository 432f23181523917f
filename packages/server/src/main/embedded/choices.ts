import type { ReferenceKind, StageKind } from '@causeway/shared/vocabulary';
import type { ReferenceFlags } from '../../modules/connection/connection.ports.ts';
import { plainChoices } from '../../modules/integration/settings/plain-choices.rules.ts';

const kinds: readonly ReferenceKind[] = ['location', 'department', 'status', 'stage'];

export interface ChoiceAnswer {
  pipelineStages: { id: string; name: string; kind: string }[];
  [list: string]: unknown[];
}

/** Asks the API for the lists from which something must be chosen before a sync can start. */
export const choiceQuery = `{
  pipelineStages { id name kind }
  ${kinds.map((kind) => `${kind}: referenceItems(kind: "${kind}") { remoteId label isActive flags }`).join('\n  ')}
}`;

type Item = { remoteId: string; label: string; isActive: boolean; flags: ReferenceFlags };

/** The choices as input of `saveSyncSettings`. */
export function choicesFrom(answer: ChoiceAnswer) {
  const { productMap, ...choices } = plainChoices({
    stages: answer.pipelineStages.map((stage) => ({ ...stage, kind: stage.kind.toLowerCase() as StageKind })),
    items: kinds.flatMap((kind) => ((answer[kind] ?? []) as Item[]).map((item) => ({ ...item, kind }))),
  });
  const { nameTo, identifierFrom } = productMap;
  return {
    ...choices,
    productMap: { nameTo: nameTo.toUpperCase(), identifierFrom: identifierFrom.toUpperCase() },
  };
}
