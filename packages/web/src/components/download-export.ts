import { t } from '@lingui/core/macro';

export type ExportProgress = {
  rows: number;
  /** Null where the server does not know it exactly. */
  total: number | null;
};

type Wanted = {
  /** Of the export, without the format. */
  path: string;
  format: 'csv' | 'json';
  /** What goes along in the address, as JSON. */
  parameters: Record<string, unknown>;
  signal: AbortSignal;
  onProgress: (progress: ExportProgress) => void;
};

/** Reads an export as it is streamed, hands it over as a file and answers how many rows it holds. Throws with the server's sentence. */
export async function downloadExport({ path, format, parameters, signal, onProgress }: Wanted): Promise<number> {
  const given = Object.entries(parameters).map(([name, value]) => [name, JSON.stringify(value)]);
  const address = `${path}?${new URLSearchParams([['format', format], ...given])}`;
  const answer = await fetch(address, { signal, credentials: 'same-origin' });
  if (!answer.ok || !answer.body) throw new Error(await refusalOf(answer));
  const isExact = answer.headers.get('x-total-rows-kind') === 'exact';
  const total = isExact ? Number(answer.headers.get('x-total-rows')) : null;
  const parts: BlobPart[] = [];
  const counting = rowCounter(format);
  const reader = answer.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    onProgress({ rows: counting.add(value), total });
  }
  save(new Blob(parts), fileName(answer, format));
  return counting.rows();
}

/** Rows of what has come so far. In JSON each stands on a line of its own; of a sheet, lines inside of quotes are no rows. */
export function rowCounter(format: 'csv' | 'json') {
  let lines = 0;
  let isQuoted = false;
  const rows = (): number => Math.max(0, format === 'csv' ? lines - 1 : lines - 2);
  return {
    rows,
    add: (bytes: Uint8Array): number => {
      for (const byte of bytes) {
        if (byte === QUOTE && format === 'csv') isQuoted = !isQuoted;
        else if (byte === LINE_END && !isQuoted) lines += 1;
      }
      return rows();
    },
  };
}

const QUOTE = 34;
const LINE_END = 10;

const fileName = (answer: Response, format: string): string =>
  /filename="([^"]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? `export.${format}`;

async function refusalOf(answer: Response): Promise<string> {
  const said: unknown = await answer.json().catch(() => null);
  const message = typeof said === 'object' && said !== null && 'message' in said ? said.message : null;
  return typeof message === 'string' ? message : t`The export failed (${answer.status}). Try again.`;
}

function save(blob: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
