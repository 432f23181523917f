import { once } from 'node:events';
import { stringify } from 'csv-stringify/sync';
import type { Response } from 'express';

/** Rows as lines of a sheet. A cell that a spreadsheet would take for a formula is told as text. */
export const sheet = (lines: readonly (readonly unknown[])[]): string =>
  stringify([...lines], { record_delimiter: 'windows', quoted_match: /[;\r\n]/, escape_formulas: true });

export interface ExportHead {
  contentType: string;
  /** Without the day. */
  name: string;
  extension: string;
  total: number;
  isExact: boolean;
}

/** What a file is called, and how many rows it will have. */
export function announceExport(response: Response, { contentType, name, extension, total, isExact }: ExportHead): void {
  const day = new Date().toISOString().slice(0, 10);
  response.set({
    'Content-Type': contentType,
    'Content-Disposition': `attachment; filename="${name}-${day}.${extension}"`,
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'X-Total-Rows': String(total),
    'X-Total-Rows-Kind': isExact ? 'exact' : 'at_least',
  });
}

/**
 * Sends the parts of a file one after the other, and asks for the next one only when the reader has taken the one before, so that memory stays flat.
 * What breaks on the way ends the connection, so that no cut file passes for a whole one.
 */
export async function sendParts(response: Response, parts: AsyncIterable<string>): Promise<void> {
  try {
    for await (const part of parts) {
      if (response.destroyed) return;
      await send(response, part);
    }
    response.end();
  } catch (error) {
    response.destroy();
    throw error;
  }
}

/** Waits until the reader has taken what was sent before, or is gone. */
async function send(response: Response, text: string): Promise<void> {
  if (text === '' || response.destroyed || response.write(text)) return;
  const gone = new AbortController();
  await Promise.race([once(response, 'drain', gone), once(response, 'close', gone)]);
  gone.abort();
}
