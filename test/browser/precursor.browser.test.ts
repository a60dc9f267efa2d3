import { readFile } from "node:fs/promises";
import type { Download, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { demoPlaces } from "../../entry/demo-places.ts";
import { aUscc } from "../../modules/precursor/testing/builders.ts";
import { ownCity } from "#territory";
import { useHouse } from "./house.ts";

const house = useHouse();
/** The enterprise whose staff the demonstration's clerk is. */
const PRODUCER = demoPlaces(ownCity().code).enterprise?.uscc ?? "";
const USER = aUscc(2);

const ENTERPRISES = `uscc,name,district,activities,since,status
${PRODUCER},演示化工甲厂,500102,production;operation,2024-01-01,active
${USER},演示制药乙厂,500102,use,2024-01-01,active
`;
const PERMITS = `number,kind,form,holder,counterparty,substance,quantity,unit,valid_from,valid_to,uses,origin,destination,issuer
GM-演示-1,purchase,filing,${USER},${PRODUCER},甲苯,10,t,2026-01-01,2026-12-31,multi,,,演示机关
`;
const NORMS = `enterprise,process,substance,kg_per_t,tolerance_pct,valid_from
${USER},演示工艺,toluene,120,5,2026-01-01
`;
/** The sale loses 1,000 kg on its way; the third line's mass cannot be read. */
const DECLARATIONS = `declaration_id,declarant,kind,substance,lot,quantity,unit,occurred_at,reported_at,counterparty,shipment,permit,note
A-1,${PRODUCER},opening,甲苯,L1,8000,kg,2026-01-01 08:00,2026-01-01 09:00,,,,演示数据
A-2,${PRODUCER},dispatch,108-88-3,L1,5000,kg,2026-02-01 08:00,2026-02-02,${USER},YD-1,,演示数据
A-3,${PRODUCER},dispatch,甲苯,L1,很多,kg,2026-02-05 08:00,2026-02-05 09:00,${USER},YD-2,,演示数据
B-1,${USER},receive,toluene,L1,4000,kg,2026-02-03 08:00,2026-02-04,${PRODUCER},YD-1,GM-演示-1,演示数据
B-2,${USER},consume,toluene,L1,500,kg,2026-02-06 08:00,2026-02-06 09:00,,,,演示数据
`;
/** The sale was reported, the receipt not yet. */
const BEFORE_THE_RECEIPT = encodeURIComponent("2026-02-03T12:00:00+08:00");

const EVIDENCE = "%PDF-1.4 演示数据";

describe("from four files to the books", () => {
  test("an officer takes the template, is shown the bad row by line and column, gets it back as a workbook, and imports the rest", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await house.go(page, "/precursor/import?kind=enterprises");
    expect(await isZip(await downloadBy(page, () => page.getByRole("button", { name: "下载模板" }).click()))).toBe(true);

    await giveFile(page, "enterprises", "name,colour\n演示化工甲厂,red\n");
    const refusal = page.locator(".error-summary");
    await refusal.getByText("请下载模板").waitFor();
    expect(await page.evaluate('getComputedStyle(document.querySelector(".error-summary")).backgroundColor')).toBe("rgb(253, 238, 236)"); // also before any form was opened

    await importFile(page, "enterprises", ENTERPRISES, 2);
    await importFile(page, "permits", PERMITS, 1);
    await importFile(page, "norms", NORMS, 1);

    await stageFile(page, "declarations", DECLARATIONS);
    const refused = page.locator(".table-card").first().locator("tr.ant-table-row").first();
    await refused.waitFor();
    const cells = await refused.locator("td").allTextContents();
    expect(cells.slice(0, 3)).toEqual(["4", "quantity数量；盘点可为 0", "很多"]);
    expect(await isZip(await downloadBy(page, () => page.getByRole("button", { name: "下载带错误列的文件" }).click()))).toBe(true);
    await page.getByRole("button", { name: "只导入正确的 4 行（另有 1 行有错误）" }).click();
    await page.getByText("已导入 4 行").waitFor();
    await visit.close();
  }, 60_000);
});

