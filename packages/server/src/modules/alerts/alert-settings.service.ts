import type { z } from 'zod';
import type { Tx } from '../../platform/database/database.ts';
import { ProblemsError, refuse } from '../../platform/errors.ts';
import type { Id } from '../../platform/ids.ts';
import type { DeliveryService } from '../delivery/delivery.service.ts';
import type { WorkspaceQueries } from '../workspace/workspace.queries.ts';
import { type AlertPreference, type AlertRules, alertPreferenceSchema, alertRulesSchema } from './alert-kind.rules.ts';
import { listeners, putPreference, putRules, storedRules } from './alert-listeners.queries.ts';
import { testMail } from './alert-mail.rules.ts';
import { preferenceOf } from './alert-notifier.ts';

export interface AlertSettingsDeps {
  deliveries: DeliveryService;
  workspaces: WorkspaceQueries;
  publicUrl: string;
}

/** What people hear, and from when on. */
export class AlertSettingsService {
  constructor(private readonly deps: AlertSettingsDeps) {}

  async preference(tx: Tx, userId: Id): Promise<AlertPreference> {
    const listener = (await listeners(tx)).find((one) => one.userId === userId);
    return preferenceOf(listener ?? { role: 'viewer', preference: null });
  }

  async savePreference(tx: Tx, userId: Id, input: object): Promise<AlertPreference> {
    const preference = checked(alertPreferenceSchema, input);
    await putPreference(tx, userId, preference);
    return preference;
  }

  async rules(tx: Tx): Promise<AlertRules> {
    return alertRulesSchema.parse((await storedRules(tx)) ?? {});
  }

  async saveRules(tx: Tx, input: object): Promise<AlertRules> {
    const rules = checked(alertRulesSchema, input);
    await putRules(tx, rules);
    return rules;
  }

  /** A mail to the person who asks. */
  async sendTestMail(tx: Tx, userId: Id): Promise<string> {
    const listener = (await listeners(tx)).find((one) => one.userId === userId);
    if (!listener) return refuse('not_found', 'You were removed from this workspace.');
    const workspace = await this.deps.workspaces.current(tx);
    await this.deps.deliveries.mail(
      tx,
      listener.email,
      testMail({ workspace: workspace.name, url: `${this.deps.publicUrl}/alerts` }),
    );
    return this.deps.deliveries.sendsMail
      ? `A test mail to ${listener.email} is on its way.`
      : 'This installation sends no mail; the test is in the outbox.';
  }
}

function checked<T extends z.ZodType>(schema: T, input: object): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ProblemsError(
    parsed.error.issues.map(({ path, message }) => ({ code: 'invalid_value', field: path.join('.'), message })),
  );
}
