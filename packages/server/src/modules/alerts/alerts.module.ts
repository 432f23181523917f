import type { Database } from '../../platform/database/database.ts';
import type { LiveSignals } from '../audit/live/live-hub.ts';
import type { HealthService } from '../sync/activity/health/health.service.ts';
import { AlertCheckService } from './alert-check.service.ts';
import { AlertLoop } from './alert-loop.ts';
import { AlertNotifier, type AlertNotifierDeps } from './alert-notifier.ts';
import { AlertSettingsResolver } from './alert-settings.resolver.ts';
import { type AlertSettingsDeps, AlertSettingsService } from './alert-settings.service.ts';
import { AlertsResolver } from './alerts.resolver.ts';

export interface AlertsModuleDeps extends AlertNotifierDeps, AlertSettingsDeps {
  database: Database;
  health: HealthService;
  live: LiveSignals;
  checkEverySeconds?: number;
}

export interface AlertsModule {
  checks: AlertCheckService;
  loop: AlertLoop;
  resolvers: object[];
}

/** Each workspace is looked at this often, whatever the number of processes. */
const CHECK_EVERY_SECONDS = 7;
/** A state has to be gone for as long as so many checks before its alert ends, so that one that flickers is told once. */
const CLEAR_CHECKS = 1.7;

/** What calls for help by itself: states that open and end alerts, and those who are told. */
export function createAlerts(deps: AlertsModuleDeps): AlertsModule {
  const { checkEverySeconds = CHECK_EVERY_SECONDS } = deps;
  const clearAfterMs = checkEverySeconds * CLEAR_CHECKS * 1_000;
  const checks = new AlertCheckService({ ...deps, clearAfterMs, notifier: new AlertNotifier(deps) });
  return {
    checks,
    loop: new AlertLoop({ ...deps, checks, checkEverySeconds }),
    resolvers: [new AlertsResolver(deps.live), new AlertSettingsResolver(new AlertSettingsService(deps))],
  };
}
