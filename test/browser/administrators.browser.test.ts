import { TOTP, URI } from "otpauth";
import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { DEMO_PASSWORD } from "#access";
import { useHouse } from "./house.ts";

const house = useHouse();
const LOGIN = "yanshi-xinren";
const OWN_PASSWORD = "Yanshi-own-4821";
let firstHalf = "";
let oneTimePassword = "";

describe("two administrators bring in a new officer", () => {
  test("the system administrator proposes the account, and is told who must approve it, and half of the one-time password", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "xitong");
    await house.go(page, "/access/accounts?unit=500102");
    await page.getByRole("button", { name: "申请新建账号" }).click();
    const dialog = page.getByRole("dialog");
    expect(await dialog.getByRole("note").textContent()).toContain("须由安全管理员批准");
    await dialog.getByRole("checkbox", { name: "区县禁毒办工作人员" }).check();
    await dialog.getByLabel("账号名").fill(LOGIN);
    await dialog.getByLabel("姓名").fill("演示新人");
    await dialog.getByLabel(/^电话/).fill("13800000000");
    await dialog.getByLabel("申请理由").fill("到岗");
    await dialog.getByRole("button", { name: "提交申请" }).click();
    expect(await dialog.getByRole("alert").textContent()).toContain("有 1 处需要改正");
    await dialog.getByLabel("申请理由").fill("演示：新人到岗");
    await dialog.getByRole("button", { name: "提交申请" }).click();
    firstHalf = await takeTold(page);
    await page.locator(`tr:has-text("${LOGIN}")`).getByText("待批准").waitFor();
    await house.go(page, "/access/proposals");
    await page.locator(`tr:has-text("${LOGIN}")`).click();
    await page.locator(".workspace").getByText("等待安全管理员办理").waitFor();
    expect(await page.locator(".workspace").getByRole("button", { name: "批准" }).count()).toBe(0);
    await visit.close();
  });

  test("the security administrator sees before and after, approves, and is shown the other half of the one-time password", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "anquan");
    await house.go(page, "/access/proposals");
    await page.locator(`tr:has-text("${LOGIN}")`).click();
    await page.locator(".change-table").getByText("使用中").waitFor();
    await decide(page, "批准", "演示：已核实");
    const secondHalf = await takeTold(page);
    expect(secondHalf).not.toBe(firstHalf);
    oneTimePassword = `${firstHalf}${secondHalf}`;
    await visit.close();
  });

  test("the new officer must change that password first, and then finds the rights in words", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await page.goto(`${house.url}/account`);
    await page.locator("#account").fill(LOGIN);
    await page.locator("#password").fill(oneTimePassword);
    await page.locator("button[type=submit]").click();
    const fields = page.locator("input[type=password]");
    await page.getByText("请先修改密码").waitFor();
    await fields.nth(0).fill(oneTimePassword);
    await fields.nth(1).fill(OWN_PASSWORD);
    await fields.nth(2).fill(`${OWN_PASSWORD}-mistyped`);
    await page.getByRole("button", { name: "修改密码" }).click();
    await page.getByRole("alert").getByText("有 1 处需要改正").waitFor();
    await page.getByText("两次输入的新密码不一致").waitFor();
    await fields.nth(2).fill(OWN_PASSWORD);
    await page.getByRole("button", { name: "修改密码" }).click();
    await page.locator(".rights").getByText("开启紧急访问").waitFor();
    await visit.close();
  });

  test("a telephone number is masked until the security administrator gives purpose and reason, and the system administrator cannot ask", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, "anquan");
    await openAccount(page);
    await page.locator(".workspace").getByText("138****0000").waitFor();
    await page.getByRole("button", { name: "查看 电话" }).click();
    await page.getByRole("button", { name: "核对身份" }).click();
    expect(await page.getByRole("dialog").getByRole("button", { name: "查看", exact: true }).isDisabled()).toBe(true);
    await page.getByRole("dialog").getByRole("button", { name: "账号与系统维护" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "查看", exact: true }).click();
    await page.locator(".workspace").getByText("13800000000").waitFor();
    await visit.close();

    const other = await house.visit();
    await house.signIn(other.page, "xitong");
    await openAccount(other.page);
    await other.page.locator(".workspace").getByText("138****0000").waitFor();
    expect(await other.page.locator(".workspace").getByRole("button", { name: /^查看 / }).count()).toBe(0);
    await other.close();
  });
});

