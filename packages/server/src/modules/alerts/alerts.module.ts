import type { OutboundGuard } from '../../connectwise/client/outbound-guard.ts';
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
  guard: OutboundGuard;
  live: LiveSignals;
}

export interface AlertsModule {
  checks: AlertCheckService;
  loop: AlertLoop;
  resolvers: object[];
}

/** What calls for help by itself: states that open and end alerts, and those who are told. */
export function createAlerts(deps: AlertsModuleDeps): AlertsModule {
  const checks = new AlertCheckService({ ...deps, notifier: new AlertNotifier(deps) });
  return {
    checks,
    loop: new AlertLoop({ ...deps, checks }),
    resolvers: [new AlertsResolver(deps.live), new AlertSettingsResolver(new AlertSettingsService(deps))],
  };
}
