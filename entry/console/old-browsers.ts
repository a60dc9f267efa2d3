// Chromium 90 lacks these, and libraries we build on use them. Each is defined only where it is missing.
define(Array.prototype, "at", function at<T>(this: readonly T[], index: number) {
  return this[index < 0 ? this.length + index : index];
});
define(String.prototype, "at", function at(this: string, index: number) {
  return this[index < 0 ? this.length + index : index];
});
define(Array.prototype, "findLast", function findLast<T>(this: readonly T[], fits: (value: T, index: number) => boolean) {
  for (let i = this.length - 1; i >= 0; i--) if (fits(this[i] as T, i)) return this[i];
  return undefined;
});
define(Array.prototype, "findLastIndex", function findLastIndex<T>(this: readonly T[], fits: (value: T, index: number) => boolean) {
  for (let i = this.length - 1; i >= 0; i--) if (fits(this[i] as T, i)) return i;
  return -1;
});
define(Object, "hasOwn", (thing: object, key: PropertyKey) => Object.prototype.hasOwnProperty.call(thing, key));

function define(on: object, name: string, value: unknown): void {
  if (!(name in on)) Object.defineProperty(on, name, { value, writable: true, configurable: true });
}
