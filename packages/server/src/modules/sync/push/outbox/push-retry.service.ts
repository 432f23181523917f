import type { Tx } from '../../../../platform/database/database.ts';
import { refuse } from '../../../../platform/errors.ts';
import type { Actor } from '../../../../platform/graphql/context.ts';
import type { Id } from '../../../../platform/ids.ts';
import type { AuditLog } from '../../../audit/audit-log.service.ts';
import type { Connections } from '../../../connection/connection.ports.ts';
import { isOpportunityWon } from '../../../crm/opportunities/opportunity-stage.queries.ts';
import type { SettingsService } from '../../../integration/configuration/settings.service.ts';
import { noteAskedAgain } from './asked-again.ts';
import type { PushIssues } from './push-issues.service.ts';
import type { PushOutbox } from './push-outbox.service.ts';

interface FirstRequest {
  connectionId: Id;
  entity: 'opportunity';
  localId: Id;
}

/** Pushing an opportunity again by hand. */
export class PushRetryService {
  constructor(
    private readonly connections: Connections,
    private readonly settings: SettingsService,
    private readonly issues: PushIssues,
    private readonly outbox: PushOutbox,
    private readonly audit: AuditLog,
  ) {}

  /**
   * Sends the opportunity's push out again at once. One that was never asked for is asked for now, if the mode lets it out: a win from before the
   * sync was started, for instance. ProblemsError says why not.
   */
  async retry(tx: Tx, { id: opportunityId, name }: { id: Id; name: string }, actor: Actor): Promise<void> {
    const connection = await this.connections.active(tx);
    if (!connection?.syncStartedAt)
      return refuse('not_connected', 'The sync with ConnectWise was not started. Start it in Settings, Integrations.');
    const request = { connectionId: connection.id, entity: 'opportunity' as const, localId: opportunityId };
    if (!(await this.issues.retry(tx, request))) await this.askFirst(tx, request, actor);
    await noteAskedAgain(tx, this.audit, actor, { ...request, direction: 'out', remoteId: null, name });
  }

  private async askFirst(tx: Tx, request: FirstRequest, { userId }: Actor): Promise<void> {
    const may = await this.settings.capabilities(tx, request.connectionId);
    const isWon = await isOpportunityWon(tx, request.localId);
    if (!(isWon ? may.pushWon : may.pushOpen))
      return refuse(
        'mode',
        isWon ? 'The sync mode pushes nothing to ConnectWise.' : 'The sync mode pushes won opportunities only.',
        'opportunityId',
      );
    await this.outbox.request(tx, { ...request, reason: 'retry', actor: userId });
  }
}
