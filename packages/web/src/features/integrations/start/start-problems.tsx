import { t } from '@lingui/core/macro';
import { Alert, Anchor, List } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { SetupStepName } from '../../../graphql/graphql.ts';
import { isKnownStep, stepWords } from '../setup/step-words.ts';

export type StepProblem = { code: string; field?: string | null; message: string; step?: SetupStepName | null };

/** Everything that keeps the sync from starting, at once, each with the way to its step. */
export function StartProblems({ problems }: { problems: readonly StepProblem[] }): ReactElement | null {
  if (problems.length === 0) return null;
  return (
    <Alert
      color="orange"
      icon={<IconAlertTriangle size={18} aria-hidden />}
      title={t`The sync cannot start yet`}
      role="alert"
    >
      <List size="sm" spacing={4}>
        {problems.map(({ code, field, message, step }) => (
          <List.Item key={`${step} ${code} ${field} ${message}`}>
            {message}{' '}
            {step && isKnownStep(step) && (
              <Anchor size="sm" renderRoot={(props) => <Link to={stepWords[step].to} {...props} />}>
                {stepWords[step].label}
              </Anchor>
            )}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
