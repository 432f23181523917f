import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { Tx } from '../../../platform/database/database.ts';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { Id } from '../../../platform/ids.ts';
import { retentionExports, retentionPasses } from './retention.queries.ts';
import type { RetentionSettings } from './retention.rules.ts';
import { fileName, type RetentionService } from './retention.service.ts';
import {
  DeleteRetentionExportPayload,
  RetentionExport,
  RetentionInput,
  RetentionPayload,
  RetentionSettingsType,
} from './retention.type.ts';

const MAX_LISTED = 500;

@Resolver()
export class RetentionResolver {
  constructor(
    private readonly service: RetentionService,
    /** Runs are a matter of the sync's settings; null without a connection. */
    private readonly runsDaysOf: (tx: Tx) => Promise<number | null>,
  ) {}

  @Query(() => RetentionSettingsType)
  retention(@Ctx() context: Context): Promise<RetentionSettingsType> {
    const { workspaceId } = requireRole(context, 'viewer');
    return context.database.inWorkspace(workspaceId, (tx) => this.shown(tx), { readOnly: true });
  }

  @Mutation(() => RetentionPayload, {
    description: 'A worker removes within some minutes what is too old by the new settings; that cannot be undone.',
  })
  async saveRetention(
    @Arg('input', () => RetentionInput) input: RetentionInput,
    @Ctx() context: Context,
  ): Promise<RetentionPayload> {
    const actor = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, async (tx) => {
        await this.service.save(tx, merged(await this.service.settings(tx), input), actor, context.remoteAddress);
        return this.shown(tx);
      }),
    );
    return { retention: value, problems };
  }

  @Query(() => [RetentionExport], {
    description: 'Files of rows that were exported before they were removed, newest first.',
  })
  async retentionExports(@Ctx() context: Context): Promise<RetentionExport[]> {
    const { workspaceId } = requireRole(context, 'admin');
    const rows = await context.database.inWorkspace(workspaceId, (tx) => retentionExports(tx, MAX_LISTED), {
      readOnly: true,
    });
    return rows.map((row) => ({ ...row, fileName: fileName(row) }));
  }

  @Mutation(() => DeleteRetentionExportPayload)
  async deleteRetentionExport(
    @Arg('id', () => ID) id: Id,
    @Ctx() context: Context,
  ): Promise<DeleteRetentionExportPayload> {
    const actor = requireRole(context, 'admin');
    const { problems } = await problemsOf(() =>
      context.database.inWorkspace(actor.workspaceId, (tx) =>
        this.service.deleteExport(tx, id, actor, context.remoteAddress),
      ),
    );
    return { problems };
  }

  private async shown(tx: Tx): Promise<RetentionSettingsType> {
    const { days, exportsFirst } = await this.service.settings(tx);
    return {
      auditDays: days.audit,
      securityDays: days.security,
      deliveriesDays: days.deliveries,
      alertsDays: days.alerts,
      mailsDays: days.mails,
      runsDays: await this.runsDaysOf(tx),
      exportsFirst,
      removed: await retentionPasses(tx),
    };
  }
}

/** What was left out of an input is undefined, and stays. */
function merged({ days, exportsFirst }: RetentionSettings, input: RetentionInput): RetentionSettings {
  const { auditDays, securityDays, deliveriesDays, alertsDays, mailsDays } = input;
  return {
    days: {
      audit: auditDays === undefined ? days.audit : auditDays,
      security: securityDays === undefined ? days.security : securityDays,
      deliveries: deliveriesDays === undefined ? days.deliveries : deliveriesDays,
      alerts: alertsDays === undefined ? days.alerts : alertsDays,
      mails: mailsDays === undefined ? days.mails : mailsDays,
    },
    exportsFirst: input.exportsFirst ?? exportsFirst,
  };
}
