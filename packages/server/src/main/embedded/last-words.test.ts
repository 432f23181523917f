import { reasonOf } from './last-words.ts';

describe('why a program of npm start ended', () => {
  it.each([
    [
      'its line about the environment',
      ['METRICS_TOKEN must have at least 16 characters'],
      'METRICS_TOKEN must have at least 16 characters.',
    ],
    [
      'the error of its fatal line, whatever came after',
      [
        '{"level":30,"msg":"listening"}',
        '{"level":60,"err":{"message":"Port 4730 is in use. Set PORT to another one."},"msg":"the api could not start"}',
        '{"level":30,"msg":"stopped"}',
      ],
      'Port 4730 is in use. Set PORT to another one.',
    ],
    [
      'the error above its stack',
      ['file:///app/api.js:1', 'Error: Cannot find module x', '    at load (node:internal)', 'Node.js v24.1.0'],
      'Error: Cannot find module x.',
    ],
    ['nothing', ['', '{"level":30,"msg":"listening"}'], 'It ended and said nothing.'],
  ])('is %s', (_what, lines, reason) => {
    expect(reasonOf(lines)).toBe(reason);
  });
});
