import type { FilteredEntity, FilterRule } from '@causeway/shared/forms/configuration/filters';
import { filterRuleSchema } from '@causeway/shared/forms/configuration/filters';
import type { InactiveCompanyTreatment } from '@causeway/shared/forms/configuration/options';
import type { Direction } from '@causeway/shared/vocabulary';
import type { ConnectWiseClient } from '../../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../../connectwise/client/connectwise-error.ts';
import type { Wire, WireRecord } from '../../../connectwise/wire/wire.ts';
import type { Database, Tx } from '../../../platform/database/database.ts';
import { AppError, ProblemsError, refuse } from '../../../platform/errors.ts';
import type { Id } from '../../../platform/ids.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import { resolveDefaults } from '../configuration/defaults.rules.ts';
import type { SettingsService } from '../configuration/settings.service.ts';
import type { SetupFacts } from '../setup/section.ts';
import { readSetupFacts } from '../setup/setup-facts.queries.ts';
import {
  type CrmFactsSetup,
  type CrmFilterRow,
  type CrmSide,
  countCrmRows,
  listFilterRows,
} from './crm-rows.queries.ts';
import { filterProblems } from './filter-problems.rules.ts';
import { type FilterSample, FilterTally } from './filter-tally.rules.ts';
import { type EntityFilters, type Exclusion, exclusionOf, filtersFor } from './filters.rules.ts';
import { incomingFilters, labelsFrom } from './pull-filters.ts';

/** A kind of record of ConnectWise, as far as filters look at it. */
export interface FilterableRecord {
  wire: Wire<WireRecord>;
  filterProperties: readonly string[];
  crmSide: CrmSide;
  nameOf(record: WireRecord): string;
  excluded(record: WireRecord, filters: EntityFilters): Exclusion | null;
}

export interface FilterTestDeps {
  database: Database;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: Pick<SettingsService, 'of'>;
  /** The description of a kind of record. */
  recordOf(entity: FilteredEntity): FilterableRecord;
}

export interface FilterQuestion {
  entity: FilteredEntity;
  direction: Direction;
  rules: readonly Omit<FilterRule, 'id'>[];
  /** Null: as saved. */
  inactiveCompanies?: InactiveCompanyTreatment | null;
}

export interface FilterAnswer {
  matching: number;
  excluded: number;
  lookedAt: number;
  /** How many there are in all. */
  total: number;
  /** There are more than were looked at. */
  isCapped: boolean;
  passing: FilterSample[];
  excludedSamples: FilterSample[];
}

/** So many records are looked at; more would keep a person waiting and ConnectWise busy. */
const MAX_LOOKED_AT = 20_000;

/** Tries filters on the records as they are now, without changing anything. */
export class FilterTestService {
  constructor(
    private readonly deps: FilterTestDeps,
    private readonly limits = { most: MAX_LOOKED_AT, pageSize: 1_000 },
  ) {}

  /** Throws ProblemsError: not_connected, what is wrong with the rules, connectwise_unavailable. */
  async test(workspaceId: Id, { entity, direction, rules, inactiveCompanies }: FilterQuestion): Promise<FilterAnswer> {
    const { connectionId, facts, setup, saved } = await this.deps.database.inWorkspace(workspaceId, (tx) =>
      this.load(tx),
    );
    const parsed = rules.map((rule) => filterRuleSchema.parse(rule));
    const problems = filterProblems(parsed, facts);
    if (problems.length > 0) throw new ProblemsError(problems);
    const stages = new Map(facts.stages.map((stage) => [stage.id, stage.name]));
    const labels = labelsFrom(facts.lists, { stages });
    const tried = { filters: parsed, options: { inactiveCompanies: inactiveCompanies ?? saved } };
    const filters =
      direction === 'in'
        ? incomingFilters(tried, facts.lists, entity, labels)
        : filtersFor(entity, direction, parsed, labels);
    const tally = new FilterTally();
    const seen =
      direction === 'in'
        ? await this.testRemote({ workspaceId, connectionId }, filters, tally)
        : await this.testLocal(workspaceId, filters, setup, tally);
    const { matching, excluded } = tally;
    return { matching, excluded, ...seen, isCapped: seen.total > seen.lookedAt, ...tally.samples() };
  }

