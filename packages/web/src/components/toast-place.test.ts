import { afterEach, describe, expect, it } from 'vitest';
import { freePlace } from './toast-place.ts';

/** A button that takes this much of the screen. */
function button(left: number, top: number, width = 100, height = 30): void {
  const made = document.createElement('button');
  made.getBoundingClientRect = () => new DOMRect(left, top, width, height);
  document.body.append(made);
}

describe('where a toast is shown', () => {
  afterEach(() => document.body.replaceChildren());

  it('is the lower right corner while nothing is there', () => expect(freePlace()).toBe('bottom-right'));

  it('is another corner when it would cover a control', () => {
    button(window.innerWidth - 120, window.innerHeight - 40);
    expect(freePlace()).toBe('bottom-left');
    button(20, window.innerHeight - 40);
    expect(freePlace()).toBe('top-right');
  });

  it('is where it covers the fewest, when each place has some', () => {
    for (const left of [10, window.innerWidth - 110])
      for (const top of [10, window.innerHeight - 40]) {
        button(left, top);
        button(left, top);
      }
    button(window.innerWidth / 2, 10);
    button(window.innerWidth / 2, window.innerHeight - 40);
    expect(['top-center', 'bottom-center']).toContain(freePlace());
  });
});
