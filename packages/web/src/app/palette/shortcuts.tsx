import { msg, t } from '@lingui/core/macro';
import { Kbd, Modal, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { words } from '../../components/language/language.ts';

const keys: readonly { keys: readonly string[]; what: string }[] = words([
  { keys: [msg`Ctrl or ⌘`, 'K'], what: msg`Search pages, records and actions` },
  { keys: ['/'], what: msg`Go to the search of the page` },
  { keys: ['?'], what: msg`This sheet` },
  { keys: ['J'], what: msg`Next entry, in the details of an audit entry; next pair, in the match review` },
  { keys: ['K'], what: msg`Previous entry, or previous pair` },
  { keys: ['1', '2', '3'], what: msg`Link, not the same, create, in the match review` },
  { keys: ['Esc'], what: msg`Close what is open` },
]);

/** What can be done by keyboard. */
// biome-ignore lint/style/noDefaultExport: React.lazy reads the default export.
export default function Shortcuts({ onClose }: { onClose: () => void }): ReactElement {
  return (
    <Modal
      opened
      onClose={onClose}
      title={t`Keyboard shortcuts`}
      centered
      closeButtonProps={{ 'aria-label': t`Close` }}
    >
      <Table>
        <Table.Tbody>
          {keys.map(({ keys: pressed, what }) => (
            <Table.Tr key={what}>
              <Table.Th scope="row" w={140}>
                {pressed.map((key, at) => (
                  <span key={key}>
                    {at > 0 && ' '}
                    <Kbd>{key}</Kbd>
                  </span>
                ))}
              </Table.Th>
              <Table.Td>
                <Text size="sm">{what}</Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
