import { MantineProvider } from '@mantine/core';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactElement } from 'react';
import { describe, expect, it } from 'vitest';
import { MultiSelect } from './multi-select.tsx';
import { Select } from './select.tsx';

const stages = ['New', 'Offered', 'Won'];
const ignore = (): void => undefined;

const kinds: [string, ReactElement][] = [
  ['one', <Select key="s" aria-label="Stage" data={stages} value="Offered" onChange={ignore} />],
  ['one, by typing', <Select key="s" aria-label="Stage" data={stages} value="Offered" onChange={ignore} searchable />],
  ['several', <MultiSelect key="s" aria-label="Stage" data={stages} value={['Won']} onChange={ignore} />],
  [
    'several, by typing',
    <MultiSelect key="s" aria-label="Stage" data={stages} value={['Won']} onChange={ignore} searchable />,
  ],
];

const show = (select: ReactElement): void => void render(<MantineProvider env="test">{select}</MantineProvider>);
const box = (): HTMLElement => screen.getByRole('combobox', { name: 'Stage' });
const made = (): number => screen.queryAllByRole('option', { hidden: true }).length;
const isTold = (): boolean => box().getAttribute('aria-controls') === screen.getByRole('listbox').id;

describe('a choice', () => {
  it.each(kinds)('of %s makes its list when somebody comes near', async (_kind, select) => {
    const user = userEvent.setup();
    show(select);
    expect(made()).toBe(0);
    await user.hover(box());
    expect(made()).toBe(stages.length);
    expect(box().getAttribute('aria-expanded')).toBe('false');
  });

  it.each(kinds)('of %s tells of its list when it is opened by keys', async (_kind, select) => {
    const user = userEvent.setup();
    show(select);
    await user.tab();
    await user.keyboard('{ArrowDown}');
    expect(box().getAttribute('aria-expanded')).toBe('true');
    expect(isTold()).toBe(true);
    expect(screen.getAllByRole('option').map(({ textContent }) => textContent)).toEqual(stages);
  });

  it.each(kinds)('of %s tells of its list when it is opened by the first touch', async (_kind, select) => {
    show(select);
    // Reaches the box alone, as a tap of somebody who hears the page.
    await act(async () => fireEvent.click(box()));
    expect(box().getAttribute('aria-expanded')).toBe('true');
    expect(isTold()).toBe(true);
  });

  it('begins with what is chosen when it is opened by keys', async () => {
    const user = userEvent.setup();
    show(<Select aria-label="Stage" data={stages} value="Offered" onChange={ignore} />);
    await user.tab();
    await user.keyboard('{ArrowDown}');
    const { id } = screen.getByRole('option', { name: 'Offered' });
    expect([id !== '', box().getAttribute('aria-activedescendant')]).toEqual([true, id]);
  });
});