describe("what the books then say", () => {
  test("as of a past moment the receipt was not known and the two books had not yet disagreed", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await house.go(page, "/precursor/findings");
    await findingRow(page).waitFor();
    await house.go(page, `/precursor/findings?asOf=${BEFORE_THE_RECEIPT}`);
    await page.getByText("按当时判定").waitFor();
    await page.locator(".table-more").getByText("已全部显示").or(page.getByText("没有待核查的疑点")).first().waitFor();
    expect(await findingRow(page).count()).toBe(0);
    await page.getByRole("button", { name: "回到此刻" }).click();
    await findingRow(page).waitFor();
    await visit.close();
  });

  test("a finding of a past moment is called gone only when the server knows it no more, not when there is no answer", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    const asked = /\/api\/precursor\/findings\/[0-9a-f-]{36}$/;
    await page.route(asked, (route) => route.abort());
    await house.go(page, `/precursor/findings?asOf=${encodeURIComponent("2026-02-08T12:00:00+08:00")}`);
    await findingRow(page).locator("td").first().click();
    const panel = page.locator(".workspace");
    await panel.getByText("服务器没有答复").waitFor();
    expect(await panel.textContent()).not.toContain("现在已不存在");
    await page.unroute(asked);
    await page.route(asked, (route) => route.fulfill({ status: 404, contentType: "application/problem+json", body: JSON.stringify({ code: "precursor.finding.unknown", words: { zh: "没有这条疑点。", en: "There is no such finding." } }) }));
    await panel.getByRole("button", { name: "重试" }).click();
    await panel.getByText("现在已不存在").waitFor();
    await visit.close();
  }, 60_000);

  test("a page that cannot be asked of the past says that it shows the present", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    const banner = page.locator(".as-of-banner");
    for (const path of ["/", "/duties", "/precursor/declarations", "/precursor/import"] as const) {
      await house.go(page, `${path}?asOf=${BEFORE_THE_RECEIPT}`);
      expect(await banner.textContent(), path).toContain("本页显示此刻的情况");
    }
    for (const path of ["/precursor/findings", "/precursor/overview", `/precursor/enterprises/${PRODUCER}`] as const) {
      await house.go(page, `${path}?asOf=${BEFORE_THE_RECEIPT}`);
      expect(await banner.textContent(), path).toContain("不是此刻");
    }
    await visit.close();
  });

  test("a document of an enterprise opens from its book, with what is left of it", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await house.go(page, `/precursor/enterprises/${USER}?tab=permits`);
    await page.locator("tr.ant-table-row", { hasText: "GM-演示-1" }).locator("td").first().click();
    await page.waitForURL(/\/precursor\/permits/);
    const panel = page.locator(".workspace");
    await panel.getByText("核准").waitFor();
    expect(await panel.locator("h2").textContent()).toBe("GM-演示-1");
    await page.goto(page.url().replace(/enterprise=\w+&/, "state=expired&")); // also where the list does not hold it
    await panel.getByText("核准").waitFor();
    await visit.close();
  });

  test("in English the palette finds a document by its number and says in English what it is", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await page.locator(".top-language").click();
    await page.keyboard.press("Control+k");
    await page.locator(".palette-input").fill("GM-演示-1");
    await page.locator(".palette [cmdk-item]", { hasText: "Purchase GM-演示-1" }).waitFor();
    await visit.close();
  });

  test("on paper a list has all its columns within the sheet, and what is open beside it is printed instead of it", async () => {
    const visit = await house.visit({ width: 680 }); // between the margins of A4
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await house.go(page, "/precursor/findings");
    await findingRow(page).waitFor();
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => page.locator(".table-rows table").count()).toBe(1); // a head of its own would not be repeated on the next sheet
    expect(await page.evaluate('document.querySelector(".table-rows table").scrollWidth <= innerWidth')).toBe(true);
    expect(await page.locator(".filters-line").isVisible()).toBe(false);

    await page.emulateMedia({ media: "screen" });
    await findingRow(page).locator("td").first().click();
    await page.locator(".workspace").getByText("规则 quantity-mismatch").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".split-list").isVisible()).toBe(false);
    expect(await page.evaluate('getComputedStyle(document.querySelector(".workspace")).position')).toBe("static");
    await visit.close();
  });

  test("the queue of findings goes out as a real workbook", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await house.go(page, "/precursor/findings");
    await findingRow(page).waitFor();
    await page.locator(".table-tools").getByRole("button", { name: "导出" }).click();
    expect(await isZip(await downloadBy(page, () => page.getByRole("menuitem", { name: "导出 Excel（全部行）" }).click()))).toBe(true);
    await visit.close();
  });

  test("a finding opens from the keyboard, shows its rule and article, and closes only with a reason and evidence", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await house.go(page, "/precursor/findings?kind=quantity-mismatch");
    await findingRow(page).waitFor();
    await page.locator(".table-rows").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    const panel = page.locator(".workspace");
    await panel.getByText("规则 quantity-mismatch").waitFor();
    expect(await panel.textContent()).toContain("条例");

    await panel.getByRole("button", { name: "办结" }).click();
    const dialog = page.getByRole("dialog");
    const confirm = dialog.getByRole("button", { name: "办结" });
    await confirm.click();
    await dialog.getByRole("alert").getByText("理由：至少 2 个字").waitFor();
    await dialog.getByLabel("理由").fill("过磅单与运单核对，短少部分已由承运方说明");

    const upload = await heldUpload(page);
    await dialog.locator("input[type=file]").setInputFiles({ name: "过磅单 演示.pdf", mimeType: "application/pdf", buffer: Buffer.from(EVIDENCE) });
    await upload.begun;
    await dialog.getByRole("button", { name: "再加一项" }).click();
    await dialog.getByLabel("是什么证据").nth(1).fill("过磅单 2 张");
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByText("文件上传完成后才能提交").waitFor();
    upload.letGo();
    await dialog.getByText("已附：过磅单 演示.pdf").waitFor();
    expect(await dialog.getByLabel("是什么证据").nth(1).inputValue()).toBe("过磅单 2 张");
    await confirm.click();
    await dialog.waitFor({ state: "hidden" });
    await panel.getByText("过磅单 2 张").waitFor();

    const answered = page.waitForResponse(/\/findings\/[^/]+\/files\//);
    const download = await downloadBy(page, () => panel.getByRole("button", { name: "过磅单 演示.pdf" }).click());
    expect(download.suggestedFilename()).toBe("过磅单 演示.pdf");
    expect(await readFile(await download.path(), "utf8")).toBe(EVIDENCE);
    expect((await answered).headers()).toMatchObject({ "content-type": "application/pdf", "content-length": String(Buffer.byteLength(EVIDENCE)), "x-content-type-options": "nosniff", "content-disposition": expect.stringMatching(/^attachment; /) as unknown, "cache-control": "no-store" });
    await visit.close();
  }, 60_000);

  test("the lot is traced from the producer to what became of it", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await house.go(page, `/precursor/trace?enterprise=${PRODUCER}&lot=L1`);
    await page.locator(".graph").getByText("表格", { exact: true }).click();
    await page.locator(".graph .plain-table tbody tr").first().waitFor();
    const ends = await page.locator(".graph .plain-table tbody tr td:nth-child(-n+2)").allTextContents();
    expect(new Set(ends).size).toBeGreaterThanOrEqual(3);
    await page.locator(".table-tools").getByRole("button", { name: "导出" }).click();
    expect(await isZip(await downloadBy(page, () => page.getByRole("menuitem", { name: "导出 Excel（全部行）" }).click()))).toBe(true);
    await visit.close();
  });
});

