import { t } from '@lingui/core/macro';
import { Button, Group } from '@mantine/core';
import { IconArrowLeft, IconArrowRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { STEP_FOOTER_ID } from './step-focus.ts';
import { type KnownStep, stepWords } from './step-words.ts';

const order = Object.keys(stepWords) as KnownStep[];

/** From one step to its neighbours. */
export function StepFooter({ step }: { step: KnownStep }): ReactElement {
  const at = order.indexOf(step);
  const [before, after] = [order[at - 1], order[at + 1]];
  return (
    <Group
      justify="space-between"
      mt="lg"
      id={STEP_FOOTER_ID}
      tabIndex={-1}
      role="group"
      aria-label={t`Neighbouring steps`}
    >
      {before ? (
        <Button
          variant="default"
          leftSection={<IconArrowLeft size={16} aria-hidden />}
          renderRoot={(props) => <Link to={stepWords[before].to} {...props} />}
        >
          {stepWords[before].label}
        </Button>
      ) : (
        <span />
      )}
      {after && (
        <Button
          variant="default"
          rightSection={<IconArrowRight size={16} aria-hidden />}
          renderRoot={(props) => <Link to={stepWords[after].to} {...props} />}
        >
          {stepWords[after].label}
        </Button>
      )}
    </Group>
  );
}
