import { AlertOutlined, ApartmentOutlined, BankOutlined, BookOutlined, DashboardOutlined, FileDoneOutlined, FormOutlined, ImportOutlined, ProfileOutlined } from "@ant-design/icons";
import { call } from "#ui/call.ts";
import type { Room } from "#ui/frame/room.ts";
import { languagePreference } from "#ui/words/language.ts";
import { listCatalogue, listEnterprises, listPermits } from "../contract/index.ts";
import { PERMIT_KIND_WORDS } from "./kind-words.ts";

const HITS = 6;

export const room: Room = {
  key: "precursor",
  navigation: [
    { path: "/precursor/overview", label: { zh: "辖区总览", en: "Overview" }, icon: DashboardOutlined, group: "precursor", permission: "precursor.read", order: 10, keywords: ["xqzl", "zonglan", "wlph", "balance", "物料平衡"] },
    { path: "/precursor/findings", label: { zh: "疑点清单", en: "Findings" }, icon: AlertOutlined, group: "precursor", permission: "precursor.book.read", order: 20, keywords: ["ydqd", "yidian", "yd"] },
    { path: "/precursor/enterprises", label: { zh: "企业台账", en: "Enterprises" }, icon: BankOutlined, group: "precursor", permission: "precursor.read", order: 30, keywords: ["qytz", "qiye", "taizhang", "book"] },
    { path: "/precursor/book", label: { zh: "本企业台账", en: "Our book" }, icon: BankOutlined, group: "precursor", permission: "precursor.book.read", isFor: (account) => account.enterpriseUscc !== undefined, order: 30, keywords: ["bqytz", "taizhang", "book"] },
    { path: "/precursor/declarations", label: { zh: "申报", en: "Declarations" }, icon: ProfileOutlined, group: "precursor", permission: "precursor.book.read", order: 40, keywords: ["sb", "shenbao"] },
    { path: "/precursor/permits", label: { zh: "许可与备案", en: "Permits" }, icon: FileDoneOutlined, group: "precursor", permission: "precursor.book.read", order: 50, keywords: ["xkyba", "xuke", "beian"] },
    { path: "/precursor/trace", label: { zh: "批号流向", en: "Lot trace" }, icon: ApartmentOutlined, group: "precursor", permission: "precursor.read", order: 60, keywords: ["phlx", "pihao", "liuxiang", "zhuisu"] },
    { path: "/precursor/import", label: { zh: "导入文件", en: "Import" }, icon: ImportOutlined, group: "precursor", permission: "precursor.import", order: 70, keywords: ["drwj", "daoru"] },
    { path: "/precursor/file", label: { zh: "申报一笔", en: "File a declaration" }, icon: FormOutlined, group: "precursor", permission: "precursor.declare", order: 80, keywords: ["sbyb", "tianbao", "tb"] },
    { path: "/precursor/catalogue", label: { zh: "列管目录", en: "Catalogue" }, icon: BookOutlined, group: "territory", permission: "precursor.catalogue.read", order: 10, keywords: ["lgml", "mulu", "pinzhong", "cas"] },
  ],
  routes: [
    { path: "/precursor/overview", permission: "precursor.read", label: { zh: "辖区总览", en: "Overview" }, answersPast: true, load: () => import("./overview/OverviewScreen.tsx") },
    { path: "/precursor/enterprises", permission: "precursor.read", label: { zh: "企业台账", en: "Enterprises" }, load: () => import("./enterprise/EnterprisesScreen.tsx") },
    { path: "/precursor/enterprises/$uscc", permission: "precursor.book.read", label: { zh: "企业", en: "Enterprise" }, answersPast: true, load: () => import("./enterprise/EnterpriseScreen.tsx") },
    { path: "/precursor/book", permission: "precursor.book.read", label: { zh: "本企业台账", en: "Our book" }, answersPast: true, load: () => import("./enterprise/OwnBookScreen.tsx") },
    { path: "/precursor/catalogue", permission: "precursor.catalogue.read", label: { zh: "列管目录", en: "Catalogue" }, answersPast: true, load: () => import("./catalogue/CatalogueScreen.tsx") },
    { path: "/precursor/findings", permission: "precursor.book.read", label: { zh: "疑点清单", en: "Findings" }, answersPast: true, load: () => import("./FindingsScreen.tsx") },
    { path: "/precursor/trace", permission: "precursor.read", label: { zh: "批号流向", en: "Lot trace" }, load: () => import("./TraceScreen.tsx") },
    { path: "/precursor/declarations", permission: "precursor.book.read", label: { zh: "申报", en: "Declarations" }, load: () => import("./DeclarationsScreen.tsx") },
    { path: "/precursor/permits", permission: "precursor.book.read", label: { zh: "许可与备案", en: "Permits" }, load: () => import("./PermitsScreen.tsx") },
    { path: "/precursor/import", permission: "precursor.import", label: { zh: "导入文件", en: "Import" }, load: () => import("./ImportScreen.tsx") },
    { path: "/precursor/file", permission: "precursor.declare", label: { zh: "申报一笔", en: "File a declaration" }, load: () => import("./FileDeclarationScreen.tsx") },
  ],
  commands: [
    { key: "precursor.findings.mine", label: { zh: "我的疑点", en: "My findings" }, permission: "precursor.finding.work", keywords: ["wdyd", "mine"], to: "/precursor/findings?mine=true" },
    { key: "precursor.enterprises.troubled", label: { zh: "账目不符的企业", en: "Enterprises whose books disagree" }, permission: "precursor.read", keywords: ["zmbf", "troubled"], to: "/precursor/enterprises?troubled=true" },
    { key: "precursor.permits.expiring", label: { zh: "即将到期的许可与备案", en: "Documents about to expire" }, permission: "precursor.book.read", keywords: ["jjdq", "expiring"], to: "/precursor/permits?state=expiring" },
  ],
  searches: [
    {
      key: "precursor.enterprise",
      label: { zh: "企业", en: "Enterprises" },
      permission: "precursor.read",
      search: async (q, signal) => (await call(listEnterprises, { q, limit: HITS }, { signal })).rows.map(({ uscc, name }) => ({ key: uscc, label: name, detail: uscc, to: `/precursor/enterprises/${uscc}` })),
    },
    {
      key: "precursor.substance",
      label: { zh: "品种", en: "Substances" },
      permission: "precursor.catalogue.read",
      search: async (q, signal) => (await call(listCatalogue, { q }, { signal })).substances.slice(0, HITS).map(({ id, nameZh, nameEn, cas }) => ({ key: id, label: `${nameZh} ${nameEn}`, detail: cas.join(" "), to: `/precursor/catalogue?open=${id}` })),
    },
    {
      key: "precursor.permit",
      label: { zh: "许可与备案", en: "Permits and filings" },
      permission: "precursor.book.read",
      search: async (q, signal) => (await call(listPermits, { q, limit: HITS }, { signal })).rows.map(({ kind, number, holderName, holder }) => ({ key: `${kind}/${number}`, label: `${PERMIT_KIND_WORDS[kind][languagePreference.get()]} ${number}`, detail: holderName ?? holder, to: `/precursor/permits?q=${encodeURIComponent(number)}` })),
    },
  ],
};
