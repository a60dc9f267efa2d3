import { expect, test } from "vitest";
import { linkOfSubject } from "../../duty/web/due.ts";
import { permitKey, splitPermitKey } from "../contract/permit.ts";
import { permitDeadline } from "../domain/deadlines.ts";
import { aPermit, aUscc } from "../testing/builders.ts";

const permit = aPermit(aUscc(1), { kind: "purchase", number: "GM/演示:1" });
const owner = { unitCode: "500102", department: "enterprise", accountId: null, enterprise: permit.holder } as const;

test("the duty about a document leads to that document, whatever signs its number holds", () => {
  const { subjectKind: kind, subjectKey: key } = permitDeadline(permit);
  const link = linkOfSubject({ subject: { kind, key }, owner });
  const open = new URLSearchParams(link?.split("?")[1]).get("open") ?? "";
  expect(open).toBe(permitKey(permit));
  expect(splitPermitKey(open)).toEqual({ kind: permit.kind, number: permit.number });
  expect(splitPermitKey("GM-1")).toEqual({ kind: undefined, number: "GM-1" });
});
