/** Bytes of documents, by document id and version. */
export class Blobs {
  private readonly content = new Map<string, Buffer>();
  onPut: ((key: string, bytes: Buffer) => Promise<void>) | undefined;

  /** Settles when the bytes are safe; the row that names them is written after that. */
  async put(documentId: number, version: number, bytes: Buffer): Promise<void> {
    const key = `${documentId}.${version}`;
    await this.onPut?.(key, bytes);
    this.content.set(key, bytes);
  }

  removeAll(documentId: number): void {
    for (const key of [...this.content.keys()]) if (key.startsWith(`${documentId}.`)) this.content.delete(key);
  }

  clear(): void {
    this.content.clear();
  }

  load(key: string, bytes: Buffer): void {
    this.content.set(key, bytes);
  }

  get(documentId: number, version: number): Buffer | undefined {
    return this.content.get(`${documentId}.${version}`);
  }

  entries(): IterableIterator<[string, Buffer]> {
    return this.content.entries();
  }
}
