import { csvReading } from '@causeway/shared/csv';
import { parse } from 'csv-parse/browser/esm/sync';
import { stringify } from 'csv-stringify/browser/esm/sync';

/** Requests to the server are limited to 512 KiB, and quotes grow on their way into JSON. */
const MAX_LETTERS = 150_000;

/**
 * Cuts a file into files of its own, each with the head. Empty lines stand for those of the parts before, so that what the server says of
 * line 4,711 is true of the file. One that cannot be read goes as it is: the server says what is wrong with it.
 */
export function csvParts(csv: string, most = MAX_LETTERS): string[] {
  if (csv.length <= most) return [csv];
  const [head = '', ...lines] = linesOf(csv);
  if (lines.length === 0) return [csv];
  const parts: string[] = [];
  let part = head;
  let rows = 0;
  for (const [at, line] of lines.entries()) {
    if (rows > 0 && part.length + line.length > most + at) {
      parts.push(part);
      part = head + '\n'.repeat(at);
      rows = 0;
    }
    part += line;
    rows++;
  }
  return [...parts, part];
}

/** Each line as a file of its own, quoted where it has to be; none where the file cannot be read. */
function linesOf(csv: string): string[] {
  try {
    return parse(csv, csvReading(csv)).map((cells) => stringify([cells]));
  } catch {
    return [];
  }
}
