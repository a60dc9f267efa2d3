import { Writable } from "node:stream";

/** What a query function was seen to send: the text with `$n` for values, and where its pieces stand. */
export type Recorded = { readonly text: string; readonly templates: readonly TemplateStringsArray[]; readonly stack: string; /** Became a piece of another. */ isPiece: boolean };

/** Stands in the text where a piece was built from a stand-in value: such a text is not a query anybody sends. */
export const MARKER = "qingyu_stand_in";
const MOST_QUERIES = 60;

type Piece = { readonly strings: TemplateStringsArray | undefined; readonly parts: readonly string[]; readonly holes: readonly unknown[] };
type Known = Map<object, { readonly piece: Piece; readonly recorded: Recorded }>;
/** What a list of one answers itself; other names may as well be a row's columns (`at`, `keys`, `values`). */
const OF_LISTS = new Set(["map", "flatMap", "filter", "forEach", "some", "every", "find", "findIndex", "indexOf", "includes", "reduce", "join", "slice", "concat", "sort", "toSorted", "toReversed", "entries", "push"]);

/** A transaction that notes what it is asked and answers with stand-ins; nothing reaches a database. */
export function makeRecorder(variant: Variant): { tx: unknown; recorded: Recorded[] } {
  const pieces: Known = new Map();
  const recorded: Recorded[] = [];
  const ask = (piece: Piece): object => {
    const query = answering(variant);
    const { text, templates } = textOf(piece, pieces);
    const noted: Recorded = { text, templates, stack: new Error("asked").stack ?? "", isPiece: false };
    recorded.push(noted);
    pieces.set(query, { piece, recorded: noted });
    if (recorded.length > MOST_QUERIES) throw new Error("asks without end");
    return query;
  };
  const tag = (strings: TemplateStringsArray, ...holes: unknown[]) => {
    if (!Array.isArray(strings) || !("raw" in strings)) throw new Error("a driver's builder cannot be described: write the columns out");
    return ask({ strings, parts: strings, holes });
  };
  const tx = Object.assign(tag, {
    unsafe: (text: string) => ask({ strings: undefined, parts: [text], holes: [] }),
    json: () => standIn(variant),
    array: () => standIn(variant),
    typed: () => standIn(variant),
    begin: (...given: unknown[]) => (given.at(-1) as (inner: unknown) => unknown)(tx),
    savepoint: (work: (inner: unknown) => unknown) => work(tx),
  });
  return { tx, recorded };
}

/** Fragments are written in place, everything else is a parameter. */
function textOf(piece: Piece, pieces: Known): { text: string; templates: TemplateStringsArray[] } {
  const templates: TemplateStringsArray[] = [];
  let count = 0;
  const write = ({ strings, parts, holes }: Piece): string => {
    if (strings) templates.push(strings);
    return parts.map((part, place) => part + (place < parts.length - 1 ? hole(holes[place]) : "")).join("");
  };
  const hole = (value: unknown): string => {
    const nested = typeof value === "object" && value !== null ? pieces.get(value) : undefined;
    if (!nested) return `$${++count}`;
    nested.recorded.isPiece = true;
    return write(nested.piece);
  };
  return { text: write(piece), templates };
}

function answering(variant: Variant): object {
  const rows = Object.assign([standIn(variant)], { count: 1 });
  return {
    // oxlint-disable-next-line unicorn/no-thenable -- the driver's queries can be awaited, so their stand-ins can
    then: (resolve: (answer: unknown) => unknown, reject?: (error: unknown) => unknown) => Promise.resolve(rows).then(resolve, reject),
    catch: () => Promise.resolve(rows),
    finally: () => Promise.resolve(rows),
    execute: () => Promise.resolve(rows),
    values: () => Promise.resolve(rows),
    writable: () => Promise.resolve(new Writable({ write: (_chunk, _encoding, done) => done() })),
    cursor: async function* () {
      yield rows;
    },
  };
}

/** How stand-ins answer: the value of named properties, whether the rest is absent, how long a list claims to be. */
export type Variant = { readonly named?: { readonly [property: string]: unknown }; readonly isEmpty?: boolean; readonly length?: number };

/** A value that is anything it is asked to be: object, list of one, function, text. */
export function standIn(variant: Variant): unknown {
  const list = (): unknown[] => [standIn(variant)];
  return new Proxy(() => undefined, {
    get: (_target, property) => {
      if (property === Symbol.toPrimitive) return (hint: string) => (hint === "number" ? 1 : MARKER);
      if (property === Symbol.iterator) return () => list()[Symbol.iterator]();
      if (typeof property === "symbol" || property === "then" || property === "toJSON") return undefined;
      if (variant.named && property in variant.named) return variant.named[property];
      if (property === "length") return variant.length ?? 1;
      if (OF_LISTS.has(property)) return Reflect.get(list(), property).bind(list());
      return variant.isEmpty ? null : standIn(variant);
    },
    apply: () => standIn(variant),
    has: () => true,
    ownKeys: () => ["prototype"],
  });
}
