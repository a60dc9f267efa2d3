import { AuditOutlined, EyeOutlined, FileProtectOutlined, SafetyCertificateOutlined, TeamOutlined, UnorderedListOutlined } from "@ant-design/icons";
import type { Room } from "#ui/frame/room.ts";

/** Addresses and names alone: contracts and screens come when the room is entered, so the first page stays light. */
export const room: Room = {
  key: "record",
  navigation: [
    { path: "/record", label: { zh: "留痕", en: "Record" }, icon: SafetyCertificateOutlined, group: "record", permission: "record.read", order: 10, keywords: ["lh", "liuhen", "rizhi", "heyan", "log", "verify"] },
    { path: "/record/entries", label: { zh: "留痕条目", en: "Entries" }, icon: UnorderedListOutlined, group: "record", permission: "record.read", order: 20, keywords: ["tm", "tiaomu", "entries"] },
    { path: "/record/witnesses", label: { zh: "见证方", en: "Witnesses" }, icon: TeamOutlined, group: "record", permission: "record.read", order: 30, keywords: ["jzf", "jianzheng", "cosign"] },
    { path: "/record/reads", label: { zh: "谁看过谁", en: "Who looked at whom" }, icon: AuditOutlined, group: "record", permission: "record.audit.read", order: 40, keywords: ["skgs", "chayue", "shenji", "audit"] },
    { path: "/record/receipt", label: { zh: "回执", en: "Receipts" }, icon: FileProtectOutlined, group: "record", permission: "signed-in", order: 50, keywords: ["hz", "huizhi", "qhz", "receipt"] },
    { path: "/record/own-reads", label: { zh: "谁看过我", en: "Who looked at mine" }, icon: EyeOutlined, group: "record", permission: "signed-in", order: 60, keywords: ["skgw", "chayue", "privacy"] },
  ],
  routes: [
    { path: "/record", permission: "record.read", label: { zh: "留痕", en: "Record" }, load: () => import("./LogScreen.tsx") },
    { path: "/record/entries", permission: "record.read", label: { zh: "留痕条目", en: "Entries" }, load: () => import("./EntriesScreen.tsx") },
    { path: "/record/verifications", permission: "record.read", label: { zh: "核验记录", en: "Verifications" }, load: () => import("./VerificationsScreen.tsx") },
    { path: "/record/witnesses", permission: "record.read", label: { zh: "见证方", en: "Witnesses" }, load: () => import("./WitnessesScreen.tsx") },
    { path: "/record/reads", permission: "record.audit.read", label: { zh: "谁看过谁", en: "Who looked at whom" }, load: () => import("./ReadsScreen.tsx") },
    { path: "/record/receipt", permission: "signed-in", label: { zh: "回执", en: "Receipts" }, load: () => import("./ReceiptStartScreen.tsx") },
    { path: "/record/receipt/$id", permission: "signed-in", label: { zh: "留痕回执", en: "Receipt" }, load: () => import("./ReceiptScreen.tsx") },
    { path: "/record/own-reads", permission: "signed-in", label: { zh: "谁看过我", en: "Who looked at mine" }, load: () => import("./OwnReadsScreen.tsx") },
  ],
  commands: [
    { key: "record.verify", label: { zh: "核验留痕", en: "Verify the record" }, permission: "record.read", keywords: ["hy", "heyan", "verify"], to: "/record" },
    { key: "record.receipt", label: { zh: "取回执", en: "Take a receipt" }, permission: "signed-in", keywords: ["qhz", "huizhi", "receipt"], to: "/record/receipt" },
    { key: "record.verifications", label: { zh: "核验记录", en: "Past verifications" }, permission: "record.read", keywords: ["hyjl"], to: "/record/verifications" },
  ],
};
