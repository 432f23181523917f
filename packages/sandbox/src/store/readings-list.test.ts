import { readFileSync, writeFileSync } from 'node:fs';
import { defaultReadings, type Readings, readingWords } from './options.ts';

const docs = new URL('../../docs/readings.md', import.meta.url);
const source = readFileSync(new URL('./options.ts', import.meta.url), 'utf8');

/** `docs/readings.md`, from the comments of the type and the table of defaults. */
function list(): string {
  const rows = [...source.matchAll(/\/\*\* (.+?) \*\/\n {2}(\w+):/gs)].map(([, about = '', name = '']) => {
    const key = name as keyof Readings;
    const words: readonly unknown[] | undefined = readingWords[key];
    const type = words ? words.map((word) => `\`${word}\``).join(' or ') : typeof defaultReadings[key];
    return `| \`${name}\` | \`${JSON.stringify(defaultReadings[key])}\` | ${type} | ${about.replace(/\s*\n\s*\*?\s*/g, ' ')} |`;
  });
  return `# Readings

Rules that are not documented, or that sources disagree on. The default is the reading that the evidence supports; the switch
gives the other one: \`createSandbox({ readings: { forecastShape: 'array' } })\`, \`sandbox.readings.forecastShape = 'array'\`,
or \`POST /control/readings {"forecastShape": "array"}\`. Each is tested both ways (\`readings.int.test.ts\`).
Generated from \`store/options.ts\`; \`readings-list.test.ts\` fails when it is out of date.

| Reading | Default | Values | What it decides |
|---|---|---|---|
${rows.join('\n')}
`;
}

it('keeps docs/readings.md up to date (WRITE_DOCS=1 writes it)', () => {
  if (process.env.WRITE_DOCS) writeFileSync(docs, list());
  expect(readFileSync(docs, 'utf8')).toBe(list());
  for (const name of Object.keys(defaultReadings)) expect(list()).toContain(`\`${name}\``);
});
