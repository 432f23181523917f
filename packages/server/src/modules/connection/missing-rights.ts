import type { ConnectWiseClient } from '../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import { type PermissionCheck, permissionChecks } from './permission.rules.ts';

/** The reads that the security role refuses, each asked for one record; being let in says nothing about rights (Developer Guide). */
export async function missingRightsOf(client: ConnectWiseClient): Promise<PermissionCheck[]> {
  const refused = await Promise.all(
    permissionChecks.map(async (check) => {
      try {
        await client.page(check.wire, { afterId: 0, pageSize: 1, fields: ['id'] });
        return false;
      } catch (error) {
        if (error instanceof ConnectWiseError && error.kind === 'forbidden') return true;
        throw error;
      }
    }),
  );
  return permissionChecks.filter((_, i) => refused[i]);
}
