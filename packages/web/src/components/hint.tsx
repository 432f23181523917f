import { Tooltip } from '@mantine/core';
import { type ReactElement, type ReactNode, useState } from 'react';

type Props = {
  label: ReactNode;
  /** Given what wakes the hint, to put on the element. */
  children: (wake: { onPointerEnter: () => void; onFocus: () => void }) => ReactElement;
};

/** A tooltip that is made when somebody first comes near: rows of long lists have two each, and nobody opens nearly all of them. */
export function Hint({ label, children }: Props): ReactElement {
  const [isNear, setNear] = useState(false);
  const wake = { onPointerEnter: () => setNear(true), onFocus: () => setNear(true) };
  const target = children(wake);
  return isNear ? (
    <Tooltip label={label} defaultOpened>
      {target}
    </Tooltip>
  ) : (
    target
  );
}
