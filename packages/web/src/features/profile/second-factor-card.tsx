import { msg, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Button, Card, Group, Modal, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import type { FormProblem } from '../../components/form-problems.tsx';
import { words } from '../../components/language/language.ts';
import { notifyDone, notifyFailure } from '../../components/notify.ts';
import { QueryState } from '../../components/query-state.tsx';
import { RelativeTime } from '../../components/relative-time.tsx';
import { useSession } from '../../components/session.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { EnrolSteps, type NewKey } from './enrol-steps.tsx';
import { type Proof, ProofForm } from './proof-form.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import {
  BeginSecondFactorMutation,
  factorContext,
  MySecondFactorQuery,
  RenewRecoveryCodesMutation,
  SwitchOffSecondFactorMutation,
} from './second-factor.graphql.ts';

/** What the open dialog is about. */
type Step =
  | { kind: 'enrol'; newKey: NewKey }
  | { kind: 'prove'; act: 'first' | 'replace' | 'renew' | 'off' }
  | { kind: 'codes'; codes: string[] };

const proofs = words({
  first: {
    title: msg`Set up a second factor`,
    label: msg`Continue`,
    text: msg`Show first that it is really you.`,
  },
  replace: {
    title: msg`Replace the second factor`,
    label: msg`Continue`,
    text: msg`Show first that it is really you.`,
  },
  renew: {
    title: msg`New recovery codes`,
    label: msg`Create new codes`,
    text: msg`The codes that you have now stop working.`,
  },
  off: {
    title: msg`Switch off the second factor`,
    label: msg`Switch off`,
    text: msg`Whoever knows your password can then sign in as you.`,
  },
} as const);

/** The code beside the password: set up, replaced, switched off. */
export function SecondFactorCard(): ReactElement {
  const [result, ask] = useQuery({ query: MySecondFactorQuery, context: factorContext });
  const [beginning, begin] = useMutation(BeginSecondFactorMutation);
  const [, renew] = useMutation(RenewRecoveryCodesMutation);
  const [, switchOff] = useMutation(SwitchOffSecondFactorMutation);
  const [step, setStep] = useState<Step | null>(null);
  const { renew: renewSession } = useSession();
  const close = (): void => {
    setStep(null);
    // A factor that was set up gave this session a new cookie, which ended its live stream.
    if (step?.kind === 'enrol') renewSession();
  };

  const enrol = async (proof: Proof): Promise<readonly FormProblem[]> => {
    const { data, error } = await begin(proof);
    const { secret, qrCode, problems = [] } = data?.beginSecondFactor ?? {};
    if (secret && qrCode) setStep({ kind: 'enrol', newKey: { secret, qrCode } });
    return failed(error) ?? problems;
  };
  const act = {
    first: enrol,
    replace: enrol,
    renew: async (proof: Proof) => {
      const { data, error } = await renew(proof, factorContext);
      const { recoveryCodes, problems = [] } = data?.renewRecoveryCodes ?? {};
      if (recoveryCodes) setStep({ kind: 'codes', codes: recoveryCodes });
      return failed(error) ?? problems;
    },
    off: async (proof: Proof) => {
      const { data, error } = await switchOff(proof, factorContext);
      const problems = failed(error) ?? data?.switchOffSecondFactor.problems ?? [];
      if (problems.length === 0) {
        close();
        notifyDone(t`Your second factor is switched off.`);
      }
      return problems;
    },
  };
  const setUp = async (): Promise<void> => {
    const [problem] = await enrol({ password: null, code: null });
    // Who comes by a provider alone has no password to show.
    if (problem?.code === 'proof_missing') setStep({ kind: 'prove', act: 'first' });
    else if (problem) notifyFailure(problem.message);
  };

  return (
    <Card component="section" aria-labelledby="profile-factor">
      <QueryState result={result} onRetry={() => ask({ requestPolicy: 'network-only' })}>
        {({ mySecondFactor: factor }) => (
          <>
            <Group gap="sm" mb={4}>
              <Title order={2} fz="md" id="profile-factor">{t`Second factor`}</Title>
              {factor.isOn ? (
                <StatusBadge tone="ok">{t`On`}</StatusBadge>
              ) : (
                <StatusBadge tone="quiet">{t`Off`}</StatusBadge>
              )}
            </Group>
            <Text size="sm" c="dimmed" mb="sm">
              {factor.isOn ? (
                <>
                  <Trans>
                    Signing in with your password asks for a code of your app. Set up <RelativeTime at={factor.since} />
                    , recovery codes left: {factor.recoveryCodesLeft}.
                  </Trans>
                  {factor.isDemanded ? t` Your workspace requires it.` : ''}
                </>
              ) : (
                t`A code of an app on your phone, asked for after your password. Your other sessions end when it is switched on.`
              )}
            </Text>
            <Group gap="xs">
              {!factor.isOn && (
                <Button variant="default" loading={beginning.fetching} onClick={() => void setUp()}>{t`Set up`}</Button>
              )}
              {factor.isOn && (
                <>
                  <Button
                    variant="default"
                    onClick={() => setStep({ kind: 'prove', act: 'renew' })}
                  >{t`New recovery codes`}</Button>
                  <Button
                    variant="default"
                    onClick={() => setStep({ kind: 'prove', act: 'replace' })}
                  >{t`Replace`}</Button>
                  {!factor.isDemanded && (
                    <Button
                      variant="default"
                      onClick={() => setStep({ kind: 'prove', act: 'off' })}
                    >{t`Switch off`}</Button>
                  )}
                </>
              )}
            </Group>
          </>
        )}
      </QueryState>
      <Modal
        opened={step !== null}
        onClose={close}
        title={titleOf(step)}
        centered
        closeOnClickOutside={step?.kind === 'prove'}
        closeButtonProps={{ 'aria-label': t`Close` }}
      >
        {step?.kind === 'enrol' && <EnrolSteps newKey={step.newKey} onDone={close} onCancel={close} />}
        {step?.kind === 'codes' && <RecoveryCodes codes={step.codes} onDone={close} />}
        {step?.kind === 'prove' && (
          <ProofForm
            key={step.act}
            label={proofs[step.act].label}
            danger={step.act === 'off'}
            passwordOnly={step.act === 'first'}
            onProve={act[step.act]}
            onCancel={close}
          >
            {proofs[step.act].text}
          </ProofForm>
        )}
      </Modal>
    </Card>
  );
}

function titleOf(step: Step | null): string {
  if (step?.kind === 'prove') return proofs[step.act].title;
  return step?.kind === 'codes' ? t`New recovery codes` : t`Set up a second factor`;
}

const failed = (error: Parameters<typeof failureText>[0] | undefined): FormProblem[] | null =>
  error ? [{ code: 'request_failed', message: failureText(error) }] : null;
