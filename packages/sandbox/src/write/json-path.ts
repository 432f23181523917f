/** The steps from the root of a JSON text to a value in it. */
export type JsonPath = readonly (string | number)[];

/** As the `field` of a gathered error names it: `site/id`. */
export const slashed = (path: JsonPath) => path.join('/');

/** As the messages of the JSON reader name it: `types[0].id`. */
export function dotted(path: JsonPath): string {
  return path.reduce<string>((text, step) => {
    if (typeof step === 'number') return `${text}[${step}]`;
    return text === '' ? step.slice(0, 100) : `${text}.${step.slice(0, 100)}`;
  }, '');
}
