import { closedOutcomes } from '@causeway/shared/forms/configuration/closed-statuses';
import { fieldDirections } from '@causeway/shared/forms/configuration/field-directions';
import { filterFieldNames, filterOperators } from '@causeway/shared/forms/configuration/filters';
import { differenceTreatments, inactiveCompanyTreatments, owners } from '@causeway/shared/forms/configuration/options';
import { pulledStageRules } from '@causeway/shared/mapping/pulled-stage.rules';
import { pushStageRules, pushStatusRules } from '@causeway/shared/mapping/push-status.rules';
import * as words from '@causeway/shared/vocabulary';
import { registerEnumType } from 'type-graphql';

type EnumOf<W extends string> = { [K in W as Uppercase<K>]: K };

/** An enum of upper-case names over the lower-case words that code and database use: PULL_ONLY for 'pull_only'. */
export function register<W extends string>(name: string, values: readonly W[], description?: string): EnumOf<W> {
  // TypeScript does not follow keys through `fromEntries`.
  const shape = Object.fromEntries(values.map((word) => [word.toUpperCase(), word])) as EnumOf<W>;
  registerEnumType(shape, { name, ...(description ? { description } : {}) });
  return shape;
}

const tones = ['ok', 'working', 'attention', 'stopped'] as const;
export type ToneWord = (typeof tones)[number];
export const ToneEnum = register(
  'Tone',
  tones,
  'ATTENTION: somebody should look; STOPPED: nothing is synced while it lasts.',
);
export const RoleEnum = register('Role', words.roles);
export const TokenScopeEnum = register(
  'TokenScope',
  words.tokenScopes,
  'AUDIT, CRM, SETTINGS: reading that area. RETRY: retrying and settling issues.',
);
export const EntityTypeEnum = register('EntityType', words.entityTypes);
export const DirectionEnum = register('Direction', words.directions);
export const StageKindEnum = register('StageKind', words.stageKinds);
export const ActivityKindEnum = register('ActivityKind', words.activityKinds, 'A NOTE is neither due nor done.');
export const ProductKindEnum = register('ProductKind', words.productKinds);
export const BillingKindEnum = register('BillingKind', words.billingKinds, 'Paid once, or each cycle.');
export const TaxSourceEnum = register(
  'TaxSource',
  words.taxSources,
  'What says whether a quote line is taxable: its tax category, else its product; NONE: it has neither and bears no tax.',
);
export const DocumentKindEnum = register('DocumentKind', words.documentKinds);
export const DocumentStateEnum = register('DocumentState', words.documentStates);
export const ConnectionStateEnum = register('ConnectionState', words.connectionStates);
export const SyncModeEnum = register('SyncMode', words.syncModes);
export const BundleModeEnum = register('BundleMode', words.bundleModes);
export const StatusSourceEnum = register(
  'StatusSource',
  words.statusSources,
  'Where the status of an open opportunity comes from: the status map, or the custom field "CW Status".',
);
export const FieldPassageEnum = register(
  'FieldPassage',
  words.fieldPassages,
  'ON_CREATE: with a new record; later changes do not pass.',
);
export const SetupStepEnum = register('SetupStepName', words.setupSteps);
export const SetupStateEnum = register('SetupState', words.setupStates);
export const RightStateEnum = register('RightState', words.rightStates);
export const RightLevelEnum = register('RightLevel', words.rightLevels);
export const FilterFieldEnum = register('FilterField', filterFieldNames);
export const FilterOperatorEnum = register(
  'FilterOperator',
  filterOperators,
  'IS: one of the values; IS_NOT: none of them; AFTER: on that day or later.',
);
export const OwnerEnum = register('Owner', owners);
export const InactiveCompaniesEnum = register('InactiveCompanies', inactiveCompanyTreatments);
export const DifferenceTreatmentEnum = register('DifferenceTreatment', differenceTreatments);
export const RunKindEnum = register('RunKind', words.runKinds);
export const RunStateEnum = register('RunState', words.runStates);
export const PreviewStateEnum = register('PreviewState', words.previewStates);
export const PreviewOperationEnum = register('PreviewOperation', words.previewOperations);
export const LinkDifferenceEnum = register(
  'LinkDifference',
  words.linkDifferences,
  'Of links that work, of which no push waits and nothing fails. HELD_EDIT: edited in the CRM, and that is not sent, by the settings or for want of a place in ConnectWise; BY_CHOICE: ConnectWise has what the settings do not take in, or did not, or a changed map has set a field apart; ANY: either; NONE: neither.',
);

export const LinkStateEnum = register(
  'LinkState',
  words.linkStates,
  'BROKEN: ConnectWise has removed its record; PAUSED: nothing passes until somebody resumes it; NEVER: nothing is ever to pass.',
);
export const SyncStandingEnum = register(
  'SyncStanding',
  words.syncStandings,
  'As `recordTallies` counts them: FAILING: it has an open issue; PENDING: a push of it waits or runs; LINKED, BROKEN, PAUSED, NEVER: the state of its link; NOT_SENT: in the CRM alone.',
);
export const LinkOriginEnum = register('LinkOrigin', words.linkOrigins, 'How the two records of a pair came together.');
export const IssueStateEnum = register('IssueState', words.issueStates);
export const AuditStatusEnum = register('AuditStatus', words.auditStatuses);
export const AuditOperationEnum = register('AuditOperation', words.auditOperations);
export const ProductNameTargetEnum = register('ProductNameTarget', words.productNameTargets);
export const ProductIdFieldEnum = register('ProductIdField', words.productIdFields);
export const ProductMapRuleEnum = register('ProductMapRule', words.productMapRules);
export const ProductIdSourceEnum = register('ProductIdSource', [...words.productIdFields, 'name'] as const);
export const ProductIdStandingEnum = register('ProductIdStanding', words.productIdStandings);
export const TaxImportStateEnum = register('TaxImportState', words.taxImportStates);
export const HistoryKindEnum = register('SettingsHistoryKind', words.historyKinds);
export const TaxDriftKindEnum = register('TaxDriftKind', words.taxDriftKinds);
export const ClashDecisionEnum = register('ClashDecision', ['adopt', 'leave_out'] as const);
export const TaxMappedByEnum = register('TaxMappedBy', ['import', 'pair'] as const);
export const matchDecisions = ['link', 'create'] as const;
export type MatchDecision = (typeof matchDecisions)[number];
export const MatchDecisionEnum = register('MatchDecision', matchDecisions);
export const PushStageRuleEnum = register('PushStageRule', pushStageRules);
export const PushStatusRuleEnum = register('PushStatusRule', pushStatusRules);
export const FieldDirectionEnum = register('FieldDirection', fieldDirections);
export const ClosedOutcomeEnum = register('ClosedOutcome', closedOutcomes);
export const PulledStageRuleEnum = register('PulledStageRule', pulledStageRules);
