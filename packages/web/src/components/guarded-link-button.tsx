import { Button, type ButtonProps } from '@mantine/core';
import { Link, type LinkProps } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { GuardedButton } from './guarded-button.tsx';
import { type Right, useRefusal } from './viewer.ts';

type Props = ButtonProps & { link: LinkProps; needs: Right; blockedBecause?: string | null; children: ReactNode };

/** A link that looks like a button and leads to a form; where the viewer may not, a disabled button that says why. */
export function GuardedLinkButton({ link, needs, blockedBecause, children, ...button }: Props): ReactElement {
  const refusal = useRefusal(needs) ?? blockedBecause ?? null;
  if (refusal)
    return (
      <GuardedButton needs={needs} blockedBecause={blockedBecause} {...button}>
        {children}
      </GuardedButton>
    );
  return (
    <Button {...button} renderRoot={(props) => <Link {...link} {...props} />}>
      {children}
    </Button>
  );
}
