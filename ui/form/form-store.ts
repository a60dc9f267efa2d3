import type { FieldProblem } from "../call.ts";

export type FormValues = { readonly [name: string]: unknown };

/** The values of one form. Each field listens to itself only, so that long forms stay quick. */
export class FormStore {
  private values: FormValues;
  private problems: readonly FieldProblem[] = [];
  private underWay = 0;
  private readonly labels = new Map<string, string>();
  private readonly listeners = new Set<() => void>();

  constructor(values: FormValues) {
    this.values = values;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly all = (): FormValues => this.values;
  readonly allProblems = (): readonly FieldProblem[] => this.problems;
  readonly problemOf = (name: string): FieldProblem | undefined => this.problems.find(({ path }) => path === name);

  /** What a field is called on screen. */
  callField(name: string, label: string): void {
    this.labels.set(name, label);
  }

  readonly labelOf = (path: string): string | undefined => this.labels.get(this.fieldOf(path));

  /** The field a problem belongs to: `evidence.0.text` is one of `evidence`, unless a field has that very name. */
  readonly fieldOf = (path: string): string => (this.labels.has(path) ? path : (path.split(".")[0] ?? path));

  /** Changing a field takes its problem away: the server will judge the new value. */
  set(name: string, value: unknown): void {
    this.values = { ...this.values, [name]: value };
    this.problems = this.problems.filter(({ path }) => path !== name);
    this.tell();
  }

  /** True while something of it is still under way, so that it must not be sent yet. */
  readonly isWaiting = (): boolean => this.underWay > 0;

  /** Makes the form wait until the answered function is called. */
  wait(): () => void {
    let isOver = false;
    this.underWay += 1;
    this.tell();
    return () => {
      if (isOver) return;
      isOver = true;
      this.underWay -= 1;
      this.tell();
    };
  }

  setProblems(problems: readonly FieldProblem[]): void {
    this.problems = problems;
    this.tell();
  }

  reset(values: FormValues): void {
    this.values = values;
    this.problems = [];
    this.tell();
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}
