import {
  cleanFileName,
  contentDisposition,
  contentTypeOf,
  fileProblem,
  MAX_FILE_BYTES,
  titleOf,
} from './file-name.rules.ts';

describe('cleanFileName', () => {
  it.each([
    ['plan.pdf', 'plan.pdf'],
    ['../../etc/passwd.txt', 'passwd.txt'],
    ['C:\\Users\\ana\\plan.pdf', 'plan.pdf'],
    ['Žluťoučký kůň.docx', 'Žluťoučký kůň.docx'],
    ['a\u0000b\u202Efdp.exe.pdf', 'abfdp.exe.pdf'],
    ['what?"<x>".pdf', 'what_x_.pdf'],
    ['  .hidden.txt ', 'hidden.txt'],
    ['', 'file'],
    ['..', 'file'],
  ])('makes %j into %j', (sent, clean) => {
    expect(cleanFileName(sent)).toBe(clean);
  });

  it('cuts a long name and keeps its ending', () => {
    const name = cleanFileName(`${'x'.repeat(400)}.pdf`);
    expect(name).toHaveLength(150);
    expect(name.endsWith('x.pdf')).toBe(true);
  });
});

describe('fileProblem', () => {
  it.each([
    ['setup.exe', 5, 'file_type'],
    ['page.html', 5, 'file_type'],
    ['noending', 5, 'file_type'],
    ['a.constructor', 5, 'file_type'],
    ['plan.pdf', 0, 'file_empty'],
    ['plan.pdf', MAX_FILE_BYTES + 1, 'file_too_large'],
    ['plan.PDF', MAX_FILE_BYTES, undefined],
  ])('%s of %d bytes: %s', (fileName, bytes, code) => {
    expect(fileProblem({ fileName, bytes })?.code).toBe(code);
  });
});

it('tells type and title by the name', () => {
  expect(contentTypeOf('Scan.JPG')).toBe('image/jpeg');
  expect(titleOf('site plan v1.2.pdf')).toBe('site plan v1.2');
});

it('names a download in a header that cannot be broken out of', () => {
  expect(contentDisposition('attachment', 'a"b\r\n%Ž(1).pdf')).toBe(
    `attachment; filename="a_b____(1).pdf"; filename*=UTF-8''a%22b%0D%0A%25%C5%BD%281%29.pdf`,
  );
});
