import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactElement, useState } from 'react';
import { expect, it } from 'vitest';
import { useKeptFocus } from './kept-focus.ts';

function Page(): ReactElement {
  useKeptFocus();
  const [isDone, setDone] = useState(false);
  const [isBusy, setBusy] = useState(false);
  return (
    <main>
      <section aria-label="Step">
        {isDone ? (
          <p>Done.</p>
        ) : (
          <button type="button" onClick={() => setDone(true)}>
            Do it
          </button>
        )}
        <button
          type="button"
          disabled={isBusy}
          onClick={() => {
            setBusy(true);
            setTimeout(() => setBusy(false), 30);
          }}
        >
          Ask
        </button>
      </section>
    </main>
  );
}

it('gives the focus to what is left around a control that went, only for as long as it stays there', async () => {
  const user = userEvent.setup();
  render(<Page />);
  await user.tab();
  await user.keyboard('{Enter}');
  await screen.findByText('Done.');
  const step = screen.getByRole('region', { name: 'Step' });
  expect(document.activeElement).toBe(step);
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Ask' }));
  expect(step.hasAttribute('tabindex')).toBe(false);
});

it('gives it back to a button that was closed while it was busy', async () => {
  const user = userEvent.setup();
  render(<Page />);
  const button = screen.getByRole('button', { name: 'Ask' });
  button.focus();
  await user.keyboard('{Enter}');
  button.blur();
  await screen.findByRole('button', { name: 'Ask', hidden: false });
  await expect.poll(() => document.activeElement).toBe(button);
});
