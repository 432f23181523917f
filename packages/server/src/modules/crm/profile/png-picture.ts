import { promisify } from 'node:util';
import { inflate } from 'node:zlib';

const inflated = promisify<Buffer, { maxOutputLength: number }, Buffer>(inflate);
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };
const DEPTHS = [1, 2, 4, 8, 16];
const LAST_FILTER = 4;

/**
 * Whether a PNG picture holds just the pixels that its head promises, row by row. The printer unpacks pictures with transparency outside of
 * the reach of whoever called it, where broken ones would end the whole program; interlaced ones it does not print.
 */
export async function holdsItsPixels(png: Buffer): Promise<boolean> {
  const read = partsOf(png);
  if (!read) return false;
  const { rowBytes, height, packed } = read;
  const expected = rowBytes * height;
  const pixels = await inflated(packed, { maxOutputLength: expected }).catch(() => null);
  if (pixels?.length !== expected) return false;
  for (let at = 0; at < expected; at += rowBytes) if ((pixels[at] ?? 0) > LAST_FILTER) return false;
  return true;
}

function partsOf(png: Buffer): { rowBytes: number; height: number; packed: Buffer } | null {
  const packed: Buffer[] = [];
  let head: Buffer | null = null;
  for (let at = 8; at + 12 <= png.length; ) {
    const length = png.readUInt32BE(at);
    const type = png.toString('latin1', at + 4, at + 8);
    const body = png.subarray(at + 8, at + 8 + length);
    if (body.length < length) return null;
    if (head === null && (type !== 'IHDR' || length !== 13)) return null;
    head ??= body;
    if (type === 'IDAT') packed.push(body);
    if (type === 'IEND') return head && sizesOf(head, Buffer.concat(packed));
    at += 12 + length;
  }
  return null;
}

function sizesOf(head: Buffer, packed: Buffer): { rowBytes: number; height: number; packed: Buffer } | null {
  const [width, height] = [head.readUInt32BE(0), head.readUInt32BE(4)];
  const [depth = 0, colour = 0, ...methods] = head.subarray(8);
  const channels = channelsOf[colour];
  if (!channels || !DEPTHS.includes(depth) || methods.some((method) => method !== 0)) return null;
  return { rowBytes: 1 + Math.ceil((width * channels * depth) / 8), height, packed };
}
