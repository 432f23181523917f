import { IconRefresh } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { notifyDone, notifyFailure } from '../../../components/notify.ts';
import { RefreshListsMutation } from './setup.graphql.ts';

/** Reads stages, statuses, locations and the other lists from ConnectWise again. */
export function RefreshLists(): ReactElement {
  const [{ fetching }, refresh] = useMutation(RefreshListsMutation);
  const start = async (): Promise<void> => {
    const { data, error } = await refresh({}, { additionalTypenames: ['ReferenceItem'] });
    const failure = error ? failureText(error) : data?.refreshReferenceData.problems[0]?.message;
    if (failure) notifyFailure(failure);
    else notifyDone('The lists are as in ConnectWise now.');
  };
  return (
    <GuardedButton
      needs="canAdminister"
      variant="default"
      loading={fetching}
      leftSection={<IconRefresh size={16} />}
      onClick={() => void start()}
    >
      Refresh lists
    </GuardedButton>
  );
}
