import { DEMO_PASSWORD, type FirstAdministrator } from "#access";
import type { Config } from "#platform/config.ts";

/** What is printed when the house is open: where it is, and how to come in. */
export function welcome(address: string, config: Config, first: readonly FirstAdministrator[]): string {
  const lines = ["", `清渝已启动 / Qingyu is open:  ${address}`, `数据目录 / data:  ${config.dataDir}`];
  if (config.demo) lines.push(...DEMO_LINES);
  if (first.length > 0) {
    lines.push("", "三名管理员的一次性密码，首次登录须修改；有人登录之前，每次启动都会换新 / one-time passwords of the three administrators, made anew at each start until one of them has signed in:");
    for (const { login, oneTimePassword } of first) lines.push(`  ${login.padEnd(16)} ${oneTimePassword}`);
  }
  return `${lines.join("\n")}\n\n`;
}

const DEMO_LINES = [
  "",
  `演示账号（演示数据）/ demonstration accounts, password ${DEMO_PASSWORD}:`,
  "  fuling-jinduban   涪陵区禁毒办         district drug-control office",
  "  shi-jinduban      市禁毒办             city drug-control office",
  "  fuling-gongan     涪陵区公安           public security",
  "  fuling-yingji     涪陵区应急管理       emergency management",
  "  fuling-shichang   涪陵区市场监管       market regulation",
  "  beibei-jinduban   北碚区禁毒办         another district",
  "  qiye-guanli       企业申报员           enterprise clerk",
  "  xitong / anquan / shenji   系统、安全、审计管理员   the three administrators",
];
