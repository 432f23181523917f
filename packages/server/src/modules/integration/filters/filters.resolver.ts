import { type FilteredEntity, filteredEntities } from '@causeway/shared/forms/configuration/filters';
import type { InactiveCompanyTreatment } from '@causeway/shared/forms/configuration/options';
import type { Direction, EntityType } from '@causeway/shared/vocabulary';
import { Arg, Ctx, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { AppError } from '../../../platform/errors.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { DirectionEnum, EntityTypeEnum, InactiveCompaniesEnum } from '../../../platform/graphql/enums.ts';
import { firstOf, idAfter, pageOf } from '../../../platform/graphql/pagination.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { Connections } from '../../connection/connection.ports.ts';
import { containing } from '../../crm/sql-filter.ts';
import { type RecordUrls, remoteUrl } from '../../links/remote-url.ts';
import { countExcluded, type ExcludedFilter, listExcluded } from './excluded-records.queries.ts';
import { FilterRuleInput } from './filter-rule.type.ts';
import type { FilterTestService } from './filter-test.service.ts';
import { ExcludedRecord, ExcludedRecordPage, FilterTestPayload } from './filter-test.type.ts';

@Resolver()
export class FilterTestResolver {
  constructor(private readonly tests: FilterTestService) {}

  @Query(() => FilterTestPayload, {
    description:
      'Tries filters on the records as they are now: ConnectWise’s for IN, the CRM’s for OUT. Nothing is changed.',
  })
  async testFilter(
    @Arg('entity', () => EntityTypeEnum) entity: EntityType,
    @Arg('direction', () => DirectionEnum) direction: Direction,
    @Arg('rules', () => [FilterRuleInput]) rules: FilterRuleInput[],
    @Arg('inactiveCompanies', () => InactiveCompaniesEnum, {
      nullable: true,
      description: 'What becomes of companies that are inactive or not approved; as saved unless said.',
    })
    inactiveCompanies: InactiveCompanyTreatment | null,
    @Ctx() context: Context,
  ): Promise<FilterTestPayload> {
    const { workspaceId } = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() =>
      this.tests.test(workspaceId, { entity: filtered(entity), direction, rules, inactiveCompanies }),
    );
    return { test: value ?? null, problems };
  }
}

@Resolver(() => ExcludedRecordPage)
export class ExcludedRecordsResolver {
  constructor(private readonly connections: Connections) {}

  @Query(() => ExcludedRecordPage, { description: 'Records of ConnectWise that filters exclude, newest first.' })
  async excludedRecords(
    @Arg('first', () => Int, { nullable: true }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('entity', () => EntityTypeEnum, { nullable: true }) entity: EntityType | null,
    @Arg('rule', () => String, { nullable: true }) rule: string | null,
    @Arg('text', () => String, { nullable: true }) text: string | null,
    @Ctx() context: Context,
  ): Promise<ExcludedRecordPage> {
    const { workspaceId } = requireRole(context, 'viewer');
    const size = firstOf(first);
    const filter = { entity: entity ?? null, rule: rule || null, pattern: containing(text) };
    const page = { limit: size + 1, before: idAfter(after) };
    const read = async (tx: Tx) => {
      const connection = await this.connections.active(tx);
      return connection ? listExcluded(tx, connection.id, filter, page) : [];
    };
    const rows = await context.database.inWorkspace(workspaceId, read, { readOnly: true });
    return { ...pageOf(rows, size, (row) => [row.id]), filter };
  }

  @FieldResolver(() => Int)
  totalCount(@Root() { filter }: { filter: ExcludedFilter }, @Ctx() context: Context): Promise<number> {
    const { workspaceId } = requireRole(context, 'viewer');
    const read = async (tx: Tx) => {
      const connection = await this.connections.active(tx);
      return connection ? countExcluded(tx, connection.id, filter) : 0;
    };
    return context.database.inWorkspace(workspaceId, read, { readOnly: true });
  }
}

@Resolver(() => ExcludedRecord)
export class ExcludedRecordResolver {
  constructor(private readonly recordUrls: RecordUrls) {}

  @FieldResolver(() => String, { nullable: true })
  remoteUrl(@Root() record: ExcludedRecord, @Ctx() context: Context): Promise<string | null> {
    return remoteUrl(context, this.recordUrls, record.entity, record.remoteId);
  }
}

function filtered(entity: EntityType): FilteredEntity {
  const found = filteredEntities.find((one) => one === entity);
  if (found) return found;
  throw new AppError('invalid_input', 'Filters are for companies, contacts, products and opportunities.', {
    field: 'entity',
  });
}
