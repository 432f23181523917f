import { Ctx, Mutation, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../../platform/graphql/context.ts';
import { problemsOf } from '../../../platform/graphql/problem.type.ts';
import type { PermissionsService, PermissionReport as Report } from './permissions.service.ts';
import { PermissionReport, PermissionReportPayload } from './permissions.type.ts';

@Resolver()
export class PermissionsResolver {
  constructor(private readonly permissions: PermissionsService) {}

  @Query(() => PermissionReport, { nullable: true, description: 'The rights that the sync wants, as last checked.' })
  async permissionReport(@Ctx() context: Context): Promise<PermissionReport | null> {
    const actor = requireRole(context, 'viewer');
    return view(await context.database.inWorkspace(actor.workspaceId, (tx) => this.permissions.read(tx)));
  }

  @Mutation(() => PermissionReportPayload, {
    description:
      'Tries every right against ConnectWise now. Nothing is written there: a write that is tried lacks what it needs.',
  })
  async checkPermissions(@Ctx() context: Context): Promise<PermissionReportPayload> {
    const actor = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() => this.permissions.check(actor.workspaceId, actor.name));
    return { report: view(value ?? null), problems };
  }
}

const view = (report: Report | null): PermissionReport | null =>
  report && {
    checkedAt: report.check?.checkedAt ?? null,
    checkedBy: report.check?.checkedBy ?? null,
    denied: report.lines.filter((line) => line.isNeeded && line.state === 'denied').length,
    lines: report.lines,
  };
