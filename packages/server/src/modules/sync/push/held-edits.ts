import type { Tx } from '../../../platform/database/database.ts';
import type { Id } from '../../../platform/ids.ts';
import { modeCapabilities } from '../../integration/configuration/mode.rules.ts';
import type { SettingsService } from '../../integration/configuration/settings.service.ts';
import { readMappedCustomFields } from '../../integration/mapping/mapped-custom-fields.queries.ts';
import type { LinksService } from '../../links/links.service.ts';
import { agreedFields } from '../conflicts/base.rules.ts';
import { closedByMode } from '../messages/not-sent.messages.ts';
import { readLocalRows } from '../pull/decide/local-rows.queries.ts';
import { configuredSync } from '../records/fields/configured-fields.ts';
import { heldEdits, heldFields } from '../records/fields/held-fields.ts';
import { syncOf } from '../registry.ts';
import { type LeftOut, stillLeftOut, withLeftOut } from './outbox/left-out.rules.ts';
import type { PushStatusRow } from './outbox/push-status.queries.ts';

interface HeldEditsDeps {
  settings: Pick<SettingsService, 'of'>;
  links: Pick<LinksService, 'byLocal'>;
}

/**
 * What of opportunities is not in ConnectWise although their push is over: what it left out and still differs, and what was edited since and is not
 * sent by the mode or its direction, of which no push tells.
 */
export async function withHeldEdits(
  tx: Tx,
  { settings, links }: HeldEditsDeps,
  statuses: ReadonlyMap<Id, PushStatusRow>,
): Promise<Map<Id, PushStatusRow>> {
  const done = [...statuses.values()].filter(({ state }) => state === 'done');
  const connectionId = done[0]?.connectionId;
  if (connectionId === undefined) return new Map(statuses);
  const { configuration } = await settings.of(tx, connectionId);
  const mapped = await readMappedCustomFields(tx, connectionId, configuration);
  const opportunity = syncOf('opportunity');
  const { table, fields } = configuredSync(opportunity, { configuration, mapped });
  const held = heldFields(opportunity, { configuration, mapped });
  const may = modeCapabilities[configuration.mode];
  const ids = done.map(({ localId }) => localId);
  const bases = new Map(
    (await links.byLocal(tx, 'opportunity', ids, connectionId)).map(({ localId, base }) => [localId, base]),
  );
  const rows = await readLocalRows(tx, table, ids, { locks: false });
  const heldIn = (base: object | null, local: Parameters<typeof heldEdits>[2]): LeftOut[] =>
    Object.entries(held).flatMap(([field, entry]) =>
      heldEdits({ [field]: entry }, agreedFields({ ...base }), local).map((label) => ({
        label,
        because: whyHeld(fields[field]?.out, may),
        field,
        setting: 'scope',
      })),
    );
  return new Map(
    [...statuses].map(([id, status]) => {
      const base = bases.get(id) ?? null;
      const local = rows.get(id)?.fields;
      if (status.state !== 'done' || !local) return [id, status];
      return [id, { ...status, leftOut: withLeftOut(stillLeftOut(status.leftOut, base, local), heldIn(base, local)) }];
    }),
  );
}

const whyHeld = (out: object | undefined, may: { pushUpdate: boolean; pushWon: boolean }): string => {
  const because: unknown = may.pushUpdate && out ? Reflect.get(out, 'because') : undefined;
  return typeof because === 'string' ? because : closedByMode({ sendsWins: may.pushWon });
};
