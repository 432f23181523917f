import { plural, t } from '@lingui/core/macro';
import { Card, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { GuardedButton } from '../../components/guarded-button.tsx';
import { told } from '../../components/notify.ts';
import { useViewer } from '../../components/viewer.ts';
import type { SignInSettingsQuery } from '../../graphql/graphql.ts';
import { SaveSignInSettingsMutation, settingsContext } from './sign-in-settings.graphql.ts';

type Props = { isDemanded: boolean; people: SignInSettingsQuery['people'] };

/** Whether everybody needs a second factor, and who has none yet. */
export function DemandCard({ isDemanded, people }: Props): ReactElement {
  const [isAsking, setAsking] = useState(false);
  const [{ fetching }, save] = useMutation(SaveSignInSettingsMutation);
  const active = people.filter((person) => person.isActive);
  const { email } = useViewer();
  const isMine = people.some((person) => person.email === email && person.hasSecondFactor);
  const without = active.filter((person) => !person.hasSecondFactor);
  const demand = async (requiresSecondFactor: boolean): Promise<boolean> => {
    const { data, error } = await save({ input: { requiresSecondFactor } }, settingsContext);
    const done = requiresSecondFactor
      ? t`A second factor is now required of everybody.`
      : t`A second factor is no longer required.`;
    return told(error, data?.saveSignInSettings.problems, done);
  };
  return (
    <Card component="section" aria-labelledby="demand">
      <Title order={2} fz="md" mb={4} id="demand">{t`Second factor`}</Title>
      <Stack align="flex-start" gap="sm">
        <Text size="sm" c="dimmed">
          {isDemanded
            ? t`Required of everybody: whoever has none sets one up before anything else.`
            : t`Each person decides on the page Profile whether a code is asked for after the password.`}{' '}
          {sentenceOf(
            active.length,
            without.map(({ name }) => name),
          )}
        </Text>
        {isDemanded ? (
          <GuardedButton
            needs="canAdminister"
            variant="default"
            loading={fetching}
            onClick={() => void demand(false)}
          >{t`Stop requiring it`}</GuardedButton>
        ) : (
          <GuardedButton
            needs="canAdminister"
            variant="default"
            blockedBecause={
              isMine
                ? null
                : t`Set up your own second factor on the page Profile first, so that you know that it works.`
            }
            onClick={() => setAsking(true)}
          >{t`Require it of everybody`}</GuardedButton>
        )}
      </Stack>
      <ConfirmDialog
        opened={isAsking}
        onClose={() => setAsking(false)}
        title={t`Require a second factor?`}
        confirmLabel={t`Require it`}
        onConfirm={() => demand(true)}
      >
        {without.length === 0
          ? t`Everybody has one already.`
          : t`${plural(without.length, { one: 'One person has', other: '# people have' })} none. They can do nothing until it is set up, not even where they are signed in now. API tokens keep working.`}
      </ConfirmDialog>
    </Card>
  );
}

const MAX_NAMED = 5;

function sentenceOf(all: number, without: readonly string[]): string {
  if (without.length === 0)
    return plural(all, {
      one: 'The one person who may sign in has one.',
      other: 'All # people who may sign in have one.',
    });
  const more = without.length - MAX_NAMED;
  const named = without.slice(0, MAX_NAMED).join(', ');
  const names = more > 0 ? t`${named} and ${more} more` : named;
  return t`${all - without.length} of ${all} have one. Without: ${names}.`;
}
