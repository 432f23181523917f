import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Card, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconChevronDown, IconHelpCircle, IconMinus } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import type { PermissionFieldsFragment, RightLevel } from '../../../graphql/graphql.ts';
import classes from './rights-card.module.css';

type Line = PermissionFieldsFragment['lines'][number];

/** As ConnectWise calls them in every language. */
const levelWords: Record<RightLevel, string> = { INQUIRE: 'Inquire', ADD: 'Add', EDIT: 'Edit' };

/** What is needed and refused, each with the place where it is given. */
export function DeniedCard({ lines }: { lines: readonly Line[] }): ReactElement {
  return (
    <Card component="section" aria-label={t`Denied`}>
      <Title order={3} mb="xs">{t`Denied`}</Title>
      <RightList lines={lines} />
    </Card>
  );
}

/** The rights of one module, as on ConnectWise's screen of security roles; folded, since nothing needed is denied in it. */
export function ModuleRights({ module, lines }: { module: string; lines: readonly Line[] }): ReactElement {
  return (
    <details className={classes.module} aria-label={module}>
      <summary>
        <Title order={3} component="span" style={{ flex: 'none' }}>
          {module}
        </Title>
        <Text component="span" size="sm" c="dimmed" ml="auto" ta="right">
          {countsOf(lines)}
        </Text>
        <IconChevronDown size={16} aria-hidden />
      </summary>
      <RightList lines={lines} />
    </details>
  );
}

/** "5 granted, 1 not tried". */
function countsOf(lines: readonly Line[]): string {
  const needed = lines.filter((line) => line.isNeeded);
  const granted = needed.filter((line) => line.state === 'OK').length;
  const counts: [number, string][] = [
    [granted, t`granted`],
    [needed.length - granted, t`not tried`],
    [lines.length - needed.length, t`not needed`],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ');
}

const RightList = ({ lines }: { lines: readonly Line[] }): ReactElement => (
  <ul className={classes.list}>
    {lines.map((line) => (
      <RightRow key={line.id} line={line} />
    ))}
  </ul>
);

function RightRow({ line }: { line: Line }): ReactElement {
  const { icon, word } = standing(line);
  const isDenied = line.state === 'DENIED';
  return (
    <li className={classes.row} data-quiet={!line.isNeeded || undefined}>
      {icon}
      <div className={classes.what}>
        <Text size="sm" fw={500}>
          {line.what.charAt(0).toUpperCase() + line.what.slice(1)}
        </Text>
        <Text size="xs" c="dimmed">
          {`${line.action}${line.table ? `, ${line.table}` : ''}: ${levelWords[line.level]} All`}
        </Text>
        {isDenied && (
          <Text size="sm" mt={4}>
            <Trans>
              To give it, open <b>{line.fix}</b>.
            </Trans>
          </Text>
        )}
        {line.state === 'NOT_TRIED' && line.isNeeded && line.reason && (
          <Text size="xs" mt={2}>
            {line.reason}
          </Text>
        )}
      </div>
      <Text size="sm" className={classes.state} fw={isDenied && line.isNeeded ? 600 : undefined}>
        {word}
      </Text>
    </li>
  );
}

/** State as a sign and a word: nothing is told by colour alone. */
function standing({ state, isNeeded }: Line): { icon: ReactElement; word: string } {
  const size = { size: 18, stroke: 1.8, 'aria-hidden': true } as const;
  switch (state) {
    case 'OK':
      return {
        icon: <IconCheck {...size} color="var(--mantine-color-teal-6)" />,
        word: isNeeded ? t`OK` : t`OK, not needed`,
      };
    case 'DENIED':
      return {
        icon: <IconAlertTriangle {...size} color={`var(--mantine-color-${isNeeded ? 'red' : 'gray'}-6)`} />,
        word: isNeeded ? t`Denied` : t`Denied, not needed`,
      };
    case 'NOT_TRIED':
      return isNeeded
        ? { icon: <IconHelpCircle {...size} color="var(--mantine-color-dimmed)" />, word: t`Not tried` }
        : { icon: <IconMinus {...size} color="var(--mantine-color-dimmed)" />, word: t`Not needed in this mode` };
    default:
      return state satisfies never;
  }
}
