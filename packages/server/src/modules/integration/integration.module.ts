import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import type { JobHandler } from '../../platform/jobs/job.ts';
import type { RecordUrls } from '../audit/audit.resolver.ts';
import type { AuditLog } from '../audit/audit-log.service.ts';
import type {
  ConnectionHealth,
  Connections,
  ConnectWiseClients,
  OnLists,
  ReferenceData,
} from '../connection/connection.ports.ts';
import type { LinksService } from '../links/links.service.ts';
import type { Saver, SettingsService } from './configuration/settings.service.ts';
import { DriftResolver, ReferenceUseResolver } from './drift/drift.resolver.ts';
import { DriftService, type HeldPushes } from './drift/drift.service.ts';
import { CompanyStandingsResolver } from './filters/company-standings.resolver.ts';
import { CompanyStandings } from './filters/company-standings.service.ts';
import { type FilterTestDeps, FilterTestService } from './filters/filter-test.service.ts';
import { ExcludedRecordResolver, ExcludedRecordsResolver, FilterTestResolver } from './filters/filters.resolver.ts';
import { SettingsHistoryResolver } from './history/settings-history.resolver.ts';
import { SettingsHistoryService } from './history/settings-history.service.ts';
import { ProductMappingResolver } from './mapping/product-mapping.resolver.ts';
import { ProductMappingService } from './mapping/product-mapping.service.ts';
import { type OnTaxesMapped, TaxImportService } from './mapping/tax-import.service.ts';
import { TaxMappingResolver } from './mapping/tax-mapping.resolver.ts';
import { TaxMappingService } from './mapping/tax-mapping.service.ts';
import { permissionJobs } from './permissions/permissions.job.ts';
import { PermissionsResolver } from './permissions/permissions.resolver.ts';
import { PermissionsService } from './permissions/permissions.service.ts';
import { RemoteCustomFieldsResolver } from './settings/custom-fields.resolver.ts';
import { forgetStage } from './settings/forget-stage.ts';
import { MappingSimulationResolver } from './settings/mapping-simulation.resolver.ts';
import { sections } from './settings/sections.ts';
import { SetupProgressResolver } from './settings/setup-progress.resolver.ts';
import { SetupProgressService, type StepReporter } from './settings/setup-progress.service.ts';
import { SyncSettingsResolver } from './settings/sync-settings.resolver.ts';
import { type OnChanged, SyncSettingsService } from './settings/sync-settings.service.ts';

export interface IntegrationModuleDeps {
  database: Database;
  clock: Clock;
  audit: AuditLog;
  links: LinksService;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  references: ReferenceData;
  settings: SettingsService;
  recordUrls: RecordUrls;
  /** Sends out again what waited for an option that is back. */
  held: HeldPushes;
  /** Told in the transaction of every save, and whenever ConnectWise's lists were read, before drift is noted. */
  onSettings: (tx: Tx, connectionId: Id) => Promise<void>;
  /** Told in the transaction of every save what was in force before and is now. */
  onChanged: OnChanged;
  /** Told in the transaction of an import of tax codes. */
  onTaxesMapped: OnTaxesMapped;
  /** Steps of the set-up that lie outside of the settings. */
  reporters: readonly StepReporter[];
  /** The description of a kind of record, for trying filters. */
  recordOf: FilterTestDeps['recordOf'];
}

export interface IntegrationModule {
  syncSettings: SyncSettingsService;
  drift: DriftService;
  /** To be called when ConnectWise's lists were read. */
  onLists: OnLists;
  /** To be called before a stage of the pipeline goes; refuses where the settings cannot do without it. */
  forgetStage(tx: Tx, connectionId: Id, stage: { id: Id; name: string }, saver: Saver): Promise<void>;
  resolvers: object[];
  jobs: JobHandler[];
}

/** What an admin sets, and what watches over it: settings, maps, filters, their history, drift, permissions. */
export function createIntegration(deps: IntegrationModuleDeps): IntegrationModule {
  const { settings, connections } = deps;
  const drift = new DriftService(connections, settings, deps.audit, deps.held, sections);
  const onSaved = async (tx: Tx, connectionId: Id) => {
    await deps.onSettings(tx, connectionId);
    await drift.note(tx, connectionId);
  };
  const syncSettings = new SyncSettingsService(settings, onSaved, deps.onChanged);
  const permissions = new PermissionsService(deps);
  const progress = new SetupProgressService(connections, syncSettings, [permissions, ...deps.reporters]);
  const history = new SettingsHistoryService(connections, settings, syncSettings, deps.clock);
  return {
    syncSettings,
    drift,
    onLists: async (tx, connectionId, changed) => {
      await onSaved(tx, connectionId);
      if (changed.length > 0) await deps.held.retryLacking(tx, connectionId, changed);
    },
    forgetStage: (tx, connectionId, stage, saver) =>
      forgetStage(tx, { settings, syncSettings }, connectionId, { stage, saver }),
    resolvers: [
      new RemoteCustomFieldsResolver(connections, settings),
      new SyncSettingsResolver(syncSettings, connections, deps.references),
      new SetupProgressResolver(progress),
      new PermissionsResolver(permissions),
      new DriftResolver(drift),
      new ReferenceUseResolver(drift),
      new SettingsHistoryResolver(history),
      new MappingSimulationResolver(syncSettings, connections),
      new ProductMappingResolver(new ProductMappingService(connections, settings)),
      new TaxMappingResolver(
        new TaxMappingService(connections, settings, drift),
        new TaxImportService({ ...deps, drift }),
      ),
      new CompanyStandingsResolver(new CompanyStandings(deps)),
      new FilterTestResolver(new FilterTestService(deps)),
      new ExcludedRecordsResolver(connections),
      new ExcludedRecordResolver(deps.recordUrls),
    ],
    jobs: permissionJobs(permissions),
  };
}
