import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const script = join(import.meta.dirname, '../../../../../scripts/unmarked-words.mjs');

/** What the check says of a file with this text. */
function look(text: string): string {
  const file = join(mkdtempSync(join(tmpdir(), 'words-')), 'some-page.tsx');
  writeFileSync(file, text);
  try {
    execFileSync(process.execPath, [script, file], { encoding: 'utf8', stdio: 'pipe' });
    return '';
  } catch (error) {
    return String((error as { stderr: unknown }).stderr); // What execFileSync throws.
  }
}

describe('the check for words that no catalogue has', () => {
  it.each([
    ['in an element', 'const a = <Text>Not saved yet.</Text>;', 'Not saved yet.'],
    ['in a button', 'const a = <Button>Retry</Button>;', 'Retry'],
    ['in an attribute', 'const a = <TextInput label="Name" />;', 'Name'],
    ['in a choice of an attribute', "const a = <Text aria-label={b ? 'Hide' : t`Show`} />;", 'Hide'],
    ['in a choice of a child', "const a = <Text>{count === 1 ? 'is' : t`are`}</Text>;", 'is'],
    ['in a condition', `const a = <Text>{by && \` by \${by}\`}</Text>;`, ' by …'],
    ['in a table', "const states = [{ value: 'DONE', label: 'Done' }];", 'Done'],
    ['in a message', `notifyDone(\`Exported \${count} events.\`);`, 'Exported … events.'],
    ['in a value of a message', `const a = t\`\${isOpen ? 'Hide' : open} details\`;`, 'Hide'],
    ['in a value of a sentence with elements', "const a = <Trans>Set {by && 'by hand'}</Trans>;", 'by hand'],
  ])('finds one %s', (_where, text, said) => expect(look(text)).toContain(`shows "${said}"`));

  it.each([
    ['marked words', 'const a = <Text title={t`Name`}>{t`Not saved yet.`}</Text>;'],
    ['a sentence with elements', 'const a = <Trans>Open <b>the first</b> of them</Trans>;'],
    ['a plural', "const a = plural(count, { one: '# row', other: '# rows' });"],
    ['a marked table', 'const states = words([{ label: msg`Done` }]);'],
    ['what is not shown', "const a = <Group wrap='nowrap' style={{ flex: '1 1 18rem' }} needs='canAdminister' />;"],
    ['codes, names and addresses', "const a = <TextInput label='ConnectWise' placeholder='https://example.com' />;"],
    ['what only a programmer reads', "throw new Error('This page needs a router.');"],
  ])('says nothing of %s', (_what, text) => expect(look(text)).toBe(''));
});
