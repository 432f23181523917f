import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('starts connected on the usual ports', () => {
    expect(readOptions([], {})).toEqual({
      fresh: false,
      unconnected: false,
      help: false,
      watch: false,
      port: 4000,
      sandboxPort: 4010,
    });
  });

  it('lets an option win over the environment', () => {
    const options = readOptions(['--port', '5001', '--fresh', '--unconnected'], { PORT: '5002', SANDBOX_PORT: '5003' });
    expect(options).toMatchObject({ port: 5001, sandboxPort: 5003, fresh: true, unconnected: true });
  });

  it.each(['0', '65536', 'http', '40.5'])('refuses "%s" as a port', (port) => {
    expect(() => readOptions(['--port', port], {})).toThrow(/is not a port/);
  });

  it.each([
    ['--port', {}, ['--port', '6000']],
    ['--port', { PORT: '6000' }, []],
    ['--sandbox-port', {}, ['--sandbox-port', '6667']],
    ['--sandbox-port', { SANDBOX_PORT: '2049' }, []],
  ])(
    'refuses a port that no browser talks to, and says which option chooses another (%s, %j, %j)',
    (option, environment, args) => {
      expect(() => readOptions(args, environment)).toThrow(
        new RegExp(`Browsers and fetch refuse to talk to port \\d+\\. Choose another one: npm start -- ${option} \\d+`),
      );
    },
  );

  it('names an option it does not know', () => {
    expect(() => readOptions(['--frsh'], {})).toThrow(/--frsh/);
  });
});
