// Who is told of what, by name.

type Callback = (content?: any) => void;

export class Emitter {
  private callbacks = new Map<string, Set<Callback>>();

  on(name: string, callback: Callback): void {
    this.callbacks.set(name, (this.callbacks.get(name) ?? new Set()).add(callback));
  }

  off(name: string, callback: Callback): void {
    this.callbacks.get(name)?.delete(callback);
  }

  emit(name: string, content?: unknown): void {
    for (const callback of [...(this.callbacks.get(name) ?? [])]) callback(content);
  }
}
