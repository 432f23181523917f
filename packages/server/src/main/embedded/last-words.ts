/** A line of a program's log, as far as it tells why the program ended. */
interface LogLine {
  level?: number;
  msg?: string;
  err?: { message?: string };
}

const FATAL = 60;

/** What a program that ended said last of why: its fatal line of JSON, else the error or the last line of its text. */
export function reasonOf(lines: readonly string[]): string {
  const told = lines.map((line) => line.trim()).filter((line) => line !== '');
  const fatal = told.map(logLineOf).findLast((line) => line !== null && (line.level ?? 0) >= FATAL);
  const plain = told.filter((line) => logLineOf(line) === null);
  const text = fatal
    ? (fatal.err?.message ?? fatal.msg)
    : (plain.find((line) => /^\w*Error\b/.test(line)) ?? plain.at(-1));
  return sentence(text ?? 'It ended and said nothing.');
}

function logLineOf(line: string): LogLine | null {
  if (!line.startsWith('{')) return null;
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
