import { t } from '@lingui/core/macro';
import { Text, VisuallyHidden } from '@mantine/core';
import { IconAlertCircle, IconCircle, IconCircleCheck, IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import type { SetupState, SetupStepsQuery } from '../../../graphql/graphql.ts';
import classes from './setup-layout.module.css';
import { isKnownStep, stateWords, stepWords } from './step-words.ts';

type Steps = SetupStepsQuery['setupSteps'];

/** The steps in their order, each with its state; the current one is marked by the router, and in view where they scroll. */
export function StepRail({ steps }: { steps: Steps }): ReactElement {
  const rail = useRef<HTMLElement>(null);
  useEffect(() => {
    const current = rail.current?.querySelector<HTMLElement>('[data-status="active"]');
    if (rail.current && current) rail.current.scrollLeft = current.offsetLeft - rail.current.offsetLeft - 32;
  }, []);
  return (
    <nav aria-label={t`Set-up steps`} className={classes.rail} ref={rail}>
      <ol>
        {steps.map(({ step, state, note }) =>
          isKnownStep(step) ? (
            <li key={step}>
              <Link to={stepWords[step].to} className={classes.step} data-state={state}>
                <StateIcon state={state} />
                <span>
                  <Text component="span" size="sm" fw={500} display="block">
                    {stepWords[step].label}
                    <VisuallyHidden>, {stateWords[state]}</VisuallyHidden>
                  </Text>
                  {note && (
                    <Text component="span" size="xs" c="dimmed" className={classes.note}>
                      {note}
                    </Text>
                  )}
                </span>
              </Link>
            </li>
          ) : null,
        )}
      </ol>
    </nav>
  );
}

function StateIcon({ state }: { state: SetupState }): ReactElement {
  const size = { size: 18, stroke: 1.8, 'aria-hidden': true } as const;
  switch (state) {
    case 'DONE':
      return <IconCircleCheck {...size} color="var(--mantine-color-green-6)" />;
    case 'NEEDS_WORK':
      return <IconAlertCircle {...size} color="var(--mantine-color-orange-6)" />;
    case 'LOCKED':
      return <IconLock {...size} color="var(--mantine-color-dimmed)" />;
    case 'OPEN':
      return <IconCircle {...size} color="var(--mantine-color-dimmed)" />;
    default:
      return state satisfies never;
  }
}
