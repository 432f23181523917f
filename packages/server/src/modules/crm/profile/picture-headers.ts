/** Whatever the bytes turn out to be, no browser runs them. */
export const pictureHeaders = (type: string) => ({
  'Content-Type': type,
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "default-src 'none'",
  'Cache-Control': 'private, no-cache',
});
