import { generateKeyPairSync, sign } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { demoPlaces } from "../../entry/demo-places.ts";
import { verifyReceipt } from "../../modules/record/domain/receipt.ts";
import { cosignatureBytes, cosignedMessage, formatVkey, parseNote, parseVkey, signatureLine, verifierKey } from "../../modules/record/domain/signed-note.ts";
import { nodeCrypto } from "../../modules/record/server/node-crypto.ts";
import { ownCity } from "#territory";
import { useHouse } from "./house.ts";

const house = useHouse();
/** The enterprise whose staff the demonstration's clerk is. */
const PRODUCER = demoPlaces(ownCity().code).enterprise?.uscc ?? "";
const ENTERPRISES = `uscc,name,district,activities,since,status\n${PRODUCER},演示化工甲厂,500102,production;operation,2024-01-01,active\n`;

describe("a receipt", () => {
  test("is offered after an import and stands in words at an address of its own", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await house.go(page, "/precursor/import?kind=enterprises");
    await page.locator(".file-drop input[type=file]").setInputFiles({ name: "演示数据-enterprises.csv", mimeType: "text/csv", buffer: Buffer.from(ENTERPRISES) });
    await page.getByRole("button", { name: "导入 1 行", exact: true }).click();
    await page.getByText("已导入 1 行").waitFor();
    await page.getByRole("link", { name: "取回执" }).click();
    await page.getByText("条目、证明与签名相符").waitFor();
    await house.go(page, new URL(page.url()).pathname as `/${string}`); // an address has a leading slash
    await page.getByText("条目、证明与签名相符").waitFor();
    await visit.close();
  }, 60_000);

  test("of a clerk's declaration carries what was filed, verifies without the system, and prints on one sheet", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "qiye-guanli");
    await house.go(page, "/precursor/file?kind=opening&substance=toluene");
    await page.getByLabel("数量").fill("1250.5");
    await page.locator(".form button[type=submit]").click();
    await page.getByText("已记入台账").waitFor();
    await page.getByRole("link", { name: "取回执" }).click();
    await page.getByText("条目、证明与签名相符").waitFor();
    await page.getByText("已附在回执文件里").waitFor();

    const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "保存回执（.json）" }).click()]);
    const receipt: unknown = JSON.parse(await readFile(await download.path(), "utf8"));
    const published = parseVkey(nodeCrypto.sha256, (await (await fetch(`${house.url}/record/vkey`)).text()).split("\n")[0] ?? "");
    const verdict = verifyReceipt(nodeCrypto, receipt, [published]);
    expect(verdict).toMatchObject({ vouched: true, content: "checked", done: { name: "precursor.declaration.file" } });
    expect(receipt).toMatchObject({ filed: expect.stringContaining('"quantity":"1250.5"') });

    await page.locator(".receipt-paper svg").first().waitFor({ state: "attached" });
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(paper.match(/\/Type\s*\/Page[^s]/g)).toHaveLength(1);
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".receipt-paper h1").isVisible()).toBe(true);
    expect(await page.locator(".page-head").isVisible()).toBe(false);
    await visit.close();
  }, 60_000);
});

describe("the log", () => {
  test("tells its health, is verified, and is held against a checkpoint kept elsewhere; a forged one is refused by name", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "shenji");
    await house.go(page, "/record");
    await page.getByText("编入、签署正常").waitFor();
    await page.getByRole("button", { name: "开始核验" }).click();
    await page.getByText("核验通过").waitFor({ timeout: 30_000 });

    const kept = (await page.locator(".note-text").textContent()) ?? "";
    await page.getByText("与外部保存的旧检查点比对").click();
    await page.getByLabel("旧检查点（全文）").fill(kept.replace(/\n\d+\n/, "\n1\n"));
    await page.getByRole("button", { name: "再核验一次" }).click();
    await page.locator(".record-problem").getByText("签名与文本不符").waitFor();
    await page.getByLabel("旧检查点（全文）").fill(kept);
    await page.getByRole("button", { name: "再核验一次" }).click();
    await page.getByText("那时的历史一条未改").waitFor({ timeout: 30_000 });
    await visit.close();
  }, 90_000);

  test("is read line by line from the keyboard, and one line is looked up by its place", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "shenji");
    await house.go(page, "/record/entries?name=precursor.declaration.file");
    await page.locator("tr.ant-table-row", { hasText: "企业人员" }).waitFor();
    await page.locator(".table-rows").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator(".workspace").getByText("precursor.declaration.file").waitFor();
    await page.getByLabel("编号、命令号或序号").fill("0");
    await page.keyboard.press("Enter");
    await page.locator(".workspace .record-facts dd", { hasText: /^0$/ }).waitFor();
    await page.locator(".workspace").getByRole("button", { name: "取回执" }).click();
    await page.getByText("条目、证明与签名相符").waitFor();
    await visit.close();
  }, 60_000);
});

