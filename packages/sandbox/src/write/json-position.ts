/**
 * Line and position just after the name of a member in a JSON text, as the error bodies of ConnectWise give them.
 * `path` names the member from the root, e.g. `['company', 'nickname']` or `['types', 0, 'x']`.
 */
export function positionOf(text: string, path: readonly (string | number)[]): { line: number; position: number } {
  const at = new Walker(text).find(path);
  const before = text.slice(0, at);
  return { line: before.split('\n').length, position: at - (before.lastIndexOf('\n') + 1) };
}

class Walker {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  find(path: readonly (string | number)[]): number {
    const [step, ...rest] = path;
    if (step === undefined) return this.at;
    this.space();
    const open = this.text[this.at];
    this.at += 1;
    for (let index = 0; this.at < this.text.length; index += 1) {
      this.space();
      let key: string | number = index;
      if (open === '{') {
        key = this.readString();
        this.space();
        this.at += 1;
      }
      if (key === step) return rest.length === 0 ? this.at : this.find(rest);
      this.skipValue();
      this.space();
      if (this.text[this.at] !== ',') break;
      this.at += 1;
    }
    return this.at;
  }

  private space(): void {
    while (/\s/.test(this.text[this.at] ?? '')) this.at += 1;
  }

  private readString(): string {
    const start = this.at;
    this.at += 1;
    while (this.at < this.text.length && this.text[this.at] !== '"') this.at += this.text[this.at] === '\\' ? 2 : 1;
    this.at += 1;
    return JSON.parse(this.text.slice(start, this.at)) as string;
  }

  private skipValue(): void {
    this.space();
    let depth = 0;
    for (; this.at < this.text.length; this.at += 1) {
      const character = this.text[this.at] ?? '';
      if (character === '"') {
        this.readString();
        this.at -= 1;
      } else if (character === '{' || character === '[') depth += 1;
      else if (character === '}' || character === ']') {
        if (depth === 0) return;
        depth -= 1;
      } else if (character === ',' && depth === 0) return;
    }
  }
}
