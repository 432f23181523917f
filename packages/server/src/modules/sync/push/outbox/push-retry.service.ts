import type { Tx } from '../../../../platform/database/database.ts';
import { refuse } from '../../../../platform/errors.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { isOpportunityWon } from '../../../crm/opportunities/opportunity-stage.queries.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import type { PushIssues } from './push-issues.service.ts';
import type { PushOutbox } from './push-outbox.service.ts';

/** Pushing an opportunity again by hand. */
export class PushRetryService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: SettingsService,
    private readonly issues: PushIssues,
    private readonly outbox: PushOutbox,
  ) {}

  /**
   * Sends the opportunity's push out again at once. One that was never asked for is asked for now, if the mode lets it out: a win from before the
   * sync was started, for instance. ProblemsError says why not.
   */
  async retry(tx: Tx, opportunityId: Id, userId: Id | null): Promise<void> {
    const connection = await this.connections.active(tx);
    if (!connection?.syncStartedAt)
      return refuse('not_connected', 'The sync with ConnectWise was not started. Start it in Settings, Integrations.');
    const request = { connectionId: connection.id, entity: 'opportunity' as const, localId: opportunityId };
    if (await this.issues.retry(tx, request)) return;
    const may = await this.settings.capabilities(tx, connection.id);
    const isWon = await isOpportunityWon(tx, opportunityId);
    if (!(isWon ? may.pushWon : may.pushOpen))
      return refuse(
        'mode',
        isWon ? 'The sync mode pushes nothing to ConnectWise.' : 'The sync mode pushes won opportunities only.',
        'opportunityId',
      );
    await this.outbox.request(tx, { ...request, reason: 'retry', actor: userId });
  }
}
