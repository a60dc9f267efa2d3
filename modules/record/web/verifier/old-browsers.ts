// Chromium 90 lacks these, and libraries this page is built on use them. Each is defined only where it is missing.
define(Array.prototype, "at", function at<T>(this: readonly T[], index: number) {
  return this[index < 0 ? this.length + index : index];
});
define(Object, "hasOwn", (thing: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(thing, key));

function define(on: object, name: string, value: unknown): void {
  if (!(name in on)) Object.defineProperty(on, name, { value, writable: true, configurable: true });
}

export {};
