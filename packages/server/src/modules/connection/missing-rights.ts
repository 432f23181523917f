import type { RightId } from '@causeway/shared/connectwise-rights';
import type { ConnectWiseClient } from '../../connectwise/client/connectwise-client.ts';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import { expectRefusal } from '../../connectwise/client/expected-refusal.ts';
import { basicRights } from './permission.rules.ts';
import { rightProbes } from './right-probes.ts';

/** The reads that the security role refuses, each asked for one record; being let in says nothing about rights (Developer Guide). */
export async function missingRightsOf(client: ConnectWiseClient): Promise<RightId[]> {
  const refused = await Promise.all(
    basicRights.map(async (id) => {
      try {
        await expectRefusal(() => rightProbes[id](client));
        return false;
      } catch (error) {
        if (error instanceof ConnectWiseError && error.kind === 'forbidden') return true;
        throw error;
      }
    }),
  );
  return basicRights.filter((_, i) => refused[i]);
}
