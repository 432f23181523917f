import type { Owner } from '@causeway/shared/forms/configuration/options';
import { isSame } from '../../../../platform/is-same.ts';

type Values = Readonly<Record<string, unknown>>;

/**
 * The fields that both sides changed since they last agreed, where ConnectWise's value stands (reading A18): the push leaves them, and the
 * next pull takes ConnectWise's values in and logs both. Nothing is contested where the CRM owns the record or no base is known.
 */
export function contestedFields(owner: Owner, base: Values | null, local: Values, remote: Values | null): string[] {
  if (owner === 'crm' || !base || !remote) return [];
  return Object.keys(base).filter(
    (field) =>
      field in local &&
      field in remote &&
      !isSame(local[field] ?? null, base[field] ?? null) &&
      !isSame(remote[field] ?? null, base[field] ?? null) &&
      !isSame(local[field] ?? null, remote[field] ?? null),
  );
}
