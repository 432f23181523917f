/** `1 line`, `2,000 lines`; `many` where the plural is not the word with an s. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n.toLocaleString('en-US')} ${n === 1 ? one : many}`;
