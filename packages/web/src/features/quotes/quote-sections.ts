/** As much of a line of a quote as its place needs. */
type Sectioned = { key: string; section: string | null };

/** Whether a heading stands above this line: it begins a section. */
export const beginsSection = (lines: readonly Sectioned[], index: number): boolean => {
  const section = lines[index]?.section ?? null;
  return section !== null && section !== (lines[index - 1]?.section ?? null);
};

/** Names the section that begins at a line: all lines from there on that were in the same one. Null joins them to the section before. */
export function inSection<L extends Sectioned>(lines: readonly L[], key: string, section: string | null): readonly L[] {
  const at = lines.findIndex((line) => line.key === key);
  const former = lines[at]?.section ?? null;
  const rest = lines.slice(at);
  const end = rest.findIndex((line) => line.section !== former);
  const last = end < 0 ? lines.length : at + end;
  const named = section ?? lines[at - 1]?.section ?? null;
  return lines.map((line, index) => (index >= at && index < last ? { ...line, section: named } : line));
}

/** A line that was moved stands in the section that it came to. */
export const adopted = <L extends Sectioned>(lines: readonly L[], key: string): readonly L[] =>
  lines.map((line, index) => {
    if (line.key !== key) return line;
    const neighbour = lines[index - 1] ?? lines[index + 1];
    return { ...line, section: neighbour?.section ?? null };
  });