  private async load(tx: Tx): Promise<{
    connectionId: Id;
    facts: SetupFacts;
    setup: CrmFactsSetup;
    saved: InactiveCompanyTreatment;
  }> {
    const connection = await this.deps.connections.active(tx);
    if (!connection) return refuse('not_connected', 'Connect to ConnectWise first: Settings, Integrations, Connect.');
    const { configuration } = await this.deps.settings.of(tx, connection.id);
    const facts = await readSetupFacts(tx, connection.id);
    const defaults = resolveDefaults(configuration.defaults, facts.lists);
    const saved = configuration.options.inactiveCompanies;
    return { connectionId: connection.id, facts, setup: { lists: facts.lists, defaults }, saved };
  }

  private async testRemote(
    { workspaceId, connectionId }: { workspaceId: Id; connectionId: Id },
    filters: EntityFilters,
    tally: FilterTally,
  ): Promise<{ lookedAt: number; total: number }> {
    const connection = { id: connectionId, workspaceId };
    try {
      const remote = await this.deps.clients.clientFor(connection);
      return await this.walkRemote(remote, filters, tally);
    } catch (error) {
      if (error instanceof AppError) return refuse('not_connected', error.message);
      if (!(error instanceof ConnectWiseError)) throw error;
      await this.deps.health.reportFailure(connection, error);
      return refuse('connectwise_unavailable', `ConnectWise could not be asked: ${error.message}. Try again later.`);
    }
  }

  private async walkRemote(
    remote: ConnectWiseClient,
    filters: EntityFilters,
    tally: FilterTally,
  ): Promise<{ lookedAt: number; total: number }> {
    const kind = this.deps.recordOf(filters.entity);
    let lookedAt = 0;
    for (let afterId = 0; ; ) {
      const page = await remote.page(kind.wire, {
        afterId,
        pageSize: this.limits.pageSize,
        fields: kind.filterProperties,
      });
      for (const record of page.records)
        tally.add({ id: String(record.id), name: kind.nameOf(record) }, kind.excluded(record, filters));
      lookedAt += page.records.length + page.invalid.length;
      if (page.done) return { lookedAt, total: lookedAt };
      if (lookedAt >= this.limits.most) return { lookedAt, total: Math.max(lookedAt, await remote.count(kind.wire)) };
      afterId = page.lastId;
    }
  }

  private async testLocal(
    workspaceId: Id,
    filters: EntityFilters,
    setup: CrmFactsSetup,
    tally: FilterTally,
  ): Promise<{ lookedAt: number; total: number }> {
    const { database } = this.deps;
    const { crmSide } = this.deps.recordOf(filters.entity);
    let lookedAt = 0;
    let after: Id | null = null;
    for (;;) {
      const page: { after: Id | null; limit: number } = { after, limit: this.limits.pageSize };
      const rows: CrmFilterRow[] = await database.inWorkspace(workspaceId, (tx) => listFilterRows(tx, crmSide, page), {
        readOnly: true,
      });
      for (const row of rows)
        tally.add({ id: row.id, name: row.name }, exclusionOf(filters, crmSide.facts(row, setup)));
      lookedAt += rows.length;
      if (rows.length < this.limits.pageSize) return { lookedAt, total: lookedAt };
      if (lookedAt >= this.limits.most) {
        const total = await database.inWorkspace(workspaceId, (tx) => countCrmRows(tx, crmSide), { readOnly: true });
        return { lookedAt, total };
      }
      after = rows.at(-1)?.id ?? null;
    }
  }
}
