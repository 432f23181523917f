import type { Express } from 'express';
import type { Database } from '../../../platform/database/database.ts';
import type { JobHandler } from '../../../platform/jobs/job.ts';
import type { JobQueue } from '../../../platform/jobs/job-queue.ts';
import type { Logger } from '../../../platform/logger.ts';
import type { WorkLog } from '../../../platform/work-log.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { ConnectionHealth, Connections, ConnectWiseClients } from '../../connection/connection.ports.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import type { LinksService } from '../../links/links.service.ts';
import { records } from '../registry.ts';
import { ApplyRemote } from './apply-remote.ts';
import { callbackJobs, sweepCallbacks } from './callbacks/callback.job.ts';
import { CallbackResolver } from './callbacks/callback.resolver.ts';
import { callbackRoute } from './callbacks/callback.route.ts';
import { CallbackEntries, type CallbackEntriesDeps } from './callbacks/callback-entries.service.ts';
import { CallbackReceiver } from './callbacks/callback-receiver.service.ts';
import { CallbackWork } from './callbacks/callback-work.service.ts';
import { type AskForKey, SigningKeys } from './callbacks/signing-keys.ts';
import { ForecastLook } from './forecasts/forecast-look.ts';
import { BelowLook } from './poll/below-look.ts';
import { pullJobs, type SweepDeps } from './poll/pull.job.ts';
import { PullService } from './poll/pull.service.ts';
import { SWEEP_EVERY_SECONDS, sweepJob } from './poll/wake-ups.ts';
import { reconcileJobs, sweepReconciles } from './reconcile/reconcile.job.ts';
import { ReconcileResolver } from './reconcile/reconcile.resolver.ts';
import { type ReconcileDeps, ReconcileService } from './reconcile/reconcile.service.ts';
import { ReconcileControl } from './reconcile/reconcile-control.service.ts';

export interface PullModuleDeps {
  database: Database;
  audit: AuditLog;
  queue: Pick<JobQueue, 'enqueue'>;
  links: LinksService;
  connections: Connections;
  clients: ConnectWiseClients;
  health: ConnectionHealth;
  settings: SettingsService;
  logger: Pick<Logger, 'warn'>;
  /** Told of each run that this process takes on. */
  work?: WorkLog;
  requestPush: ReconcileDeps['requestPush'];
  /** What callbacks need; without it there are none. */
  callbacks?: Pick<CallbackEntriesDeps, 'secrets' | 'publicUrl'> & { askForKey: AskForKey };
  /** What else the sweep wakes. */
  sweeps: SweepDeps['sweeps'];
  /** A new name for who holds a lease; one that shows whether its process lives. */
  leaseOwner?: () => string;
  /** How long a worker may be silent before another one takes its listing over; 15 s unless said. */
  leaseMs?: number;
  pageSize?: number;
}

export interface PullModule {
  door: ApplyRemote;
  pull: PullService;
  forecasts: ForecastLook;
  reconcile: ReconcileService;
  reconcileControl: ReconcileControl;
  callbacks: { work: CallbackWork; entries: CallbackEntries; receiver: CallbackReceiver } | null;
  resolvers: object[];
  routes: Array<(app: Express) => void>;
  jobs: JobHandler[];
  /** Sets up the sweep and wakes what was left unfinished; the worker calls it once at its start. */
  schedule(queue: JobQueue): Promise<void>;
}

/** Everything that comes in from ConnectWise. */
export function createPull(deps: PullModuleDeps): PullModule {
  const door = new ApplyRemote({ ...deps, records });
  const below = new BelowLook({ ...deps, door, records });
  const forecasts = new ForecastLook(deps);
  const pull = new PullService({ ...deps, door, records, forecasts, below });
  const reconcile = new ReconcileService({ ...deps, door, records });
  const reconcileControl = new ReconcileControl({ ...deps, records });
  const callbacks = deps.callbacks ? createCallbacks(deps, deps.callbacks, door) : null;
  const sweeps = [
    ...deps.sweeps,
    () => sweepReconciles(deps.database, deps.queue),
    ...(callbacks ? [() => sweepCallbacks(deps.database, deps.queue, callbacks.entries)] : []),
  ];
  return {
    door,
    pull,
    forecasts,
    reconcile,
    reconcileControl,
    callbacks,
    resolvers: [
      new ReconcileResolver(reconcileControl),
      ...(callbacks ? [new CallbackResolver(deps.connections, callbacks.entries)] : []),
    ],
    routes: callbacks ? [callbackRoute(callbacks.receiver)] : [],
    jobs: [
      ...pullJobs(pull, { ...deps, sweeps }),
      ...reconcileJobs(reconcile),
      ...(callbacks ? callbackJobs(callbacks.work, callbacks.entries) : []),
    ],
    schedule: async (queue) => {
      await queue.every(sweepJob, SWEEP_EVERY_SECONDS, {});
      await queue.enqueue(sweepJob, {});
    },
  };
}

function createCallbacks(
  deps: PullModuleDeps,
  { askForKey, ...own }: NonNullable<PullModuleDeps['callbacks']>,
  door: ApplyRemote,
): NonNullable<PullModule['callbacks']> {
  return {
    work: new CallbackWork({ ...deps, door, records }),
    entries: new CallbackEntries({ ...deps, ...own, records }),
    receiver: new CallbackReceiver({ ...deps, records, keys: new SigningKeys(askForKey) }),
  };
}
