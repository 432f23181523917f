import type { Tx } from '../../../platform/database/database.ts';
import type { AccessSettings } from './access-settings.type.ts';

/** What holds where an administrator has said nothing. */
const usual: AccessSettings = { tokenMaxDays: 365, allowedOrigins: [] };

export async function accessSettings({ db }: Tx): Promise<AccessSettings> {
  const row = await db
    .selectFrom('access_settings')
    .select(['token_max_days as tokenMaxDays', 'allowed_origins as allowedOrigins'])
    .executeTakeFirst();
  return row ?? usual;
}

export async function saveAccessSettings(tx: Tx, { tokenMaxDays, allowedOrigins }: AccessSettings): Promise<void> {
  await tx.query(
    `insert into access_settings (token_max_days, allowed_origins) values ($1, $2)
     on conflict (workspace_id) do update set token_max_days = excluded.token_max_days, allowed_origins = excluded.allowed_origins`,
    [tokenMaxDays, allowedOrigins],
  );
}

/** Whether any workspace lets pages of this address ask. */
export async function isKnownOrigin(tx: Tx, origin: string): Promise<boolean> {
  const [row] = await tx.query<{ known: boolean }>('select system_is_known_origin($1) as known', [origin]);
  return row?.known ?? false;
}
