import type { Problem } from '../../../platform/errors.ts';

export const MAX_FILE_BYTES = 20 * 1024 * 1024;
const MAX_NAME_LENGTH = 150;

/** What may be attached, by ending. The type is told by the ending alone, never by what the sender claims. */
const types: Record<string, string> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  txt: 'text/plain',
  csv: 'text/csv',
  md: 'text/markdown',
  doc: 'application/msword',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  ppt: 'application/vnd.ms-powerpoint',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  odt: 'application/vnd.oasis.opendocument.text',
  ods: 'application/vnd.oasis.opendocument.spreadsheet',
  rtf: 'application/rtf',
  eml: 'message/rfc822',
  msg: 'application/vnd.ms-outlook',
  vsdx: 'application/vnd.ms-visio.drawing',
  zip: 'application/zip',
};

/** A name that is safe to store, to show and to send on: no folders, control or direction characters, none that Windows refuses. */
export function cleanFileName(sent: string): string {
  const name = (sent.split(/[\\/]/).at(-1) ?? '')
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]+/gu, '')
    .replace(/[<>:"|?*]+/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const dot = name.lastIndexOf('.');
  const stem = (dot > 0 ? name.slice(0, dot) : name) || 'file';
  const ending = dot > 0 ? name.slice(dot) : '';
  return [...stem].slice(0, MAX_NAME_LENGTH - ending.length).join('') + ending;
}

/** Why a file is not taken; null when it is. */
export function fileProblem(file: { fileName: string; bytes: number }): Problem | null {
  const field = 'file';
  if (!Object.hasOwn(types, endingOf(file.fileName)))
    return {
      code: 'file_type',
      field,
      message: `A file such as "${file.fileName}" cannot be attached. Choose a PDF, picture, text, e-mail, Office document or ZIP.`,
    };
  if (file.bytes === 0)
    return { code: 'file_empty', field, message: `"${file.fileName}" is empty. Choose another file.` };
  if (file.bytes > MAX_FILE_BYTES) return tooLarge(file.fileName);
  return null;
}

export const tooLarge = (fileName: string): Problem => ({
  code: 'file_too_large',
  field: 'file',
  message: `"${fileName}" is larger than ${MAX_FILE_BYTES / 1024 / 1024} MB. Make it smaller, or split it.`,
});

export const contentTypeOf = (fileName: string): string => types[endingOf(fileName)] ?? 'application/octet-stream';

/** Title of a file's document: its name without the ending. */
export const titleOf = (fileName: string): string => fileName.replace(/(?<=.)\.[^.]*$/, '');

/** The header that names a download (RFC 6266): plain ASCII for old readers, the real name for all others. */
export function contentDisposition(how: 'inline' | 'attachment', fileName: string): string {
  const plain = fileName.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_');
  const exact = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${how}; filename="${plain}"; filename*=UTF-8''${exact}`;
}

function endingOf(fileName: string): string {
  const dot = fileName.lastIndexOf('.');
  return dot > 0 ? fileName.slice(dot + 1).toLowerCase() : '';
}
