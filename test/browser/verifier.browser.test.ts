import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { encodeQR } from "qr";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { QR_OPTIONS, receiptParts } from "../../modules/record/domain/receipt-code.ts";
import { formatTlogProof } from "../../modules/record/domain/tlog-proof.ts";
import { nodeCrypto } from "../../modules/record/server/node-crypto.ts";
import { aReceipt, FILING, LOG_KEY, ORIGIN, testKey, WITNESS } from "../../modules/record/testing/receipts.ts";
import { ensureConsole } from "../../bin/ensure.mjs";
import { launchBrowser } from "./house.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const PAGE = join(ROOT, "dist", "verifier", "record-verifier.html");
const receipt = aReceipt({ size: 10_000_000, index: 4_000_001 });
const parts = receiptParts(nodeCrypto.sha256, receipt);

/** The file as it is handed to a clerk: opened from the disk of a computer without network, in a fresh profile. */
describe("the page that verifies receipts", () => {
  const folder = mkdtempSync(join(tmpdir(), "qingyu-verifier-"));
  const file = (name: string) => join(folder, name);
  let browser: Browser;

  beforeAll(async () => {
    if (!existsSync(PAGE)) ensureConsole();
    writeFileSync(file("receipt.json"), JSON.stringify({ ...receipt, filed: undefined }));
    writeFileSync(file("content.json"), JSON.stringify(FILING, null, 2));
    writeFileSync(file("other.json"), JSON.stringify({ ...FILING, quantity: "12505" }));
    writeFileSync(file("key.txt"), `${LOG_KEY.vkey}\n${WITNESS.vkey}\n`);
    browser = await launchBrowser();
    await photographCodes(browser, file);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Whatever the page asks for beside itself, complains of or throws ends the test. */
  async function visit(work: (page: Page) => Promise<void>): Promise<void> {
    const context = await browser.newContext({ viewport: { width: 1100, height: 900 }, offline: true });
    const page = await context.newPage();
    const strayed: string[] = [];
    page.on("request", (request) => /^(data|blob):/.test(request.url()) || request.url() === pathToFileURL(PAGE).href || strayed.push(request.url()));
    page.on("console", (message) => strayed.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => strayed.push(error.message));
    await page.goto(pathToFileURL(PAGE).href);
    await work(page);
    const kept = await page.evaluate("indexedDB.databases().then(({ length }) => ({ local: localStorage.length, session: sessionStorage.length, cookie: document.cookie, databases: length }))");
    await context.close();
    expect(strayed).toEqual([]);
    expect(kept).toEqual({ local: 0, session: 0, cookie: "", databases: 0 });
  }
  const verdict = async (page: Page) => {
    await page.locator("#verify").click();
    return page.locator("#result h2").textContent();
  };
  const said = (page: Page) => page.locator("#result").innerText();

  test("says 成立 for a whole receipt under the published key, what it proves and what it does not, in both languages", () => visit(async (page) => {
    await page.locator("#receipt").fill(JSON.stringify(receipt));
    await page.locator("#keys").fill(LOG_KEY.vkey);
    expect(await verdict(page)).toBe("成立");
    for (const text of ["2026-11-23 09:30:00 北京时间", "precursor.declaration.file", "500102", "序号 4000001", "10000000", "已核对，与当时申报的一致", WITNESS.key.name, "没有证明所申报的内容属实"]) expect(await said(page)).toContain(text);
    await photograph(page, "holds");
    await page.locator("#language").click();
    expect(await page.locator("#result h2").textContent()).toBe("It holds");
    expect(await page.locator("body").innerText()).not.toMatch(/[一-鿿]{2}(?<!中文|演示)/);
  }));

  test("never says 成立 without a published key: it names the key that signed, to compare", () => visit(async (page) => {
    await page.locator("#receipt").fill(formatTlogProof(receipt));
    expect(await verdict(page)).toBe("钥匙未核对");
    expect(await said(page)).toContain(LOG_KEY.vkey.split("+")[1]);
    expect(await said(page)).toContain("回执自己说的（尚未证明）");
    for (const text of ["证明了什么", "已核对，与当时申报的一致"]) expect(await said(page)).not.toContain(text);
    await photograph(page, "unchecked");
    await page.locator("#keys").fill(testKey(ORIGIN, "ed25519", "another").vkey);
    expect(await page.locator("#result h2").count()).toBe(0); // a verdict goes with the inputs it was reached from
    expect(await verdict(page)).toBe("钥匙未核对");
    expect(await said(page)).toContain("都不是签这份回执的钥匙");
  }));

  test("says 不成立 and why for a changed receipt and for what is none, and only 还没有结论 where a code or a key is still to be given", () => visit(async (page) => {
    await page.locator("#keys").fill(LOG_KEY.vkey);
    for (const [text, code] of [[JSON.stringify({ ...receipt, index: "7" }), "record.proof.wrong"], [JSON.stringify({ ...receipt, checkpoint: receipt.checkpoint.replace("10000000", "10000001") }), "record.note.forged"], ["你好", "record.receipt.malformed"]] as const) {
      await page.locator("#receipt").fill(text);
      expect(await verdict(page)).toBe("不成立");
      expect(await said(page)).toContain(code);
    }
    await photograph(page, "fails");
    for (const [text, key, code] of [["", LOG_KEY.vkey, "record.receipt.absent"], [parts[0] ?? "", LOG_KEY.vkey, "record.code.missing"], [JSON.stringify(receipt), LOG_KEY.vkey.slice(0, -3), "record.key.malformed"]] as const) {
      await page.locator("#receipt").fill(text);
      await page.locator("#keys").fill(key);
      expect(await verdict(page)).toBe("还没有结论");
      expect(await said(page)).toContain(code);
    }
  }));

  test("takes files: the receipt dropped onto it, the key and the content chosen; another content is found out", () => visit(async (page) => {
    await drop(page, file("receipt.json"), "#drop");
    await expect.poll(() => page.locator("#receipt").inputValue()).toContain("qingyu-receipt/1");
    await page.locator("#keys-file").setInputFiles(file("key.txt"));
    await page.locator("#content-file").setInputFiles(file("content.json"));
    await expect.poll(() => page.locator("#content").inputValue()).toContain("1250.5");
    expect(await verdict(page)).toBe("成立");
    expect(await said(page)).toContain("已核对，与当时申报的一致");
    await page.locator("#content-file").setInputFiles(file("other.json"));
    await expect.poll(() => page.locator("#content").inputValue()).toContain("12505");
    expect(await verdict(page)).toBe("不成立");
    expect(await said(page)).toContain("record.receipt.content");
    await drop(page, file("other.json"), "h1"); // beside the field: the page stays what it is
    expect(await page.locator("#content").inputValue()).toContain("12505");
  }));

  test("reads the QR codes from a scan of the whole printed page, and from photographs one by one", () => visit(async (page) => {
    await page.locator("#keys").fill(LOG_KEY.vkey);
    await page.locator("#receipt-file").setInputFiles(file("page.png"));
    await expect.poll(async () => (await page.locator("#receipt").inputValue()).split("QYR1").length - 1, { timeout: 30_000 }).toBe(parts.length);
    expect(await verdict(page)).toBe("成立");
    await page.locator("#clear").click();
    await page.locator("#keys").fill(LOG_KEY.vkey);
    for (const [i] of parts.entries()) {
      await page.locator("#receipt-file").setInputFiles(file(`code-${i}.jpg`));
      await expect.poll(async () => (await page.locator("#receipt").inputValue()).split("QYR1").length - 1, { timeout: 30_000 }).toBe(i + 1);
    }
    expect(await verdict(page)).toBe("成立");
    await page.locator("#receipt-file").setInputFiles(file("blank.png"));
    await expect.poll(() => said(page), { timeout: 30_000 }).toContain("record.code.unseen");
  }), 120_000);

  test("shows what was filed as text, whatever markup stands in it", () => visit(async (page) => {
    const filed = { note: "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>" };
    await page.locator("#receipt").fill(JSON.stringify(aReceipt({ filed })));
    await page.locator("#keys").fill(LOG_KEY.vkey);
    expect(await verdict(page)).toBe("成立");
    await page.locator("#result summary").click();
    expect(await said(page)).toContain("<script>");
    expect(await page.locator("#result img, #result script").count()).toBe(0);
    expect(await page.title()).toBe("清渝 · 回执核验");
  }));

  test("is one file that names no other, and allows no script but its own", () => {
    const html = readFileSync(PAGE, "utf8");
    expect(html.match(/<(script|link|img|iframe|object)\b[^>]*>/g)).toEqual(['<link rel="icon" href="data:," />', "<script>"]);
    expect(html).toMatch(/default-src 'none'; script-src 'sha256-[^']+'; style-src 'sha256-[^']+'; img-src blob: data:/);
    expect(html.length).toBeLessThan(400_000);
  });
});

/** Codes as they are printed, 5.5 cm wide at 150 dots an inch: a scan of the page, and a photograph of each. */
async function photographCodes(browser: Browser, file: (name: string) => string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1240, height: 1754 } });
  const codes = parts.map((part) => encodeQR(part, "svg", QR_OPTIONS).replace("<svg", '<svg width="325" height="325" style="margin:8px"')).join("");
  await page.setContent(`<body style="margin:90px;background:#fff"><h1>回执</h1>${codes}`);
  await page.screenshot({ path: file("page.png") });
  for (const [i, code] of (await page.locator("svg").all()).entries()) await code.screenshot({ path: file(`code-${i}.jpg`), type: "jpeg", quality: 75 });
  await page.setContent("<p>空白</p>");
  await page.screenshot({ path: file("blank.png") });
  await page.close();
}

async function drop(page: Page, path: string, target: string): Promise<void> {
  const text = readFileSync(path, "utf8");
  const name = path.split("/").at(-1) ?? "";
  // As text: these tests are compiled without the browser's own types.
  const data = await page.evaluateHandle(`(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([${JSON.stringify(text)}], ${JSON.stringify(name)}, { type: "application/json" }));
    return transfer;
  })()`);
  await page.dispatchEvent(target, "drop", { dataTransfer: data });
}

/** For looking at, where a folder for photographs is named. */
async function photograph(page: Page, name: string): Promise<void> {
  const folder = process.env["QINGYU_PHOTOS"];
  if (folder) await page.screenshot({ path: join(folder, `verifier-${name}.png`), fullPage: true });
}
