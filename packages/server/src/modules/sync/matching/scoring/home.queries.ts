import type { Tx } from '../../../../platform/database/database.ts';
import type { Id } from '../../../../platform/ids.ts';
import { type Region, regionOfCountry, regionOfTimeZone } from './phones.rules.ts';

/** The country of phone numbers whose record says none: the client's, else that of the workspace's time zone; null when neither tells. */
export async function readHome({ db }: Tx, clientId: Id | null): Promise<Region | null> {
  const workspace = await db.selectFrom('workspace').select('time_zone').executeTakeFirst();
  const client =
    clientId === null
      ? undefined
      : await db.selectFrom('client').select('country').where('id', '=', clientId).executeTakeFirst();
  return regionOfCountry(client?.country ?? null) ?? regionOfTimeZone(workspace?.time_zone ?? null);
}
