/** Query parameters as `?a=b&c=d`; those without a value are left out. Also encodes ' and *, as the Developer Guide asks. */
export function queryString(parameters: Record<string, string | number | undefined>): string {
  const parts: string[] = [];
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== undefined && value !== '') parts.push(`${name}=${encode(String(value))}`);
  }
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

const encode = (text: string): string => encodeURIComponent(text).replaceAll("'", '%27').replaceAll('*', '%2A');
