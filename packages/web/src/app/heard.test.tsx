import { MantineProvider, Radio } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it } from 'vitest';
import { NamedRadioGroup } from '../components/named-radio-group.tsx';
import { renderApp } from '../testing/render-app.tsx';

it('tells in the menu of the account which colour scheme is chosen, and holds nothing but items', async () => {
  const user = userEvent.setup();
  renderApp('/api-access', {
    Query: { apiTokens: () => [], accessSettings: () => ({ tokenMaxDays: 365, allowedOrigins: [] }) },
  });
  await user.click(await screen.findByRole('button', { name: /account/ }, { timeout: 15_000 }));
  const menu = within(await screen.findByRole('menu'));
  const checked = () => menu.getAllByRole('menuitemradio', { checked: true }).map((item) => item.textContent);
  const before = checked();
  expect(before).toHaveLength(1);
  const [other] = menu.getAllByRole('menuitemradio', { checked: false });
  if (!other) throw new Error('There is one colour scheme only.');
  await user.click(other);
  expect(checked()).toEqual([other.textContent]);
  expect(checked()).not.toEqual(before);
  expect(menu.queryAllByRole('presentation')).toEqual([]);
}, 30_000);

it('names a group of radios whose heading stands above it', () => {
  render(
    <MantineProvider env="test">
      <NamedRadioGroup name="Sync mode">
        <Radio value="a" label="A" />
      </NamedRadioGroup>
    </MantineProvider>,
  );
  expect(within(screen.getByRole('radiogroup', { name: 'Sync mode' })).getByRole('radio', { name: 'A' })).toBeTruthy();
});
