import type { Tx } from '../../../platform/database/database.ts';
import type { AuditLog } from '../../audit/audit-log.service.ts';
import type { CrmChange, OnCrmChange } from '../crm-change.ts';
import { editedFields, type PersonChange, personEvent, referencesIn } from './person-event.rules.ts';
import { referenceNames } from './reference-names.queries.ts';

type Told = Pick<PersonChange, 'name' | 'before' | 'after' | 'note'> &
  Partial<Pick<PersonChange, 'entity' | 'id' | 'kind'>>;

/** The one way in which a change by a person leaves a service of the CRM: a row in the log, in the record's history, and word to who listens. */
export class CrmChanges {
  constructor(
    private readonly audit: AuditLog,
    private readonly onCrmChange: OnCrmChange,
  ) {}

  /** `told` names the record that was changed where that is not the one which the change counts for (a quote, of its opportunity). */
  async tell(tx: Tx, change: CrmChange, told: Told): Promise<void> {
    await this.record(tx, change, told);
    await this.pass(tx, { ...change, edited: editedFields(personChange(change, told)) });
  }

  /** The same for what somebody did who has no account here, by the name that they gave. */
  async tellFor(tx: Tx, change: CrmChange, told: Told, actor: string): Promise<void> {
    await this.write(tx, change, told, actor);
    await this.pass(tx, change);
  }

  /** A row in the record's history and no word to anybody: for what belongs to the record, but is none of its fields. */
  note(tx: Tx, change: CrmChange, told: Told): Promise<void> {
    return this.record(tx, change, told);
  }

  /** Word only, for a change whose row in the log is written elsewhere. */
  pass(tx: Tx, change: CrmChange): Promise<void> {
    return this.onCrmChange(tx, change);
  }

  private async record(tx: Tx, change: CrmChange, told: Told): Promise<void> {
    // What the sync and the product itself write is told where they do it.
    if ('name' in change.origin) await this.write(tx, change, told, change.origin.name);
  }

  private async write(tx: Tx, crmChange: CrmChange, told: Told, actor: string): Promise<void> {
    const change = personChange(crmChange, told);
    const event = personEvent(change, actor, await referenceNames(tx, referencesIn(change)));
    if (event) await this.audit.record(tx, [event]);
  }
}

const personChange = ({ entity, id, kind }: CrmChange, told: Told): PersonChange => ({
  entity: entity === 'client' ? 'company' : entity,
  id,
  kind,
  ...told,
  ...(entity === 'opportunity' ? { opportunityId: id } : {}),
});
