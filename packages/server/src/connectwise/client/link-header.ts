/**
 * The query parameters of the `next` link, or null when there is none. Only these are used: recorded answers carry links with
 * another host, another codebase and double slashes, so the address itself is always built anew.
 */
export function nextQuery(link: string | null): URLSearchParams | null {
  if (link === null) return null;
  for (const part of link.split(/,\s*(?=<)/)) {
    const found = /^\s*<([^>]*)>\s*;(.*)$/s.exec(part);
    if (!found || !/\brel\s*=\s*"?next"?/i.test(found[2] ?? '')) continue;
    const query = (found[1] ?? '').split('?', 2)[1];
    return query === undefined ? null : new URLSearchParams(query.split('#', 1)[0]);
  }
  return null;
}
