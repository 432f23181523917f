import { sampleConnection, sampleHealth, samplePermissionReport, sampleStandings } from './connection-samples.ts';
import {
  sampleProductIdCounts,
  sampleProductMapping,
  sampleReferenceItems,
  sampleTaxMapping,
} from './mapping-samples.ts';
import { emptyPage, pageOf } from './page-samples.ts';
import { samplePreview, samplePreviewRecords } from './run-samples.ts';
import { sampleBundle, sampleRevisions, sampleSettings, sampleSetupSteps } from './settings-samples.ts';

/** What the queries around the sync answer when a test says nothing else. */
export const syncAnswers = {
  integrationHealth: () => sampleHealth as object,
  connection: () => sampleConnection as object | null,
  syncSettings: () => sampleSettings as object | null,
  setupSteps: () => sampleSetupSteps as object[],
  referenceItems: sampleReferenceItems,
  referenceLists: () => [
    { kind: 'stage', readAt: new Date(Date.now() - 3 * 3_600_000).toISOString(), active: 3, inactive: 0 },
  ],
  permissionReport: () => samplePermissionReport as object | null,
  driftTasks: () => [] as object[],
  settingsRevisions: () => ({ ...emptyPage, items: sampleRevisions }) as object,
  productMapping: () => sampleProductMapping as object | null,
  productIdCounts: () => sampleProductIdCounts as object,
  taxMapping: () => sampleTaxMapping as object | null,
  pipelineStages: () => [
    { id: 's1', name: 'Quoted', position: 1, kind: 'OPEN' },
    { id: 's2', name: 'Won', position: 2, kind: 'WON' },
  ],
  bundlePreview: () => sampleBundle as object,
  syncRuns: () => emptyPage as object,
  reconciles: () => emptyPage as object,
  callbacks: () => null as object | null,
  syncUndo: () => ({ undo: null, problems: [] }) as object,
  recordTallies: () => sampleStandings as object[],
  issues: () => emptyPage as object,
  issueGroups: () => [] as object[],
  issueRetries: () => [] as object[],
  savedViews: () => [] as object[],
  latestPreview: () => samplePreview as object | null,
  previewRecords: () => pageOf(samplePreviewRecords),
  auditEvents: () => emptyPage as object,
};
