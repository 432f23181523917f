import type { Clock } from '../../platform/clock.ts';
import type { Tx } from '../../platform/database/database.ts';
import type { Logger } from '../../platform/logger.ts';
import type { DeliveryService } from '../delivery/delivery.service.ts';
import { tellWebhooks } from '../webhooks/webhook-outbox.queries.ts';
import type { WorkspaceQueries } from '../workspace/workspace.queries.ts';
import {
  type AlertPreference,
  alertPreferenceSchema,
  defaultPreference,
  isAlertKind,
  isQuiet,
  minuteOfDay,
} from './alert-kind.rules.ts';
import {
  heldNotices,
  holdNotice,
  type ListenerRow,
  listeners,
  type NoticeRow,
  noteNoticesSent,
} from './alert-listeners.queries.ts';
import { alertMail, digestMail } from './alert-mail.rules.ts';
import type { AlertRow } from './alerts.queries.ts';

export interface AlertNotifierDeps {
  clock: Clock;
  logger: Pick<Logger, 'warn' | 'info'>;
  deliveries: DeliveryService;
  workspaces: WorkspaceQueries;
  publicUrl: string;
  /** Called after the commit, so that webhooks need not wait for the next look. */
  wakeWebhooks: () => void;
}

/** The digest comes with the first look after eight in the morning. */
const DIGEST_FROM_MINUTE = 8 * 60;
const DIGEST_TO_MINUTE = 9 * 60;

export const preferenceOf = ({ role, preference }: Pick<ListenerRow, 'role' | 'preference'>): AlertPreference => {
  const read = alertPreferenceSchema.safeParse(preference ?? undefined);
  return read.success ? read.data : defaultPreference(role);
};

/** Tells people and webhooks that an alert opened or is over, in the transaction that writes it down: told once, or not at all. */
export class AlertNotifier {
  constructor(private readonly deps: AlertNotifierDeps) {}

  async tell(tx: Tx, what: 'opened' | 'resolved', alert: AlertRow): Promise<void> {
    const { logger, wakeWebhooks } = this.deps;
    const { id, key, kind, sentence } = alert;
    logger[what === 'opened' ? 'warn' : 'info'](
      { event: `alert.${what}`, workspaceId: tx.workspaceId, alertId: id, key, kind },
      sentence,
    );
    const workspace = await this.deps.workspaces.current(tx);
    for (const listener of await listeners(tx)) await this.tellPerson(tx, what, alert, listener, workspace);
    const { openedAt, resolvedAt, remedy } = alert;
    await tellWebhooks(tx, `alert_${what}`, { alertId: id, key, kind, sentence, remedy, openedAt, resolvedAt });
    tx.afterCommit(wakeWebhooks);
  }

  /** Sends what was held back for quiet hours that are over, or for the digest that is due. */
  async sendHeld(tx: Tx): Promise<void> {
    const held = await heldNotices(tx);
    if (held.length === 0) return;
    const workspace = await this.deps.workspaces.current(tx);
    const minute = minuteOfDay(this.deps.clock.now(), workspace.timeZone);
    for (const listener of await listeners(tx)) {
      const due = dueNotices(held, listener, minute);
      if (due.length === 0) continue;
      await this.deps.deliveries.mail(
        tx,
        listener.email,
        digestMail(due, { workspace: workspace.name, url: `${this.deps.publicUrl}/alerts` }),
      );
      await noteNoticesSent(tx, listener.userId, [...new Set(due.map(({ heldFor }) => heldFor))]);
    }
  }

  private async tellPerson(
    tx: Tx,
    what: 'opened' | 'resolved',
    alert: AlertRow,
    listener: ListenerRow,
    workspace: { name: string; timeZone: string },
  ): Promise<void> {
    const preference = preferenceOf(listener);
    const notice = { userId: listener.userId, alertId: alert.id, what };
    const isAtOnce = isAlertKind(alert.kind) && preference.atOnce.includes(alert.kind);
    if (!isAtOnce) return preference.digest ? holdNotice(tx, { ...notice, heldFor: 'digest' }) : undefined;
    if (isQuiet(preference, minuteOfDay(this.deps.clock.now(), workspace.timeZone)))
      return holdNotice(tx, { ...notice, heldFor: 'quiet_hours' });
    const place = { workspace: workspace.name, url: `${this.deps.publicUrl}/alerts` };
    return this.deps.deliveries.mail(tx, listener.email, alertMail(what, alert, place));
  }
}

function dueNotices(held: readonly NoticeRow[], listener: ListenerRow, minute: number): NoticeRow[] {
  const preference = preferenceOf(listener);
  if (isQuiet(preference, minute)) return [];
  const isDigestTime = minute >= DIGEST_FROM_MINUTE && minute < DIGEST_TO_MINUTE;
  return held.filter(
    ({ userId, heldFor }) => userId === listener.userId && (heldFor === 'quiet_hours' || isDigestTime),
  );
}
