import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import { Anchor, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { changeText } from './change-text.ts';

/** By which rule a field went, and the setting that says so. */
type Rule = { text: string; setting: string; settingPath: string; settingsRevision: number };

type Change = { field: string; label: string; from?: unknown; to?: unknown; rule?: Rule | null };

/** Each field that changed: before and after; lists show what was added and removed. Fields of one rule stand together below it. */
export function ChangesTable({ changes }: { changes: readonly Change[] }): ReactElement | null {
  if (changes.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={360}>
      <Table aria-label={t`Changes`} verticalSpacing={7} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="28%">{t`Field`}</Table.Th>
            <Table.Th>{t`Before`}</Table.Th>
            <Table.Th>{t`After`}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        {[...byRule(changes)].map(([key, group]) => (
          <Table.Tbody key={key}>
            {group.map((change) => {
              const { before, after } = changeText(change.from, change.to);
              return (
                <Table.Tr key={change.field} style={{ borderBottom: 0 }}>
                  <Table.Td style={{ verticalAlign: 'top', overflowWrap: 'anywhere' }}>{change.label}</Table.Td>
                  <Value text={before} />
                  <Value text={after} />
                </Table.Tr>
              );
            })}
            {group[0]?.rule && (
              <Table.Tr>
                <Table.Td colSpan={3} pt={0}>
                  <RuleText rule={group[0].rule} />
                </Table.Td>
              </Table.Tr>
            )}
          </Table.Tbody>
        ))}
      </Table>
    </Table.ScrollContainer>
  );
}

/** In the order in which the rules come up first. */
const byRule = (changes: readonly Change[]): Map<string, Change[]> =>
  Map.groupBy(changes, ({ rule }) => (rule ? `${rule.settingPath} ${rule.text}` : ''));

function RuleText({ rule }: { rule: Rule }): ReactElement {
  const [to, hash] = rule.settingPath.split('#');
  return (
    <Text size="xs" c="dimmed">
      <Trans>
        {rule.text}{' '}
        <Anchor inherit renderRoot={(props) => <Link to={to ?? ''} {...(hash ? { hash } : {})} {...props} />}>
          {rule.setting}
        </Anchor>
        , revision {rule.settingsRevision} of the settings.
      </Trans>
    </Text>
  );
}

function Value({ text }: { text: string | null }): ReactElement {
  return (
    <Table.Td style={{ verticalAlign: 'top', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
      {text ?? <Text component="span" size="sm" c="dimmed" fs="italic">{t`empty`}</Text>}
    </Table.Td>
  );
}
