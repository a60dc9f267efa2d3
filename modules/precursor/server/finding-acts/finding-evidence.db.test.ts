import { beforeEach, describe, expect, it } from "vitest";
import type { Actor } from "#kernel/actor.ts";
import { keepFile } from "#platform/files.ts";
import { useTestHouse } from "#test/database.ts";
import { onDay } from "../../testing/builders.ts";
import { loadCity } from "../../testing/loaded-city.ts";
import { cityOfficer, colleague, officer, otherOfficer, seller, staffOf, stranger, twoUnits } from "../../testing/two-units.ts";
import { viewHandlers } from "../views/handlers.ts";
import { insertAct } from "./finding-act.sql.ts";
import { findingActHandlers } from "./handlers.ts";

const house = useTestHouse([...viewHandlers, ...findingActHandlers]);
const reason = "已到现场核对";
const SHA256 = "ab".repeat(32);
let id = "";
beforeEach(async () => {
  house.now = new Date(onDay(60));
  await loadCity(house, twoUnits);
  const { rows } = (await house.call(officer, "precursor.finding.list", { kind: "unmatched-dispatch" })) as { rows: { id: string }[] };
  id = rows[0]?.id ?? "";
});

const stored = (actor: Actor, mediaType = "application/pdf") =>
  house.gate.act(actor, "test.upload", async ({ tx, newId, now }) => {
    const file = newId();
    await keepFile(tx, { unitCode: actor.unitCode, id: file, accountId: actor.accountId, name: "过磅单 演示.pdf", mediaType, sizeBytes: 12, sha256: SHA256, storedAt: now });
    return file;
  });
const note = (actor: Actor, file: string) => house.call(actor, "precursor.finding.note", { id, reason, evidence: [{ fileId: file, text: "过磅单" }] });
const read = (actor: Actor, file: string, finding = id) => house.call(actor, "precursor.finding.file", { id: finding, file });

describe("a file given as evidence on a finding", () => {
  it("is handed out to every officer who may see the finding, by the name it came with", async () => {
    const file = await stored(officer);
    await note(officer, file);
    for (const actor of [officer, colleague, cityOfficer]) expect(await read(actor, file)).toEqual({ fileName: "过磅单 演示.pdf", mediaType: "application/pdf", stored: { sha256: SHA256, sizeBytes: 12 } });
  });

  it("is handed out to the unit's officers also when the city's gave it", async () => {
    const file = await stored(cityOfficer);
    await note(cityOfficer, file);
    expect(await read(officer, file)).toMatchObject({ stored: { sha256: SHA256 } });
  });

  it("that lies in the city's unit alone is handed out to the city's officers", async () => {
    const file = await stored(cityOfficer);
    const act = { unitCode: officer.unitCode, findingId: id, id: house.gate.newId(), kind: "note" as const, reason, evidence: [{ fileId: file, text: "过磅单" }], assignee: null };
    await house.gate.act(cityOfficer, "test.note", ({ tx, now }) => insertAct(tx, act, cityOfficer, now));
    expect(await read(cityOfficer, file)).toMatchObject({ stored: { sha256: SHA256 } });
    await expect(read(officer, file)).rejects.toMatchObject({ code: "gate.file.unknown" });
  });

  it("that a browser would run goes out as mere bytes", async () => {
    for (const mediaType of ["text/html", "image/svg+xml", "application/xhtml+xml", ""]) {
      const file = await stored(officer, mediaType);
      await note(officer, file);
      expect(await read(officer, file)).toMatchObject({ mediaType: "application/octet-stream" });
    }
  });

  it("is out of reach of who may not see the finding, and of the enterprise it is about", async () => {
    const file = await stored(officer);
    await note(officer, file);
    await expect(read(stranger, file)).rejects.toMatchObject({ code: "gate.not-permitted" });
    await expect(read(otherOfficer, file)).rejects.toMatchObject({ code: "precursor.finding.unknown" });
    await expect(read(staffOf(seller.uscc), file)).rejects.toMatchObject({ code: "gate.file.unknown" });
  });

  it("opens by its id only through the finding that names it", async () => {
    const file = await stored(officer);
    await expect(read(officer, file)).rejects.toMatchObject({ code: "gate.file.unknown" });
    await note(officer, file);
    await expect(read(officer, file, "00000000-0000-4000-8000-000000000000")).rejects.toMatchObject({ code: "precursor.finding.unknown" });
  });

  it("is given by who stored it, not by another who knows its id", async () => {
    await expect(note(colleague, await stored(officer))).rejects.toMatchObject({ code: "gate.file.unknown" });
  });
});