describe("the clerk of an enterprise", () => {
  test("types when it happened, on the 24-hour clock and in the program's words though the browser speaks English", async () => {
    const visit = await house.visit();
    const { page } = visit;
    expect(await page.evaluate("navigator.language")).toBe("en-US");
    await house.signIn(page, "qiye-guanli");
    await house.go(page, "/precursor/file?kind=loss&substance=toluene");
    const chosen = page.locator(".filing-kinds label[data-chosen]");
    expect(await chosen.count()).toBe(1);
    expect(await chosen.locator("input").isChecked()).toBe(true);
    expect(await page.evaluate('getComputedStyle(document.querySelector(".filing-kinds label[data-chosen]")).fontWeight')).toBe("600");
    const when = page.getByLabel("发生时间");
    await when.click();
    expect(await page.locator(".ant-picker-content thead").textContent()).toBe("一二三四五六日");
    await when.fill("20260207 1805");
    await page.keyboard.press("Tab");
    expect(await when.inputValue()).toBe("2026-02-07 18:05");
    await when.fill("2999-01-01 00:00");
    await page.getByLabel("数量").fill("1");
    expect(await when.inputValue()).toBe("2999-01-01 00:00");
    await page.getByRole("button", { name: "提交申报" }).click();
    await page.getByRole("alert").getByText("发生时间").waitFor();

    await when.fill("2026-02-07 18:05");
    await page.keyboard.press("Enter"); // takes the time, and does not send the form
    await page.getByRole("button", { name: "提交申报" }).click();
    await page.getByText("已记入台账").waitFor();
    expect(await page.locator(".receipt").textContent()).toContain("2026-02-07 18:05");
    await visit.close();
  }, 60_000);

  test("has an own book whose statement balances, prints without the console around it, and reaches no other book", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "qiye-guanli");
    await page.locator(".side").getByText("本企业台账").click();
    await page.locator("main h1", { hasText: "演示化工甲厂" }).waitFor();
    await page.locator(".statement tfoot").waitFor();
    const sums = await page.locator(".statement tfoot td.number").allTextContents();
    expect(sums).toEqual(["8,000", "5,001", "2,999"]);
    expect(await page.locator(".statement a", { hasText: "演示制药乙厂" }).count()).toBe(0);
    await page.goto(`${house.url}/precursor/declarations?open=${encodeURIComponent(`${PRODUCER}/A-2`)}`);
    const lot = page.locator(".workspace .facts dd", { hasText: /^L1$/ });
    await lot.waitFor();
    expect(await lot.locator("a").count()).toBe(0); // an enterprise may not ask for traces
    await page.goBack();
    await page.locator(".statement tfoot").waitFor();
    await page.locator(".book-tools").getByRole("button", { name: "导出" }).click();
    expect(await isZip(await downloadBy(page, () => page.getByRole("menuitem", { name: "对账单（Excel，整个期间）" }).click()))).toBe(true);

    await page.emulateMedia({ media: "print" });
    expect(await page.locator(".side").isVisible()).toBe(false);
    expect(await page.locator(".top").isVisible()).toBe(false);
    expect(await page.locator(".statement").isVisible()).toBe(true);
    await page.emulateMedia({ media: "screen" });

    await page.goto(`${house.url}/precursor/enterprises/${USER}`);
    await page.locator("main .notice, main [role=alert]").first().waitFor();
    expect(await page.locator("main").textContent()).not.toContain("演示制药乙厂");
    await visit.close();
  });
});

