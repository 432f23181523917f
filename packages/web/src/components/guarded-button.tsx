import { Button, type ButtonProps, Tooltip } from '@mantine/core';
import type { ComponentPropsWithoutRef, ReactElement } from 'react';
import { type Right, useRefusal } from './viewer.ts';

type Props = ButtonProps &
  Omit<ComponentPropsWithoutRef<'button'>, keyof ButtonProps> & {
    /** The right the action needs; without it the button is disabled and says why. */
    needs: Right;
    /** Another reason why the action is not possible just now. */
    blockedBecause?: string | null;
  };

/** A button that explains itself when the viewer may not press it. It stays focusable so that the reason can be read. */
export function GuardedButton({ needs, blockedBecause, onClick, ...rest }: Props): ReactElement {
  const refusal = useRefusal(needs) ?? blockedBecause ?? null;
  if (!refusal) return <Button {...rest} onClick={onClick} />;
  return (
    <Tooltip label={refusal}>
      <Button
        {...rest}
        data-disabled
        aria-disabled
        type="button"
        aria-description={refusal}
        onClick={(event) => event.preventDefault()}
      />
    </Tooltip>
  );
}
