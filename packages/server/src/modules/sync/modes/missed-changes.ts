import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { readMappedCustomFields } from '../../integration/mapping/mapped-custom-fields.queries.ts';
import { startedAgain } from '../messages/run.messages.ts';
import type { PushOutbox } from '../push/outbox/push-outbox.service.ts';
import { countUnsent, requestUnsent } from './catch-up.queries.ts';

interface MissedChangesDeps {
  audit: AuditLog;
  settings: Pick<SettingsService, 'of'>;
  outbox: Pick<PushOutbox, 'wakeAfterCommit'>;
}

/** What nobody noted for ConnectWise while the sync was off: changes note themselves only while it is on. */
export class MissedChanges {
  constructor(private readonly deps: MissedChangesDeps) {}

  /** Asks for pushes of what was changed and made here since then, as far as the mode sends it, and tells what stays. */
  async request(tx: Tx, connectionId: Id, since: Date): Promise<void> {
    const { configuration } = await this.deps.settings.of(tx, connectionId);
    const may = modeCapabilities[configuration.mode];
    const settings = { configuration, mapped: await readMappedCustomFields(tx, connectionId, configuration) };
    const found = await countUnsent(tx, connectionId, { wonOnly: false, settings, since });
    const ask = (kind: 'edits' | 'new', wonOnly: boolean) =>
      requestUnsent(tx, connectionId, { kind, settings, wonOnly, since }, null);
    const sent = {
      edits: may.pushUpdate || may.pushWon ? await ask('edits', !may.pushUpdate) : 0,
      newRecords: may.pushOpen || may.pushWon ? await ask('new', !may.pushOpen) : 0,
    };
    if (sent.edits + sent.newRecords > 0) this.deps.outbox.wakeAfterCommit(tx, connectionId);
    const stays = { edits: found.edits - sent.edits, newRecords: found.newHere - sent.newRecords };
    await this.deps.audit.record(tx, [
      { operation: 'setting', status: 'success', description: startedAgain(sent, stays) },
    ]);
  }
}
