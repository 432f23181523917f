import { Radio, type RadioGroupProps } from '@mantine/core';
import type { ReactElement } from 'react';

type Props = Omit<RadioGroupProps, 'label' | 'name' | 'aria-label'> & { name: string };

/**
 * Radios under a heading that names them already, so that their name is for screen readers alone. An `aria-label` on the library's group
 * lands on a wrapper without a role, where nobody hears it; its label names the group.
 */
export function NamedRadioGroup({ name, ...rest }: Props): ReactElement {
  return <Radio.Group {...rest} label={name} labelProps={{ style: hidden }} />;
}

const hidden = {
  position: 'absolute',
  width: 1,
  height: 1,
  margin: -1,
  overflow: 'hidden',
  clipPath: 'inset(50%)',
  whiteSpace: 'nowrap',
} as const;
