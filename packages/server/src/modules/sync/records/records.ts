import type { PulledEntity } from '../../links/link.ts';
import type { EntitySync } from './entity-sync.ts';

/** The descriptions of all synced records, for the parts of the engine that the registry itself stands on. */
export class Records {
  /** Parents first. */
  constructor(readonly all: readonly EntitySync[]) {}

  of(entity: PulledEntity): EntitySync {
    const found = this.all.find((sync) => sync.entity === entity);
    if (!found) throw new Error(`"${entity}" is not in the registry.`);
    return found;
  }

  /** By the CRM's word. */
  ofCrm(crm: EntitySync['crm']): EntitySync {
    const found = this.all.find((sync) => sync.crm === crm);
    if (!found) throw new Error(`No synced record is a ${crm} in the CRM.`);
    return found;
  }

  /** By ConnectWise's word, as its wire has it. */
  ofWire(resource: string): EntitySync | undefined {
    return this.all.find(({ wire }) => wire.resource === resource);
  }

  has(entity: string): entity is PulledEntity {
    return this.all.some((sync) => sync.entity === entity);
  }
}
