import { notifications } from '@mantine/notifications';
import { cleanup, configure } from '@testing-library/react';
import { afterEach, vi } from 'vitest';
import { speak } from '../components/language/language.ts';

// What jsdom lacks and Mantine asks for.
window.matchMedia = (query: string) => ({
  matches: false,
  media: query,
  onchange: null,
  addListener: () => undefined,
  removeListener: () => undefined,
  addEventListener: () => undefined,
  removeEventListener: () => undefined,
  dispatchEvent: () => false,
});
window.ResizeObserver = class {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
};
Object.defineProperty(document, 'fonts', {
  configurable: true,
  value: { addEventListener: () => undefined, removeEventListener: () => undefined },
});
window.scrollTo = () => undefined;
Element.prototype.scrollIntoView = () => undefined;

configure({
  // The first page of a worker is loaded meanwhile, on a machine that may be busy.
  asyncUtilTimeout: 20_000,
  // Asking the computed style of every ancestor makes queries by role ten times slower here.
  defaultHidden: true,
  getElementError: (message) => Object.assign(new Error(message ?? ''), { name: 'ElementError' }),
});

afterEach(async () => {
  cleanup();
  notifications.clean();
  notifications.cleanQueue();
  vi.unstubAllGlobals();
  window.localStorage.clear();
  await speak('en');
});