describe("a long book on paper", () => {
  test("has every line that its total sums, and a list says that it goes on", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "fuling-jinduban");
    await importFile(page, "declarations", manyLines(), MANY);
    await house.go(page, `/precursor/enterprises/${USER}?substance=acetone&from=2026-03-01&to=2026-03-31`);
    await page.getByText(`显示全部 ${MANY} 行`).waitFor();
    const lines = page.locator(".statement tbody tr:not(.statement-edge)");
    expect(await lines.count()).toBeLessThan(MANY);
    await page.emulateMedia({ media: "print" });
    await expect.poll(() => lines.count()).toBe(MANY);
    await page.emulateMedia({ media: "screen" });

    await page.route("**/statement?*", async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...((await answer.json()) as object), truncated: true } }); // as of a year with more lines than one answer holds
    });
    await house.go(page, `/precursor/enterprises/${USER}?tab=calendar&substance=acetone&from=2026-03-01&to=2026-03-31`);
    await page.getByText("日历只画到 2026-03-02").waitFor();

    await house.go(page, "/precursor/declarations");
    const foot = page.locator(".table-more");
    await foot.getByText("还有更多").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await foot.locator("span").first().isVisible()).toBe(true);
    expect(await foot.locator("button").isVisible()).toBe(false);
    await visit.close();
  }, 60_000);
});

const MANY = 320;
/** One receipt and many uses of it. */
function manyLines(): string {
  const [head = ""] = DECLARATIONS.split("\n");
  const uses = Array.from({ length: MANY - 1 }, (_, i) => `U-${i},${USER},consume,acetone,,1,kg,2026-03-02 08:00,2026-03-02 09:00,,,,演示数据`);
  return [head, `U-0000,${USER},opening,acetone,,1000,kg,2026-03-01 08:00,2026-03-01 09:00,,,,演示数据`, ...uses, ""].join("\n");
}

const findingRow = (page: Page) => page.locator("tr.ant-table-row", { hasText: "收发数量不符" }).first();

/** Chooses the kind, gives the file, and waits until it is checked. */
async function giveFile(page: Page, kind: string, csv: string): Promise<void> {
  await house.go(page, `/precursor/import?kind=${kind}`);
  await page.locator(".file-drop input[type=file]").setInputFiles({ name: `演示数据-${kind}.csv`, mimeType: "text/csv", buffer: Buffer.from(csv) });
}

async function stageFile(page: Page, kind: string, csv: string): Promise<void> {
  await giveFile(page, kind, csv);
  await page.getByText("校验时间").waitFor();
}

async function importFile(page: Page, kind: string, csv: string, rows: number): Promise<void> {
  await stageFile(page, kind, csv);
  await page.getByRole("button", { name: `导入 ${rows} 行`, exact: true }).click();
  await page.getByText(`已导入 ${rows} 行`).waitFor();
}

/** The next file the page sends stays on its way until it is let go. */
async function heldUpload(page: Page): Promise<{ readonly begun: Promise<void>; readonly letGo: () => void }> {
  let begin = () => {};
  let letGo = () => {};
  const begun = new Promise<void>((resolve) => (begin = resolve));
  const released = new Promise<void>((resolve) => (letGo = resolve));
  await page.route("**/api/files", async (route) => {
    begin();
    await released;
    await route.continue();
  });
  return { begun, letGo: () => letGo() };
}

async function downloadBy(page: Page, act: () => Promise<void>): Promise<Download> {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return download;
}

/** An .xlsx is a zip: it begins with PK. */
async function isZip(download: Download): Promise<boolean> {
  const bytes = await readFile(await download.path());
  return bytes.subarray(0, 2).toString("latin1") === "PK" && bytes.length > 1_000;
}
