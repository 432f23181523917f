import type { PulledEntity } from '../../links/link.ts';

/** What a CRM row `t` is called on screen, as SQL. */
export const nameSql: Readonly<Record<PulledEntity, string>> = {
  company: 't.name',
  contact: `nullif(trim(coalesce(t.first_name, '') || ' ' || coalesce(t.last_name, '')), '')`,
  product: 't.name',
  opportunity: 't.name',
};
