import { Arg, Ctx, FieldResolver, Float, ID, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import type { Tx } from '../../platform/database/database.ts';
import { type Context, requireRole, rightsOf } from '../../platform/graphql/context.ts';
import { problemsOf } from '../../platform/graphql/problem.type.ts';
import { type Id, isId } from '../../platform/ids.ts';
import type { By, WebhookService } from './webhook.service.ts';
import {
  RepeatMissedPayload,
  Webhook,
  WebhookChangeInput,
  WebhookDelivery,
  WebhookDeliveryPage,
  WebhookDeliveryPayload,
  WebhookDeliveryStateEnum,
  WebhookInput,
  WebhookPayload,
  WebhookTestPayload,
} from './webhook.type.ts';
import { type DeliveryRow, type DeliveryState, deliveriesOf } from './webhook-deliveries.queries.ts';
import type { WebhookSender } from './webhook-sender.ts';
import { shownDelivery, shownWebhook } from './webhook-view.ts';
import { type WebhookRow, webhookById, webhooks } from './webhooks.queries.ts';

@Resolver(() => Webhook)
export class WebhookResolver {
  constructor(
    private readonly service: WebhookService,
    private readonly sender: WebhookSender,
  ) {}

  @Query(() => [Webhook])
  async webhooks(@Ctx() context: Context): Promise<Webhook[]> {
    const { workspaceId } = requireRole(context, 'support');
    const rows = await context.database.inWorkspace(workspaceId, webhooks, { readOnly: true });
    return rows.map(shownWebhook);
  }

  @Query(() => Webhook, { nullable: true })
  async webhook(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<Webhook | null> {
    const { workspaceId } = requireRole(context, 'support');
    if (!isId(id)) return null;
    const row = await context.database.inWorkspace(workspaceId, (tx) => webhookById(tx, id), { readOnly: true });
    return row ? shownWebhook(row) : null;
  }

  @FieldResolver(() => String, {
    description: 'Without its path for whoever is no administrator: that may be a secret of its own.',
  })
  url(@Root() { url }: Webhook, @Ctx() context: Context): string {
    if (rightsOf(requireRole(context, 'viewer')).canAdminister) return url;
    return `${new URL(url).origin}/…`;
  }

  @FieldResolver(() => WebhookDeliveryPage, { description: 'What it was told, newest first.' })
  async deliveries(
    @Root() { id }: Webhook,
    @Arg('first', () => Int, { nullable: true, defaultValue: 50 }) first: number | null,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Arg('states', () => [WebhookDeliveryStateEnum], { nullable: true }) states: DeliveryState[] | null,
    @Ctx() context: Context,
  ): Promise<WebhookDeliveryPage> {
    const { workspaceId } = requireRole(context, 'support');
    const read = (tx: Tx) => deliveriesOf(tx, id, { first, after, states });
    const page = await context.database.inWorkspace(workspaceId, read, { readOnly: true });
    return { ...page, items: page.items.map((row) => this.shown(row)) };
  }

  @Mutation(() => WebhookPayload)
  async addWebhook(
    @Arg('input', () => WebhookInput) { events, ...input }: WebhookInput,
    @Ctx() context: Context,
  ): Promise<WebhookPayload> {
    const draft = { ...input, events: events ?? (['alert_opened', 'alert_resolved'] as const) };
    const { value, problems } = await change(context, (tx, by) => this.service.add(tx, draft, by));
    return value ? { ...shownWith(value), problems } : { problems };
  }

  @Mutation(() => WebhookPayload)
  async updateWebhook(
    @Arg('id', () => ID) id: Id,
    @Arg('input', () => WebhookChangeInput) { name, url, form, events }: WebhookChangeInput,
    @Ctx() context: Context,
  ): Promise<WebhookPayload> {
    const input = { ...(name && { name }), ...(url && { url }), ...(form && { form }), ...(events && { events }) };
    return shown(await change(context, (tx, by) => this.service.change(tx, id, input, by)));
  }

  @Mutation(() => WebhookPayload)
  async removeWebhook(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<WebhookPayload> {
    return shown(await change(context, (tx, by) => this.service.remove(tx, id, by)));
  }

  @Mutation(() => WebhookPayload, {
    description: 'Makes a new secret. Messages are signed with both for `overlapHours` (24; 0 to 168).',
  })
  async rotateWebhookSecret(
    @Arg('id', () => ID) id: Id,
    @Arg('overlapHours', () => Float, { defaultValue: 24 }) overlapHours: number,
    @Ctx() context: Context,
  ): Promise<WebhookPayload> {
    const { value, problems } = await change(context, (tx, by) => this.service.rotate(tx, id, overlapHours, by));
    return value ? { ...shownWith(value), problems } : { problems };
  }

  @Mutation(() => WebhookPayload, { description: 'From now on it hears of what happens; not of what was.' })
  async switchWebhookOn(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<WebhookPayload> {
    return shown(await change(context, (tx, by) => this.service.switch(tx, id, 'on', by)));
  }

  @Mutation(() => WebhookPayload, { description: 'Nothing goes there any more; what waits is stopped.' })
  async switchWebhookOff(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<WebhookPayload> {
    return shown(await change(context, (tx, by) => this.service.switch(tx, id, 'off', by)));
  }

  @Mutation(() => WebhookTestPayload, { description: 'Tells the webhook now, and says what came of it.' })
  async testWebhook(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<WebhookTestPayload> {
    const { workspaceId } = requireRole(context, 'admin');
    const { value, problems } = await problemsOf(() => this.service.test(workspaceId, id));
    return { done: value, problems };
  }

  @Mutation(() => WebhookDeliveryPayload, { description: 'Sends a message again, under the same ID.' })
  async repeatWebhookDelivery(@Arg('id', () => ID) id: Id, @Ctx() context: Context): Promise<WebhookDeliveryPayload> {
    const { workspaceId } = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.service.repeat(tx, id)),
    );
    return { delivery: value && this.shown(value), problems };
  }

  @Mutation(() => RepeatMissedPayload, { description: 'Sends everything again that a webhook did not get.' })
  async repeatMissedWebhookDeliveries(
    @Arg('webhookId', () => ID) webhookId: Id,
    @Ctx() context: Context,
  ): Promise<RepeatMissedPayload> {
    const { workspaceId } = requireRole(context, 'support');
    const { value, problems } = await problemsOf(() =>
      context.database.inWorkspace(workspaceId, (tx) => this.service.repeatMissed(tx, webhookId)),
    );
    return { count: value, problems };
  }

  private shown(row: DeliveryRow): WebhookDelivery {
    return shownDelivery(row, this.sender.bodyOf(row));
  }
}

function change<T>(context: Context, work: (tx: Tx, by: By) => Promise<T>) {
  const actor = requireRole(context, 'admin');
  const by = { actor, address: context.remoteAddress };
  return problemsOf(() => context.database.inWorkspace(actor.workspaceId, (tx) => work(tx, by)));
}

type Changed = Awaited<ReturnType<typeof change<WebhookRow>>>;
const shown = ({ value, problems }: Changed): WebhookPayload => ({ webhook: value && shownWebhook(value), problems });

const shownWith = ({ webhook, secret }: { webhook: WebhookRow; secret: string }) => ({
  webhook: shownWebhook(webhook),
  secret,
});
