import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from './data-folder.ts';

describe('openDataFolder', () => {
  let path: string;
  beforeEach(() => {
    path = join(mkdtempSync(join(tmpdir(), 'causeway-data-')), 'data');
  });
  afterEach(() => rmSync(join(path, '..'), { recursive: true, force: true }));
  const open = (options: Partial<Parameters<typeof openDataFolder>[1]> = {}) =>
    openDataFolder(path, { fresh: false, mustBeReachable: false, ...options });

  it('makes secrets that only the owner can read, and finds them again', () => {
    const first = open();
    first.release();
    expect(statSync(join(path, 'secrets.json')).mode & 0o077).toBe(0);
    expect(open().secrets).toEqual(first.secrets);
  });

  it('says how much space is missing on a full disk, and leaves the folder free', () => {
    expect(() => open({ freeBytesOf: () => 12 * 1024 * 1024 })).toThrow(
      /^Only 12 MB are free where .*; 500 MB are needed/,
    );
    expect(() => open()).not.toThrow();
  });

  it('is for one process alone', () => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'running.pid'), String(process.ppid));
    expect(() => open()).toThrow(/Causeway already runs on .*Stop that one first/);
  });

  it('takes over from a process that is gone', () => {
    mkdirSync(path, { recursive: true });
    writeFileSync(join(path, 'running.pid'), '2147483646');
    open();
    expect(readFileSync(join(path, 'running.pid'), 'utf8')).toBe(String(process.pid));
  });

  it.each([
    ['damaged', (file: string) => writeFileSync(file, '{"ownerPassword":')],
    ['missing', (file: string) => rmSync(file)],
  ])('refuses stored data whose secrets are %s', (_word, spoil) => {
    open().release();
    mkdirSync(join(path, 'postgres'));
    spoil(join(path, 'secrets.json'));
    expect(() => open()).toThrow(/secrets\.json is (damaged|missing).*npm start -- --fresh/);
  });

  it('starts over on request', () => {
    const first = open();
    first.release();
    writeFileSync(join(first.files, 'quote.pdf'), 'x');
    const second = open({ fresh: true });
    expect(existsSync(join(second.files, 'quote.pdf'))).toBe(false);
    expect(second.secrets).not.toEqual(first.secrets);
  });
});
