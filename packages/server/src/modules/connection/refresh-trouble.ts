import type { ReferenceKind } from '@causeway/shared/vocabulary';
import { ConnectWiseError } from '../../connectwise/client/connectwise-error.ts';
import { AppError, type Problem } from '../../platform/errors.ts';

/** Reads lists of ConnectWise anew; what it refuses is a problem to show, and the lists read before stay. No transaction may be open meanwhile. */
export async function refreshTrouble(refresh: () => Promise<{ refused: ReferenceKind[] }>): Promise<Problem[]> {
  try {
    const { refused } = await refresh();
    return refused.map((kind) => ({
      code: 'forbidden',
      field: kind,
      message: `ConnectWise did not let the API member read the list "${kind}". Give its security role the right to it, then refresh again.`,
    }));
  } catch (error) {
    if (error instanceof ConnectWiseError || error instanceof AppError)
      return [{ code: 'unavailable', field: null, message: `The lists could not be read: ${error.message}` }];
    throw error;
  }
}
