import type { SyncMode } from '@causeway/shared/vocabulary';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { type Problem, ProblemsError, refuse } from '../../../platform/errors.ts';
import { type Id, newId } from '../../../platform/ids.ts';
import type { AuditLog, FieldChange } from '../../audit/audit-log.service.ts';
import type { Connections, ReferenceData } from '../../connection/connection.ports.ts';
import { readReferenceLists } from '../../connection/reference-lists.ts';
import { refreshTrouble } from '../../connection/refresh-trouble.ts';
import type { LinksService } from '../../links/links.service.ts';
import type { Saver, SettingsService } from '../configuration/settings.service.ts';
import { insertTaxImport, insertTaxRegions, type TaxImportEntry, updateTaxRates } from './tax-import.queries.ts';
import {
  type ClashDecision,
  importChanges,
  importNote,
  importProblems,
  isTaken,
  newlyMappedBy,
  planTaxImport,
  type TaxImportItem,
} from './tax-import.rules.ts';
import { percent } from './tax-map.rules.ts';
import { readMappedRegions } from './tax-regions.queries.ts';

export interface TaxImportRequest {
  workspaceId: Id;
  saver: Saver;
  apply: boolean;
  decisions: ReadonlyMap<string, ClashDecision>;
}

export interface TaxImport {
  applied: boolean;
  items: TaxImportItem[];
}

export type OnTaxesMapped = (
  tx: Tx,
  connectionId: Id,
  mode: SyncMode,
  mapped: { taxRegions: string[]; taxCodes: string[] },
) => Promise<void>;

export interface TaxImportDeps {
  database: Database;
  connections: Connections;
  references: ReferenceData;
  settings: SettingsService;
  links: LinksService;
  audit: AuditLog;
  /** Told of regions and codes that had nothing on the other side until now. */
  onTaxesMapped: OnTaxesMapped;
  /** Told when rates were taken in. */
  drift: { note(tx: Tx, connectionId: Id): Promise<void> };
}

/** Makes a tax region of each tax code of ConnectWise, again and again without making one twice (requirements R43 to R45). */
export class TaxImportService {
  constructor(private readonly deps: TaxImportDeps) {}

  /** Reads the codes anew, then tells what would be done, or does it. Throws ProblemsError; then nothing was written. */
  async run(request: TaxImportRequest): Promise<TaxImport> {
    const { database, references } = this.deps;
    const connectionId = await database.inWorkspace(request.workspaceId, (tx) => this.connectionId(tx));
    const trouble = await refreshTrouble(() => references.refresh(request.workspaceId, connectionId, ['tax_code']));
    if (trouble.length > 0) throw new ProblemsError(trouble);
    return database.inWorkspace(request.workspaceId, (tx) => this.inTransaction(tx, connectionId, request));
  }

  private async inTransaction(tx: Tx, connectionId: Id, request: TaxImportRequest): Promise<TaxImport> {
    // Locked, so that two imports, or an import and a save of pairs, follow each other.
    const { configuration, revision } = await this.deps.settings.lock(tx, connectionId);
    const { tax_code: codes = [] } = await readReferenceLists(tx, connectionId, ['tax_code']);
    const { pairs } = configuration.taxMap;
    const regions = await readMappedRegions(tx, connectionId, pairs);
    const items = planTaxImport({ codes, regions, pairs, decisions: request.decisions });
    if (!request.apply) return { applied: false, items };
    const problems: Problem[] = importProblems(items, regions);
    if (problems.length > 0) throw new ProblemsError(problems);
    const written = await this.write(tx, connectionId, items);
    await this.report(tx, written, { connectionId, revision, saver: request.saver });
    await this.deps.onTaxesMapped(tx, connectionId, configuration.mode, newlyMappedBy(written, regions));
    await this.deps.drift.note(tx, connectionId);
    return { applied: true, items: written };
  }

  private async write(tx: Tx, connectionId: Id, items: readonly TaxImportItem[]): Promise<TaxImportItem[]> {
    const all = items.map((item) => (item.state === 'new' ? { ...item, taxRegionId: newId() } : item));
    const taken = all.flatMap((item) =>
      isTaken(item) && item.taxRegionId && item.rate ? [{ ...item, id: item.taxRegionId, rate: item.rate }] : [],
    );
    await insertTaxRegions(
      tx,
      taken.filter((one) => one.state === 'new').map(({ id, regionName, rate }) => ({ id, name: regionName, rate })),
    );
    await updateTaxRates(
      tx,
      taken.filter((one) => one.state !== 'new' && one.state !== 'unchanged'),
    );
    await this.deps.links.bind(
      tx,
      taken.map(({ id, taxCodeId, state, rate }) => ({
        connectionId,
        entity: 'tax_code' as const,
        localId: id,
        remoteId: taxCodeId,
        origin: state === 'clash' ? ('matched' as const) : ('pulled' as const),
        base: { rate },
      })),
    );
    return all;
  }

  private async report(
    tx: Tx,
    items: readonly TaxImportItem[],
    { connectionId, revision, saver }: Pick<TaxImportEntry, 'connectionId' | 'revision' | 'saver'>,
  ): Promise<void> {
    const note = importNote(items);
    await insertTaxImport(tx, { connectionId, revision, saver, note, changes: importChanges(items) });
    await this.deps.audit.record(tx, [
      {
        operation: 'setting',
        status: 'success',
        entity: 'tax_code',
        direction: 'in',
        name: 'Tax codes',
        description: note,
        actor: saver.name,
        changes: items.flatMap((item): FieldChange[] =>
          isTaken(item) && item.state !== 'unchanged' && item.rate
            ? [
                {
                  field: item.regionName,
                  from: item.rateBefore === null ? null : percent(item.rateBefore),
                  to: percent(item.rate),
                },
              ]
            : [],
        ),
      },
    ]);
  }

  private async connectionId(tx: Tx): Promise<Id> {
    const connection = await this.deps.connections.active(tx);
    return connection?.id ?? refuse('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
  }
}
