import type { Database, Tx } from '../../platform/database/database.ts';
import type { Id } from '../../platform/ids.ts';
import { wakeWatchers } from '../audit/live/live-hub.ts';
import type { HealthService } from '../sync/activity/health/health.service.ts';
import { webhooksGivenUp } from '../webhooks/webhooks.queries.ts';
import { conditionsOf } from './alert-condition.rules.ts';
import { expiringTokens, noRecords, recordFacts } from './alert-facts.queries.ts';
import { alertRulesSchema, isAlertKind } from './alert-kind.rules.ts';
import { storedRules } from './alert-listeners.queries.ts';
import type { AlertNotifier } from './alert-notifier.ts';
import { keepAlert, lockAlerts, noteClear, openAlert, openAlerts, resolveAlert } from './alerts.queries.ts';

export interface AlertCheckDeps {
  database: Pick<Database, 'inWorkspace'>;
  health: Pick<HealthService, 'of'>;
  notifier: AlertNotifier;
  /** How long a state has to be gone before its alert ends, so that one that flickers is told once. */
  clearAfterMs: number;
}

/** Compares the states that hold with the alerts that are open: one opens when a state begins, and ends when it has stayed gone. */
export class AlertCheckService {
  constructor(private readonly deps: AlertCheckDeps) {}

  check(workspaceId: Id): Promise<void> {
    return this.deps.database.inWorkspace(workspaceId, async (tx) => {
      await lockAlerts(tx);
      const changed = await this.compare(tx);
      await this.deps.notifier.sendHeld(tx);
      if (changed) await wakeWatchers(tx);
    });
  }

  private async compare(tx: Tx): Promise<boolean> {
    const { notifier, clearAfterMs } = this.deps;
    const { holding, unknown } = await this.conditions(tx);
    const open = await openAlerts(tx);
    let changed = false;
    for (const condition of holding) {
      const known = open.find(({ key }) => key === condition.key);
      if (known) {
        await keepAlert(tx, known.id, condition);
        continue;
      }
      const opened = await openAlert(tx, condition);
      if (!opened) continue;
      changed = true;
      await notifier.tell(tx, 'opened', opened);
    }
    for (const alert of open) {
      if (holding.some(({ key }) => key === alert.key) || unknown(alert.key) || !isAlertKind(alert.kind)) continue;
      if (alert.clearMs === null) await noteClear(tx, alert.id);
      else if (alert.clearMs >= clearAfterMs) {
        const resolved = await resolveAlert(tx, alert.id);
        if (!resolved) continue;
        changed = true;
        await notifier.tell(tx, 'resolved', resolved);
      }
    }
    return changed;
  }

  private async conditions(tx: Tx) {
    const rules = alertRulesSchema.parse((await storedRules(tx)) ?? {});
    const { connection, troubles, oldestPushAt } = await this.deps.health.of(tx);
    const isStarted = connection !== null && !troubles.some(({ code }) => code === 'not_started');
    const records = connection ? await recordFacts(tx, connection.id) : noRecords;
    const tokens = await expiringTokens(tx, rules.tokenExpiresWithinDays);
    const webhooks = await webhooksGivenUp(tx);
    const oldestPushMs = oldestPushAt ? Date.now() - oldestPushAt.getTime() : null;
    return conditionsOf(
      { isConnected: connection !== null, isStarted, troubles, oldestPushMs, ...records, tokens, webhooks },
      rules,
    );
  }
}
