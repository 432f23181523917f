import busboy from 'busboy';
import { ApiError, badRequest } from '../http/api-error.ts';
import { refuseUnfitText } from '../http/body.ts';
import type { Call } from '../http/operation.ts';

export interface Upload {
  /** Form fields by lower-case name. */
  readonly fields: Readonly<Record<string, string | undefined>>;
  readonly file?: { readonly name: string; readonly type: string; readonly bytes: Buffer };
}

const LIMITS = { fileSize: 100 * 1024 * 1024, files: 1, fields: 50, fieldSize: 64 * 1024, parts: 60, headerPairs: 100 };

/** Reads a multipart body; JSON and anything else is a 415. The file name is cut to its last part, whatever path it carries. */
export async function readUpload(call: Call): Promise<Upload> {
  const type = call.request.headers['content-type'] ?? '';
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(type)) {
    throw new ApiError(415, {
      code: 'ConnectWiseApi',
      message: `The request entity's media type '${type.split(';')[0]}' is not supported for this resource. Send multipart/form-data.`,
      errors: null,
    });
  }
  return new Promise((resolve, reject) => {
    const fields: Record<string, string> = {};
    let file: Upload['file'];
    const parser = busboy({ headers: call.request.headers, limits: LIMITS, defParamCharset: 'utf8' });
    const fail = (error: Error) => {
      call.request.unpipe(parser);
      call.request.resume();
      reject(error);
    };
    parser.on('field', (name, value) => {
      try {
        refuseUnfitText(value, name);
      } catch (error) {
        return fail(error as Error);
      }
      fields[name.toLowerCase().slice(0, 60)] = value;
    });
    parser.on('file', (_name, stream, info) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('limit', () =>
        fail(new ApiError(413, { code: 'ConnectWiseApi', message: 'The file is too large.', errors: null })),
      );
      stream.on('end', () => {
        file = { name: safeName(info.filename), type: info.mimeType, bytes: Buffer.concat(chunks) };
      });
    });
    parser.on('error', () => fail(badRequest('ConnectWiseApi', 'The multipart body could not be read.')));
    parser.on('close', () => resolve({ fields, ...(file ? { file } : {}) }));
    call.request.on('aborted', () => reject(badRequest('ConnectWiseApi', 'The upload was broken off.')));
    call.request.pipe(parser);
  });
}

function safeName(name: string | undefined): string {
  const last = (name ?? '').split(/[/\\]/).at(-1) ?? '';
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out.
  const clean = last.replace(/[\u0000-\u001f\u007f]/g, '').replace(/^\.+$/, '');
  return clean.slice(0, 255).toWellFormed() || 'document';
}