describe("my own account", () => {
  test("a second factor is enrolled from the key beside the picture, hands out recovery codes once, and is asked for at sign-in", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await house.signIn(page, LOGIN, OWN_PASSWORD);
    await house.go(page, "/account");
    await page.getByRole("button", { name: "启用动态口令" }).click();
    const card = page.locator(".card", { hasText: "动态口令（第二重验证）" });
    await card.getByLabel("当前密码").fill(OWN_PASSWORD);
    await card.getByRole("button", { name: "下一步" }).click();
    await card.locator(".enrolment-code svg").waitFor();
    const secret = ((await card.locator(".key-text").textContent()) ?? "").replace(/\s/g, "");
    const totp = URI.parse(`otpauth://totp/house:${LOGIN}?secret=${secret}&digits=6&period=30&algorithm=SHA1`);
    if (!(totp instanceof TOTP)) throw new Error("not a time-based key");
    await card.getByLabel("认证器显示的 6 位数字").fill(totp.generate());
    await card.getByRole("button", { name: "确认启用" }).click();
    await card.locator(".recovery-codes li").first().waitFor();
    const [code = "", ...others] = await card.locator(".recovery-codes li").allTextContents();
    expect(others.length).toBe(7);
    await card.getByRole("button", { name: "我已保存好恢复码" }).click();
    await card.getByText("已启用").waitFor();
    expect(await page.content()).not.toContain(code);
    await visit.close();

    const again = await house.visit();
    await askedForCode(again.page);
    await again.page.locator("#code").fill(code);
    await again.page.locator("button[type=submit]").click();
    await again.page.locator("#main").waitFor();
    await again.close();
  });

  test("after one account was asked for its second factor, another that has none signs in on the same page", async () => {
    const visit = await house.visit();
    const { page } = visit;
    await askedForCode(page);
    await page.locator("#code").fill("123456");
    await page.locator("#account").fill("anquan");
    expect(await page.locator("#code").count()).toBe(0);
    await page.locator("#password").fill(DEMO_PASSWORD);
    await page.locator("button[type=submit]").click();
    await page.locator("#main").waitFor();
    await visit.close();
  });
});

/** The new officer at the sign-in page, the password accepted. */
async function askedForCode(page: Page): Promise<void> {
  await page.goto(`${house.url}/`);
  await page.locator("#account").fill(LOGIN);
  await page.locator("#password").fill(OWN_PASSWORD);
  await page.locator("button[type=submit]").click();
  await page.locator("#code").waitFor();
}

async function openAccount(page: Page): Promise<void> {
  await house.go(page, `/access/accounts?login=${LOGIN}`);
  await page.locator(`tr:has-text("${LOGIN}")`).click();
}

/** Reads what is told once, finds that only its button closes it, and that it is gone then. */
async function takeTold(page: Page): Promise<string> {
  const told = page.locator("[data-told=password]");
  const half = (await told.textContent()) ?? "";
  expect(half.length).toBeGreaterThan(8);
  await page.keyboard.press("Escape");
  expect(await told.isVisible()).toBe(true);
  await page.getByRole("button", { name: "我已妥善保存" }).click();
  await told.waitFor({ state: "hidden" });
  expect(await page.content()).not.toContain(half);
  return half;
}

async function decide(page: Page, verdict: string, reason: string): Promise<void> {
  await page.locator(".workspace").getByRole("button", { name: verdict }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("#reason").fill(reason);
  await dialog.getByRole("button", { name: verdict, exact: true }).click();
}
