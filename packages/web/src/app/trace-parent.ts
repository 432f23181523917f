const hex = (bytes: number): string =>
  [...crypto.getRandomValues(new Uint8Array(bytes))].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** A W3C `traceparent` for one operation: its trace begins in the browser, and what the server does for it goes on with it. */
export const newTraceParent = (): string => `00-${hex(16)}-${hex(8)}-01`;
