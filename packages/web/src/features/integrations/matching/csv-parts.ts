/** Requests to the server are limited to 512 KiB, and quotes grow on their way into JSON. */
const MAX_LETTERS = 150_000;

/** Cuts a file into files of its own, each with the head; never inside a quoted cell. */
export function csvParts(csv: string, most = MAX_LETTERS): string[] {
  const lines = linesOf(csv);
  const [head = '', ...rest] = lines;
  const parts: string[] = [];
  let part = head;
  for (const line of rest) {
    if (part.length > head.length && part.length + line.length > most) {
      parts.push(part);
      part = head;
    }
    part += line;
  }
  return [...parts, part];
}

/** Lines with their ends. */
function linesOf(csv: string): string[] {
  const lines: string[] = [];
  let from = 0;
  let isQuoted = false;
  for (let at = 0; at < csv.length; at++) {
    if (csv[at] === '"') isQuoted = !isQuoted;
    if (csv[at] === '\n' && !isQuoted) {
      lines.push(csv.slice(from, at + 1));
      from = at + 1;
    }
  }
  return from < csv.length ? [...lines, csv.slice(from)] : lines;
}
