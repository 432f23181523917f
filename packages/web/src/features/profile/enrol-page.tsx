import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { FrontPage } from '../../components/front-page.tsx';
import { useSession } from '../../components/session.ts';
import { EnrolSteps, type NewKey } from './enrol-steps.tsx';
import { type Proof, ProofForm } from './proof-form.tsx';
import { BeginSecondFactorMutation } from './second-factor.graphql.ts';

type Props = { name: string; workspaceName: string; onSignOut: () => Promise<void> };

/** Before anything else, where the workspace demands a second factor and one has none. */
export function EnrolPage({ name, workspaceName, onSignOut }: Props): ReactElement {
  const { renew } = useSession();
  const navigate = useNavigate();
  const [{ fetching }, begin] = useMutation(BeginSecondFactorMutation);
  const [newKey, setKey] = useState<NewKey | null>(null);
  const [problems, setProblems] = useState<readonly FormProblem[]>([]);
  const [isProving, setProving] = useState(false);
  const enrol = async (proof: Proof): Promise<readonly FormProblem[]> => {
    const { data, error } = await begin(proof);
    if (error) return [{ code: 'request_failed', message: failureText(error) }];
    const { secret, qrCode, problems: refused = [] } = data?.beginSecondFactor ?? {};
    if (secret && qrCode) setKey({ secret, qrCode });
    return refused;
  };
  const start = async (): Promise<void> => {
    const refused = await enrol({ password: null, code: null });
    // Who comes by a provider alone has no password to show.
    if (refused.some(({ code }) => code === 'proof_missing')) setProving(true);
    else setProblems(refused);
  };
  const leave = async (): Promise<void> => {
    await onSignOut();
    await navigate({ to: '/sign-in', search: {} });
    renew();
  };
  return (
    <FrontPage title={t`Set up a second factor`} maxWidth={460}>
      {newKey ? (
        <EnrolSteps newKey={newKey} onDone={renew} />
      ) : isProving ? (
        <ProofForm passwordOnly label={t`Continue`} onProve={enrol} onCancel={() => setProving(false)}>
          {t`Show first that it is really you.`}
        </ProofForm>
      ) : (
        <Stack>
          <Text size="sm">
            <Trans>
              {name}, {workspaceName} requires a second factor of everybody: a code of an app on your phone, asked for
              after your password. Set yours up to continue.
            </Trans>
          </Text>
          <FormProblems problems={[...problems]} />
          <Button loading={fetching} onClick={() => void start()} fullWidth>{t`Start`}</Button>
          <Anchor component="button" type="button" size="sm" onClick={() => void leave()}>{t`Sign out`}</Anchor>
        </Stack>
      )}
    </FrontPage>
  );
}
