/** One line of plain text for ConnectWise: no control characters or line breaks, single spaces; undefined when nothing is left. */
export function wireLine(text: string | null | undefined): string | undefined {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: taking them out is the point
  const clean = text?.replace(/[\u0000-\u001f\u007f-\u009f\s]+/g, ' ').trim();
  return clean ? clean.toWellFormed() : undefined;
}

/** The first `longest` characters, without cutting one in half. Only where a shorter text does no harm, e.g. a name that stands in full elsewhere. */
export function cut(text: string, longest: number): string {
  return text.length <= longest
    ? text
    : text
        .slice(0, longest)
        .toWellFormed()
        .replace(/\uFFFD$/, '')
        .trimEnd();
}
