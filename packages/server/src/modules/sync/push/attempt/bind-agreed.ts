import type { Tx } from '../../../../platform/database/database.ts';
import type { NewLink } from '../../../links/link.ts';
import type { LinksService } from '../../../links/links.service.ts';
import type { RemoteStates } from './remote-states.ts';
import { isSynced } from './required-custom-fields.rules.ts';

/** Writes down what a push has agreed on, also with the others of which only one has a mark: ConnectWise takes it from them by itself. */
export async function bindAgreed(
  tx: Tx,
  { links, states: { records } }: { links: LinksService; states: Pick<RemoteStates, 'records'> },
  link: NewLink,
): Promise<void> {
  await links.bind(tx, link);
  const { entity, localId, connectionId, base } = link;
  const contested = isSynced(entity) && records.has(entity) ? records.of(entity).contested : undefined;
  if (contested && base?.[contested.field] === true) await contested.yield(tx, connectionId, localId);
}
