import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

const packable = /\.(js|css|html|svg|json)$/;
const brotli = (data: Buffer) =>
  promisify(brotliCompress)(data, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_SIZE_HINT]: data.length,
    },
  });
const gzipped = (data: Buffer) => promisify(gzip)(data, { level: constants.Z_BEST_COMPRESSION });

/** Leaves a `.br` and a `.gz` beside each built file that gets smaller by it; the server hands these out and packs nothing itself. */
export function packedPlugin(): Plugin {
  let folder = '';
  return {
    name: 'causeway-packed',
    apply: 'build',
    configResolved(config) {
      folder = join(config.root, config.build.outDir);
    },
    // At the very end, so that the page and what lies in `public` are there as well.
    closeBundle: {
      order: 'post',
      async handler() {
        // A build that failed left none, and has an error of its own to tell.
        if (!existsSync(folder)) return;
        const names = await readdir(folder, { recursive: true });
        await Promise.all(names.filter((name) => packable.test(name)).map((name) => pack(join(folder, name))));
      },
    },
  };
}

async function pack(path: string): Promise<void> {
  const plain = await readFile(path);
  for (const [suffix, compress] of [
    ['.br', brotli],
    ['.gz', gzipped],
  ] as const) {
    const packed = await compress(plain);
    if (packed.length < plain.length) await writeFile(path + suffix, packed);
  }
}
