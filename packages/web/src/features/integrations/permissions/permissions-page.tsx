import { plural, t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Alert, Anchor, Card, Skeleton, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck, IconShieldSearch } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useMutation, useQuery } from 'urql';
import { failureText } from '../../../components/failure-text.ts';
import { GuardedButton } from '../../../components/guarded-button.tsx';
import { EnglishOnly } from '../../../components/language/english-only.tsx';
import { notifyFailure } from '../../../components/notify.ts';
import { EmptyState, QueryState } from '../../../components/query-state.tsx';
import { RelativeTime } from '../../../components/relative-time.tsx';
import { useAgainWhile } from '../../../components/use-again-while.ts';
import { readFragment } from '../../../graphql/fragment-masking.ts';
import type { PermissionFieldsFragment } from '../../../graphql/graphql.ts';
import { SetupLayout } from '../setup/setup-layout.tsx';
import { StepHeader } from '../setup/step-header.tsx';
import { useStepsAgain } from '../setup/use-steps-again.ts';
import { CheckPermissionsMutation, PermissionFields, PermissionsQuery } from './permissions.graphql.ts';
import { DeniedCard, ModuleRights } from './rights-card.tsx';

/** Which rights of the API member the settings want, how each stands, and where in ConnectWise it is given. */
export function PermissionsPage(): ReactElement {
  const [result, ask] = useQuery({ query: PermissionsQuery, requestPolicy: 'cache-and-network' });
  const report = readFragment(PermissionFields, result.data?.permissionReport);
  // The first check runs by itself once the connection is made.
  useAgainWhile(report?.checkedAt === null, () => ask({ requestPolicy: 'network-only' }));
  useStepsAgain(report ? `checked ${report.checkedAt}` : null);
  return (
    <SetupLayout step="PERMISSIONS">
      <StepHeader title={t`Check permissions`} actions={report?.checkedAt && <CheckButton label={t`Check again`} />}>
        <Trans>
          Tries each permission that the chosen mode needs. Nothing is written: what is tried is incomplete on purpose.{' '}
          <WholeRole />
        </Trans>
        <EnglishOnly />
      </StepHeader>
      <QueryState
        result={result}
        onRetry={() => ask({ requestPolicy: 'network-only' })}
        skeleton={
          <Stack>
            <Skeleton h={64} />
            <Skeleton h={240} />
            <Skeleton h={240} />
          </Stack>
        }
      >
        {() => report && (report.checkedAt ? <Report report={report} /> : <NeverChecked />)}
      </QueryState>
    </SetupLayout>
  );
}

const WholeRole = (): ReactElement => (
  <Anchor
    inherit
    renderRoot={(props) => <Link to="/integrations/setup/connect" {...props} />}
  >{t`The whole role, row by row`}</Anchor>
);

function NeverChecked(): ReactElement {
  return (
    <EmptyState
      title={t`The permissions were not checked yet`}
      icon={<IconShieldSearch size={24} aria-hidden />}
      action={<CheckButton label={t`Check now`} />}
    >{t`The check runs by itself shortly after connecting and takes a few seconds. You can start it at any time.`}</EmptyState>
  );
}

function Report({ report }: { report: PermissionFieldsFragment }): ReactElement {
  const isDenied = (line: PermissionFieldsFragment['lines'][number]): boolean =>
    line.isNeeded && line.state === 'DENIED';
  const denied = report.lines.filter(isDenied);
  const modules = Map.groupBy(
    report.lines.filter((line) => !isDenied(line)),
    (line) => line.module,
  );
  return (
    <Stack gap="lg">
      <Summary report={report} />
      {denied.length > 0 && <DeniedCard lines={denied} />}
      <Card py={0} aria-label={t`Permissions by module`} component="section">
        {[...modules].map(([module, lines]) => (
          <ModuleRights key={module} module={module} lines={lines} />
        ))}
      </Card>
    </Stack>
  );
}

function Summary({ report: { denied, checkedAt, checkedBy } }: { report: PermissionFieldsFragment }): ReactElement {
  const when = (
    <Text size="sm">
      <Trans>
        Checked <RelativeTime at={checkedAt} />, {checkedBy ? t`by ${checkedBy}` : t`by itself`}.
      </Trans>
    </Text>
  );
  if (denied === 0)
    return (
      <Alert
        color="teal"
        icon={<IconCircleCheck size={18} />}
        title={t`No required permission is denied`}
        role="status"
      >
        {when}
      </Alert>
    );
  return (
    <Alert
      color="red"
      icon={<IconAlertTriangle size={18} />}
      title={plural(denied, { one: 'One permission is missing', other: '# permissions are missing' })}
      role="status"
    >
      <Text size="sm">
        {plural(denied, {
          one: 'Give it to the role of the API member in ConnectWise, save there, then check again.',
          other: 'Give them to the role of the API member in ConnectWise, save there, then check again.',
        })}
      </Text>
      {when}
    </Alert>
  );
}

function CheckButton({ label }: { label: string }): ReactElement {
  const [{ fetching }, check] = useMutation(CheckPermissionsMutation);
  const start = async (): Promise<void> => {
    const { data, error } = await check({}, { additionalTypenames: ['PermissionReport', 'SetupStep'] });
    const failure = error ? failureText(error) : data?.checkPermissions.problems[0]?.message;
    if (failure) notifyFailure(failure);
  };
  return (
    <GuardedButton
      needs="canRetry"
      loading={fetching}
      leftSection={<IconShieldSearch size={16} aria-hidden />}
      onClick={() => void start()}
    >
      {label}
    </GuardedButton>
  );
}
