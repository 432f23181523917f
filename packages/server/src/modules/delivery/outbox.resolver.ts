import { Ctx, Query, Resolver } from 'type-graphql';
import { type Context, requireRole } from '../../platform/graphql/context.ts';
import type { DeliveryService } from './delivery.service.ts';
import { Outbox } from './outbox.type.ts';

@Resolver()
export class OutboxResolver {
  constructor(private readonly deliveries: DeliveryService) {}

  @Query(() => Outbox, { description: 'The mails of this workspace, and whether this installation sends any.' })
  async outbox(@Ctx() context: Context): Promise<Outbox> {
    const { workspaceId } = requireRole(context, 'admin');
    const { deliveries } = this;
    const rows = await context.database.inWorkspace(workspaceId, (tx) => deliveries.mails(tx), { readOnly: true });
    const mails = await Promise.all(
      rows.map(async (row) => ({ ...row, text: await deliveries.textOf(workspaceId, row) })),
    );
    return { sendsMail: deliveries.sendsMail, mails };
  }
}
