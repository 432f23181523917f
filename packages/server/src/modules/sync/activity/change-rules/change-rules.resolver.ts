import { Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { type Context, requireRole } from '../../../../platform/graphql/context.ts';
import { loaderOf } from '../../../../platform/graphql/loader.ts';
import type { Id } from '../../../../platform/ids.ts';
import { FieldChangeType } from '../../../audit/audit-event.type.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { ChangeRule } from './change-rule.type.ts';
import { isRuled, type RuledRow, type RuleStanding, readRuleStandings, ruleIn } from './change-rules.ts';

/** Tells beside each changed field of a row by which rule it went, read off the settings that the engine used then. */
@Resolver(() => FieldChangeType)
export class ChangeRulesResolver {
  constructor(private readonly connections: Pick<Connections, 'active'>) {}

  @FieldResolver(() => ChangeRule, {
    nullable: true,
    description:
      'By which rule the field went, by the settings of that time: those that its run began with, or that were in force when its push began. Null for what no setting decides, and where those settings are not known.',
  })
  async rule(@Root() { row, ...change }: FieldChangeType, @Ctx() context: Context): Promise<ChangeRule | null> {
    if (!row || !isRuled(row)) return null;
    const { workspaceId } = requireRole(context, 'viewer');
    const loader = loaderOf<RuledRow, RuleStanding>(context, 'audit.changeRules', (rows) =>
      context.database.inWorkspace(
        workspaceId,
        async (tx) => {
          const connection = await this.connections.active(tx);
          const found = connection ? await readRuleStandings(tx, connection.id, rows) : new Map<Id, RuleStanding>();
          return new Map(
            rows.flatMap((one): [RuledRow, RuleStanding][] => {
              const standing = found.get(one.id);
              return standing ? [[one, standing]] : [];
            }),
          );
        },
        { readOnly: true },
      ),
    );
    const standing = await loader.load(row);
    return standing ? ruleIn(standing, row, change) : null;
  }
}
