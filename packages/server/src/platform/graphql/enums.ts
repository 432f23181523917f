import * as words from '@causeway/shared/vocabulary';
import { registerEnumType } from 'type-graphql';

type EnumOf<W extends string> = { [K in W as Uppercase<K>]: K };

/** An enum of upper-case names over the lower-case words that code and database use: PULL_ONLY for 'pull_only'. */
function register<W extends string>(name: string, values: readonly W[], description?: string): EnumOf<W> {
  const shape = Object.fromEntries(values.map((word) => [word.toUpperCase(), word])) as EnumOf<W>;
  registerEnumType(shape, { name, ...(description ? { description } : {}) });
  return shape;
}

export const RoleEnum = register('Role', words.roles);
export const EntityTypeEnum = register('EntityType', words.entityTypes);
export const DirectionEnum = register('Direction', words.directions);
export const StageKindEnum = register('StageKind', words.stageKinds);
export const ProductKindEnum = register('ProductKind', words.productKinds);
export const DocumentKindEnum = register('DocumentKind', words.documentKinds);
export const DocumentStateEnum = register('DocumentState', words.documentStates);
export const ConnectionStateEnum = register('ConnectionState', words.connectionStates);
export const SyncModeEnum = register('SyncMode', words.syncModes);
export const BundleModeEnum = register('BundleMode', words.bundleModes);
export const SetupStepEnum = register('SetupStepName', words.setupSteps);
export const SetupStateEnum = register('SetupState', words.setupStates);
export const RunKindEnum = register('RunKind', words.runKinds);
export const RunStateEnum = register('RunState', words.runStates);
export const PreviewStateEnum = register('PreviewState', words.previewStates);
export const PreviewOperationEnum = register('PreviewOperation', words.previewOperations);
export const IssueStateEnum = register('IssueState', words.issueStates);
export const AuditStatusEnum = register('AuditStatus', words.auditStatuses);
export const AuditOperationEnum = register('AuditOperation', words.auditOperations);
export const matchDecisions = ['link', 'create'] as const;
export type MatchDecision = (typeof matchDecisions)[number];
export const MatchDecisionEnum = register('MatchDecision', matchDecisions);
