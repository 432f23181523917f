import { t } from '@lingui/core/macro';
import { Button, Code, CopyButton, Group, Image, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, type ReactElement, useState } from 'react';
import { useMutation } from 'urql';
import { failureText } from '../../components/failure-text.ts';
import { type FormProblem, FormProblems } from '../../components/form-problems.tsx';
import { RecoveryCodes } from './recovery-codes.tsx';
import { ConfirmSecondFactorMutation, factorContext } from './second-factor.graphql.ts';

export type NewKey = { secret: string; qrCode: string };
type Props = { newKey: NewKey; onDone: () => void; onCancel?: () => void };

/** The picture and the key, the first code, then the recovery codes. */
export function EnrolSteps({ newKey, onDone, onCancel }: Props): ReactElement {
  const [codes, setCodes] = useState<string[] | null>(null);
  if (codes) return <RecoveryCodes codes={codes} onDone={onDone} />;
  return <ScanAndConfirm newKey={newKey} onConfirmed={setCodes} {...(onCancel ? { onCancel } : {})} />;
}

type ScanProps = { newKey: NewKey; onConfirmed: (codes: string[]) => void; onCancel?: () => void };

function ScanAndConfirm({ newKey, onConfirmed, onCancel }: ScanProps): ReactElement {
  const [{ fetching }, confirm] = useMutation(ConfirmSecondFactorMutation);
  const [code, setCode] = useState('');
  const [problems, setProblems] = useState<FormProblem[]>([]);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setProblems([]);
    const { data, error } = await confirm({ code }, factorContext);
    if (error) return setProblems([{ code: 'request_failed', message: failureText(error) }]);
    const { recoveryCodes, problems: refused = [] } = data?.confirmSecondFactor ?? {};
    if (recoveryCodes) onConfirmed(recoveryCodes);
    else setProblems(refused);
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack>
        <Text size="sm">{t`Scan this picture with an authenticator app, such as 1Password, Google Authenticator or Microsoft Authenticator, or type the key into it.`}</Text>
        <Image src={newKey.qrCode} alt={t`The key as a QR code`} w={192} h={192} radius="sm" mx="auto" />
        <div>
          <Text size="sm" fw={600} mb={4}>{t`Key`}</Text>
          <Group gap="xs" wrap="nowrap" align="stretch">
            <Code block aria-label={t`Key`} style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
              {inGroups(newKey.secret)}
            </Code>
            <CopyButton value={newKey.secret}>
              {({ copied, copy }) => (
                <Button variant="default" size="xs" onClick={copy}>
                  {copied ? t`Copied` : t`Copy`}
                </Button>
              )}
            </CopyButton>
          </Group>
        </div>
        <TextInput
          label={t`Code`}
          description={t`The six digits that the app shows now.`}
          inputMode="numeric"
          autoComplete="one-time-code"
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <FormProblems problems={problems} />
        <Group justify="flex-end" gap="xs">
          {onCancel && <Button variant="default" onClick={onCancel}>{t`Cancel`}</Button>}
          <Button type="submit" loading={fetching} disabled={code.trim() === ''}>{t`Switch on`}</Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Base32 in fours, as apps show it. */
const inGroups = (secret: string): string => secret.replace(/(.{4})(?=.)/g, '$1 ');
