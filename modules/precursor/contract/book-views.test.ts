import { expect, test } from "vitest";
import type { Endpoint } from "#kernel/contract.ts";
import { BOOK_VIEWS } from "./book-views.ts";
import * as contract from "./index.ts";

const endpoints = Object.values<unknown>(contract).filter((value): value is Endpoint => typeof value === "object" && value !== null && "permission" in value && "refreshes" in value);

test("every view that is read out of the books is shown anew when they change, also by one declaration", () => {
  const read = endpoints.filter(({ method, download, permission }) => method === "GET" && !download && /^precursor\.(book\.)?read$/.test(permission)).map(({ name }) => name);
  expect([...BOOK_VIEWS].sort()).toEqual(read.sort());
  expect(contract.fileDeclaration.refreshes).toEqual(BOOK_VIEWS);
});
