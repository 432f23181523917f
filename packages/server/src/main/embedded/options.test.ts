import { readOptions } from './options.ts';

describe('readOptions', () => {
  it('starts connected on the usual ports', () => {
    expect(readOptions([], {})).toEqual({
      fresh: false,
      unconnected: false,
      help: false,
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

  it('names an option it does not know', () => {
    expect(() => readOptions(['--frsh'], {})).toThrow(/--frsh/);
  });
});
