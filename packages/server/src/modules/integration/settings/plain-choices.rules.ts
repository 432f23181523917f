import { closedStatusesOf, proposedOutcome } from '@causeway/shared/mapping/closed-outcome.rules';
import type { ProductIdField, ProductNameTarget, ReferenceKind, StageKind } from '@causeway/shared/vocabulary';
import type { Id } from '../../../platform/ids.ts';
import type { ReferenceFlags } from '../../connection/connection.ports.ts';
import type { ClosedStatusChange, StageMapChange } from '../setup/section.ts';

/** What a plain choice looks at: ConnectWise's lists in their order, and the CRM's stages. */
export interface ChoiceFacts {
  items: readonly { kind: ReferenceKind; remoteId: string; label: string; isActive: boolean; flags: ReferenceFlags }[];
  stages: readonly { id: Id; name: string; kind: StageKind }[];
}

export interface PlainChoices {
  defaults: { locationId: string | null; departmentId: string | null };
  stageMap: StageMapChange[];
  closedStatuses: ClosedStatusChange[];
  productMap: { nameTo: ProductNameTarget; identifierFrom: ProductIdField };
}

/**
 * What must be chosen before a sync can start, by plain rules: the first location with a business unit of its own, and for Won and Lost the
 * status with that flag, by name if there are several, and, where there is one, the stage with that word in its name; what other
 * closed statuses mean by ConnectWise's own flags; the name of a product
 * is its description, its SKU the Product ID. For a demonstration; a person chooses better.
 */
export function plainChoices({ items, stages }: ChoiceFacts): PlainChoices {
  const of = (kind: ReferenceKind) => items.filter((item) => item.kind === kind && item.isActive);
  const departments = of('department');
  const pairs = of('location').flatMap((location) =>
    departments
      .filter(({ remoteId }) => location.flags.departmentIds?.includes(remoteId) ?? true)
      .map(({ remoteId }) => ({ locationId: location.remoteId, departmentId: remoteId })),
  );
  const taken = new Set<string>();
  const stageFor = (word: string): string | null => {
    const free = of('stage').filter((stage) => !taken.has(stage.remoteId));
    const found = free.find((stage) => stage.label.toLowerCase().includes(word));
    if (found) taken.add(found.remoteId);
    return found?.remoteId ?? null;
  };
  const row = (kind: 'won' | 'lost'): StageMapChange[] => {
    const stage = stages.find((one) => one.kind === kind);
    const flagged = of('status').filter(({ flags }) =>
      kind === 'won' ? flags.wonFlag : flags.lostFlag && !flags.wonFlag,
    );
    const status = flagged.find(({ label }) => label.toLowerCase().includes(kind)) ?? flagged[0];
    return stage
      ? [{ stageId: stage.id, remoteStageId: stageFor(kind), remoteStatusId: status?.remoteId ?? null }]
      : [];
  };
  return {
    defaults: pairs[0] ?? { locationId: null, departmentId: null },
    stageMap: [...row('won'), ...row('lost')],
    closedStatuses: closedStatusesOf(items.filter(({ kind }) => kind === 'status')).map((status) => ({
      statusId: status.remoteId,
      outcome: proposedOutcome(status),
    })),
    productMap: { nameTo: 'description', identifierFrom: 'sku' },
  };
}