describe("a witness", () => {
  test("is registered, signs the exported checkpoint, is seen to cover the log, and is retired with a reason", async () => {
    const visit = await house.visit();
    const { page } = visit;
    const { publicKey, privateKey } = generateKeyPairSync("ed25519");
    const key = verifierKey(nodeCrypto.sha256, "witness.test/zongdui", "cosignature/v1", new Uint8Array(publicKey.export({ format: "der", type: "spki" }).subarray(-32)));
    await house.signIn(page, "shenji");
    await house.go(page, "/record/witnesses");
    await page.getByText("还没有见证方").waitFor();
    await page.getByRole("button", { name: "登记见证方" }).first().click();
    await page.getByRole("dialog").getByLabel("单位").fill("演示·市禁毒总队");
    await page.getByRole("dialog").getByLabel("核验公钥").fill(formatVkey(key));
    await page.getByRole("dialog").getByRole("button", { name: "登记见证方" }).click();
    await page.locator(".workspace").getByText("尚未签过").first().waitFor();

    const note = await (await fetch(`${house.url}/record/checkpoint`)).text();
    const seconds = BigInt(Math.floor(Date.now() / 1000));
    const { text } = parseNote(note);
    const line = signatureLine(key, cosignatureBytes(seconds, new Uint8Array(sign(null, cosignedMessage(text, seconds), privateKey))));
    await page.getByRole("button", { name: "导入见证签名" }).click();
    await page.getByRole("dialog").locator("input[type=file]").setInputFiles({ name: "cosigned.txt", mimeType: "text/plain", buffer: Buffer.from(`${note}${line}\n`) });
    await page.getByRole("dialog").getByRole("button", { name: "核验并保存" }).click();
    await page.getByText("已核验并保存 1 个签名").waitFor();
    await page.getByRole("dialog").getByRole("button", { name: "关闭" }).last().click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.locator(".workspace").getByText(/已见证全部条目|见证稍后/).first().waitFor();

    await page.locator(".workspace").getByRole("button", { name: "停用" }).click();
    await page.getByRole("dialog").getByLabel("理由").fill("演示：密钥更换");
    await page.getByRole("dialog").getByRole("button", { name: "停用" }).click();
    await page.getByRole("dialog").waitFor({ state: "hidden" });
    await page.locator(".workspace").getByText("不再接受它的新签名").waitFor();
    await visit.close();
  }, 60_000);
});

describe("who looked", () => {
  test("a person sees who looked at their record and why; so does the audit administrator, and nobody else", async () => {
    const looking = await house.visit();
    await house.signIn(looking.page, "anquan");
    await lookAtPhone(looking.page, "qiye-guanli");
    await looking.page.goto(`${house.url}/record/reads`);
    await looking.page.getByText("没有这个页面").waitFor();
    await looking.close();

    const own = await house.visit();
    await house.signIn(own.page, "qiye-guanli");
    await house.go(own.page, "/record/own-reads");
    await own.page.locator("tr.ant-table-row", { hasText: "应当事人请求" }).click();
    await own.page.locator(".workspace").getByText("电话号码").waitFor();
    await own.close();

    const audit = await house.visit();
    await house.signIn(audit.page, "shenji");
    await house.go(audit.page, "/record/reads?purpose=data-subject-request");
    await audit.page.locator("tr.ant-table-row", { hasText: "电话号码" }).first().waitFor();
    await audit.page.locator(".table-tools").getByRole("button", { name: "导出" }).click();
    const [workbook] = await Promise.all([audit.page.waitForEvent("download"), audit.page.getByRole("menuitem", { name: "导出 Excel（全部行）" }).click()]);
    expect((await readFile(await workbook.path())).subarray(0, 2).toString("latin1")).toBe("PK");
    await audit.close();
  }, 60_000);
});

/** Through the same doors as the screen; its dialog is the accounts' own matter. */
async function lookAtPhone(page: Page, login: string): Promise<void> {
  const status = await page.evaluate(async (name) => {
    const { rows } = (await (await fetch(`/api/accounts?login=${name}`)).json()) as { rows: { unitCode: string; id: string }[] };
    const [{ unitCode, id } = { unitCode: "", id: "" }] = rows;
    const answer = await fetch(`/api/accounts/${unitCode}/${id}/reveal`, { method: "POST", headers: { "content-type": "application/json", "x-command-id": "0193a0c2-7b1e-7c4d-9a55-0f6e2d8c1b37" }, body: JSON.stringify({ fields: ["phone"], purpose: "data-subject-request", reason: "当事人来电核对号码" }) });
    return answer.status;
  }, login);
  expect(status).toBe(200);
}
