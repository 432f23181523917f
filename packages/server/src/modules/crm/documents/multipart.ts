import type { IncomingMessage } from 'node:http';
import busboy from 'busboy';
import { AppError, type Problem, ProblemsError } from '../../../platform/errors.ts';
import { cleanFileName, MAX_FILE_BYTES, tooLarge } from './file-name.rules.ts';

/** How large a file may be, and what is said of one that is larger. */
export interface UploadLimit {
  bytes: number;
  problem: (fileName: string) => Problem;
}

/** The one file of a multipart request, in memory, with a clean name. Throws AppError "invalid_input" and ProblemsError "file_too_large". */
export function readUploadedFile(
  request: IncomingMessage,
  limit: UploadLimit = { bytes: MAX_FILE_BYTES, problem: tooLarge },
): Promise<{ fileName: string; data: Buffer }> {
  return new Promise((resolve, reject) => {
    let found: { fileName: string; data: Buffer } | null = null;
    const fail = (error: unknown) => {
      request.unpipe();
      // What is still coming is read and thrown away, so that the sender gets to see the answer.
      request.resume();
      reject(error);
    };
    const brokenOff = () =>
      fail(new AppError('invalid_input', 'The upload broke off or is not well-formed. Try again.'));
    const parser = parserFor(request, limit, fail);
    if (!parser) return;
    parser.on('file', (_field, stream, info) => {
      const fileName = cleanFileName(info.filename ?? '');
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      // A form that ends in the midst of the file fails here as well as on the parser.
      stream.on('error', brokenOff);
      stream.on('limit', () => fail(new ProblemsError([limit.problem(fileName)])));
      stream.on('end', () => {
        found ??= { fileName, data: Buffer.concat(parts) };
      });
    });
    parser.on('filesLimit', () => fail(new AppError('invalid_input', 'Send one file a request.')));
    parser.on('error', brokenOff);
    parser.on('close', () =>
      found ? resolve(found) : fail(new AppError('invalid_input', 'Send a file in the form field "file".')),
    );
    request.on('aborted', brokenOff);
    request.pipe(parser);
  });
}

function parserFor(
  request: IncomingMessage,
  { bytes }: UploadLimit,
  fail: (error: unknown) => void,
): busboy.Busboy | null {
  try {
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      // One byte more than is taken, since busboy calls a file too large that just reaches the limit.
      limits: { files: 1, fileSize: bytes + 1, fields: 10, fieldSize: 10_000, parts: 20 },
    });
  } catch {
    fail(new AppError('invalid_input', 'Send the file as multipart/form-data, in the form field "file".'));
    return null;
  }
}
