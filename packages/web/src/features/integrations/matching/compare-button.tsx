import { IconArrowsDiff } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { notifyFailure } from '../../../components/notify.ts';
import { StartMatchingMutation } from './matching.graphql.ts';
import { problemsText, touchedByDecisions } from './use-decide.ts';

/** Starts a comparison; the page then shows how far it is. */
export function CompareButton({ word, isAgain = false }: { word: string; isAgain?: boolean }): ReactElement {
  const [{ fetching }, start] = useMutation(StartMatchingMutation);
  const compare = async (): Promise<void> => {
    const { data, error } = await start({}, { additionalTypenames: touchedByDecisions });
    const failure = error ? failureText(error) : problemsText(data?.startMatching.problems ?? []);
    if (failure) notifyFailure(failure);
  };
  return (
    <GuardedButton
      needs="canAdminister"
      variant={isAgain ? 'default' : 'filled'}
      leftSection={<IconArrowsDiff size={16} />}
      loading={fetching}
      onClick={() => void compare()}
    >
      {word}
    </GuardedButton>
  );
}
