// What this uses of JupyterLab and Notebook 7, as both have had it since JupyterLab 4.4.4.

export interface Signal<Value> {
  connect(heard: (sender: unknown, value: Value) => void): void;
}

/** A part of the page, as Lumino lays it out. */
export interface Widget {
  readonly id: string;
  readonly node: HTMLElement;
  readonly parent: Widget | null;
  readonly isHidden: boolean;
  readonly isDisposed: boolean;
  hide(): void;
  show(): void;
  addClass(name: string): void;
  toggleClass(name: string, on: boolean): boolean;
  children(): Iterable<Widget>;
}

export interface Kernel {
  readonly name: string;
  readonly connectionStatus: "connected" | "connecting" | "disconnected";
  commsOverSubshells: "disabled" | "perComm" | "perCommTarget";
  requestCommInfo(asked: { target_name: string }): Promise<{
    content: { comms?: Record<string, unknown> };
  }>;
}

export interface SessionContext {
  readonly ready: Promise<void>;
  readonly session: { readonly kernel: Kernel | null } | null;
  readonly kernelChanged: Signal<{ newValue: Kernel | null }>;
  readonly statusChanged: Signal<string>;
  readonly connectionStatusChanged: Signal<string>;
  restartKernel(): Promise<void>;
  changeKernel(asked: { name: string }): Promise<Kernel | null>;
}

export interface Cell {
  readonly model: {
    readonly type: string;
    readonly sharedModel: { getSource(): string };
    readonly outputs?: { length: number; get(at: number): { data: Record<string, unknown> } };
  };
}

export interface Notebook {
  readonly node: HTMLElement;
  readonly widgets: readonly Cell[];
  readonly model: { dirty: boolean; getMetadata(name: string): unknown } | null;
}

export interface Panel extends Widget {
  readonly content: Notebook;
  readonly contentHeader: Widget & { addWidget(widget: Widget): void };
  readonly toolbar: Widget;
  readonly context: {
    readonly path: string;
    readonly ready: Promise<void>;
    readonly sessionContext: SessionContext;
    readonly model: { dirty: boolean; readonly stateChanged: Signal<{ name: string }> };
  };
}

export interface App {
  readonly restored: Promise<void>;
  readonly serviceManager: { readonly serverSettings: { readonly baseUrl: string } };
  readonly shell: {
    readonly currentWidget: Widget | null;
    readonly currentChanged: Signal<unknown>;
    readonly layoutModified?: Signal<unknown>;
  };
}

export interface Tracker {
  readonly widgetAdded: Signal<Panel>;
  forEach(each: (panel: Panel) => void): void;
}

/** The modules that the page shares with what is added to it. */
export interface Modules {
  "@jupyterlab/notebook": {
    INotebookTracker: unknown;
    NotebookActions: {
      runCells(notebook: Notebook, cells: Cell[], session: SessionContext): Promise<boolean>;
    };
  };
  "@jupyterlab/services": {
    ServerConnection: {
      makeRequest(url: string, init: RequestInit, settings: object): Promise<Response>;
    };
  };
  "@lumino/widgets": { Widget: new (options: { node: HTMLElement }) => Widget };
}
export type Shared = <Name extends keyof Modules>(name: Name) => Promise<Modules[Name]>;
