import type { Locator, Page } from 'playwright-core';

const MAX_STEPS = 250;

/** A person without a mouse. Fails where Tab does not come to a control, its focus cannot be seen, or an action loses the focus. */
export class Keyboard {
  constructor(private readonly page: Page) {}

  /** Tabs forward to a control, as often as it takes. */
  async to(control: Locator): Promise<void> {
    await control.waitFor();
    if (await this.has(control)) return;
    const before = await look(control);
    for (let n = 0; n < MAX_STEPS; n++) {
      await this.page.keyboard.press('Tab');
      if (!(await this.has(control))) continue;
      await eventually(async () => (await look(control)) !== before, `The focus on ${String(control)} cannot be seen.`);
      return;
    }
    throw new Error(`Tab does not come to ${String(control)}.`);
  }

  async press(control: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
    await this.to(control);
    await this.page.keyboard.press(key);
  }

  /** Presses one key where the focus is. */
  key(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  async type(control: Locator, text: string): Promise<void> {
    await this.to(control);
    await this.page.keyboard.press('ControlOrMeta+A');
    await this.page.keyboard.type(text);
  }

  /** Chooses from a list: opens it, goes down to the option, takes it. */
  async choose(control: Locator, option: string): Promise<void> {
    await this.to(control);
    await this.page.keyboard.press('Alt+ArrowDown');
    const wanted = this.page.getByRole('option', { name: option, exact: true });
    await wanted.waitFor();
    for (let n = 0; (await wanted.getAttribute('data-combobox-selected')) === null; n++) {
      if (n === MAX_STEPS) throw new Error(`The arrows do not come to the option "${option}".`);
      await this.page.keyboard.press('ArrowDown');
    }
    await this.page.keyboard.press('Enter');
  }

  /** After something was done the focus is still somewhere, so that Tab does not begin at the top again. */
  async expectFocus(): Promise<void> {
    await eventually(async () => (await this.page.locator('body *:focus').count()) > 0, 'The focus is lost.');
  }

  /** A menu that opens takes the focus a moment after it is seen; until then a key reaches the button that opened it. */
  async expectFocusOn(control: Locator): Promise<void> {
    await control.waitFor();
    await eventually(() => this.has(control), `The focus does not come to ${String(control)}.`);
  }

  /** What stands in a field: an effect of the page may write it a moment after the key. */
  async expectValue(control: Locator, value: string): Promise<void> {
    const holds = async (): Promise<boolean> => (await control.inputValue()) === value;
    await eventually(holds, `${String(control)} does not come to hold "${value}".`);
  }

  async has(control: Locator): Promise<boolean> {
    return (await control.and(this.page.locator(':focus')).count()) > 0;
  }
}

/** What of the page's own world `look` uses; it runs there. */
declare function getComputedStyle(
  part: object,
  pseudo?: string,
): Record<'outline' | 'boxShadow' | 'top' | 'borderColor' | 'backgroundColor', string>;
declare const document: { querySelector(selector: string): object | null };

/** How a control and what is drawn around it look: what a visible focus must change. */
function look(control: Locator): Promise<string> {
  return control.evaluate((element) => {
    const { parentElement, previousElementSibling, nextElementSibling } = element;
    const label = element.id ? document.querySelector(`label[for="${element.id}"]`) : null;
    const frame = element.closest('[class*=Input-input]');
    return [
      element,
      parentElement,
      parentElement?.parentElement,
      frame,
      previousElementSibling,
      nextElementSibling,
      label,
    ]
      .flatMap((part) => (part ? [getComputedStyle(part), getComputedStyle(part, '::after')] : []))
      .map((style) => [style.outline, style.borderColor, style.boxShadow, style.backgroundColor, style.top].join())
      .join();
  });
}

async function eventually(holds: () => Promise<boolean>, orElse: string): Promise<void> {
  for (let n = 0; n < 40; n++) {
    if (await holds()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(orElse);
}
