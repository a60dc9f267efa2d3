import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { AccountContext, type Account } from "#ui/frame/account.ts";
import { answered, offline, refusedAs, type Gallery, type GalleryAnswer } from "#ui/gallery.tsx";
import { getEntry, getLogHealth, getReceipt, getVerification, listEntries, listOwnReads, listReads, listVerifications } from "../contract/index.ts";
import EntriesScreen from "./EntriesScreen.tsx";
import { aReceipt, auditor, clerk, emptyHealth, entries, entry, filing, health, look, looks, page, RECEIPT_ID, running, unsound, verification, witnesses } from "./gallery-rows.ts";
import { ImportCosignatures } from "./ImportCosignatures.tsx";
import LogScreen from "./LogScreen.tsx";
import OwnReadsScreen from "./OwnReadsScreen.tsx";
import { readKey } from "./read-columns.ts";
import ReadsScreen from "./ReadsScreen.tsx";
import { ReceiptPage } from "./ReceiptScreen.tsx";
import ReceiptStartScreen from "./ReceiptStartScreen.tsx";
import { RegisterWitness } from "./RegisterWitness.tsx";
import VerificationsScreen from "./VerificationsScreen.tsx";
import WitnessesScreen from "./WitnessesScreen.tsx";

const as = (account: Account, screen: ReactNode) => () => <AccountContext value={account}>{screen}</AccountContext>;
const noRight = { zh: "没有可供查看的内容。", en: "Nothing here for you to see." };
const nothing = () => undefined;

const log = { at: "/record", render: as(auditor, <LogScreen />) };
const list = { at: "/record/entries", render: as(auditor, <EntriesScreen />) };
const outside = { at: "/record/witnesses", render: as(auditor, <WitnessesScreen />) };
const audit = { at: "/record/reads", render: as(auditor, <ReadsScreen />) };
const own = { at: "/record/own-reads", render: as(clerk, <OwnReadsScreen />) };
const history = { at: "/record/verifications", render: as(auditor, <VerificationsScreen />) };
const receipt = { at: "/record/receipt/demo", render: as(auditor, <ReceiptPage id={RECEIPT_ID} />) };
const entryOf = answered(getEntry, entry(0));
const troubles = (state: { at: string; render: () => ReactNode }, endpoint: GalleryAnswer["endpoint"]) => ({
  refused: { ...state, answers: [refusedAs(endpoint, 422, { zh: "请求中的日期不成立。", en: "The dates asked for are not valid." })] },
  "no-right": { ...state, answers: [refusedAs(endpoint, 404, noRight)] },
  offline: { ...state, answers: [{ endpoint, answer: offline }] },
});
const named = <S,>(prefix: string, states: { readonly [name: string]: S }) => Object.fromEntries(Object.entries(states).map(([name, state]) => [`${prefix}-${name}`, state]));

/** As after filing in this page: what was sent is still in memory. */
function WithFiling() {
  const client = useQueryClient();
  useState(() => client.setQueryData(["sent-command", RECEIPT_ID], { commandId: RECEIPT_ID, endpoint: "precursor.declaration.file", title: { zh: "申报一笔", en: "File a declaration" }, input: filing }));
  return <ReceiptPage id={RECEIPT_ID} />;
}

export const gallery: Gallery = {
  title: { zh: "留痕", en: "Record" },
  states: {
    ...named("log", {
      many: { ...log, answers: [answered(getLogHealth, health())] },
      empty: { ...log, answers: [answered(getLogHealth, emptyHealth)] },
      behind: { ...log, answers: [answered(getLogHealth, health({ state: "behind", waiting: 48_213, oldestWaitingAt: new Date(Date.now() - 190_000).toISOString(), witnesses: witnesses.slice(0, 1) }))] },
      halted: { ...log, answers: [answered(getLogHealth, health({ state: "halted", lastVerification: unsound }))] },
      running: { ...log, answers: [answered(getLogHealth, health({ lastVerification: running })), answered(getVerification, running)] },
      reader: { ...log, render: as(auditor, <LogScreen />), answers: [answered(getLogHealth, health({ witnesses: [], can: ["verify"] }))] },
      ...troubles(log, getLogHealth),
    }),
    ...named("verifications", {
      many: { ...history, answers: [answered(listVerifications, page([running, ...[2, 3, 4, 5].map((n) => verification({}, n)), unsound])), answered(getVerification, running)] },
      open: { ...history, at: `/record/verifications?open=${unsound.id}`, answers: [answered(listVerifications, page([unsound, verification({}, 2)])), answered(getVerification, unsound)] },
      empty: { ...history, answers: [answered(listVerifications, page([]))] },
    }),
    ...named("entries", {
      many: { ...list, answers: [answered(listEntries, page(entries, "more"))] },
      one: { ...list, at: `/record/entries?open=${entry(0).id}`, answers: [answered(listEntries, page([entry(0)])), entryOf] },
      sealed: { ...list, at: `/record/entries?open=${entry(7).id}`, answers: [answered(listEntries, page(entries)), answered(getEntry, entry(7))] },
      empty: { ...list, answers: [answered(listEntries, page([]))] },
      unknown: { ...list, at: "/record/entries?open=4711", answers: [answered(listEntries, page(entries)), refusedAs(getEntry, 404, { zh: "没有找到这条留痕。", en: "There is no such entry." })] },
      ...troubles(list, listEntries),
    }),
    ...named("receipt", {
      start: { at: "/record/receipt", render: as(clerk, <ReceiptStartScreen />) },
      one: { ...receipt, answers: [answered(getReceipt, aReceipt()), entryOf] },
      filed: { ...receipt, render: as(clerk, <WithFiling />), answers: [answered(getReceipt, aReceipt(false))] },
      pending: { ...receipt, answers: [refusedAs(getReceipt, 409, { zh: "这条留痕刚写下，还没有编入日志。", en: "Only just written." }, "record.receipt.pending")] },
      sealed: { ...receipt, answers: [refusedAs(getReceipt, 410, { zh: "这条留痕已封存，内容不再出具回执。", en: "This entry is sealed; no receipt of its content is given." }, "record.receipt.sealed")] },
      unsound: { ...receipt, answers: [answered(getReceipt, { ...aReceipt(), index: "4" }), entryOf] },
      "no-right": { ...receipt, answers: [refusedAs(getReceipt, 404, { zh: "没有找到这条留痕。", en: "There is no such entry." })] },
      offline: { ...receipt, answers: [{ endpoint: getReceipt, answer: offline }] },
    }),
    ...named("witnesses", {
      many: { ...outside, answers: [answered(getLogHealth, health())] },
      open: { ...outside, at: `/record/witnesses?open=${encodeURIComponent("witness.demo/jianchayuan")}`, answers: [answered(getLogHealth, health())] },
      empty: { ...outside, answers: [answered(getLogHealth, health({ witnesses: [] }))] },
      register: { ...outside, render: as(auditor, <><WitnessesScreen /><RegisterWitness onClose={nothing} onDone={nothing} /></>), answers: [answered(getLogHealth, health())] },
      import: { ...outside, render: as(auditor, <><WitnessesScreen /><ImportCosignatures onClose={nothing} /></>), answers: [answered(getLogHealth, health())] },
      ...troubles(outside, getLogHealth),
    }),
    ...named("reads", {
      many: { ...audit, answers: [answered(listReads, page(looks, "more"))] },
      open: { ...audit, at: `/record/reads?open=${encodeURIComponent(readKey(look(1)))}`, answers: [answered(listReads, page(looks))] },
      empty: { ...audit, answers: [answered(listReads, page([]))] },
      ...troubles(audit, listReads),
    }),
    ...named("own-reads", {
      many: { ...own, answers: [answered(listOwnReads, page(looks.slice(0, 9)))] },
      open: { ...own, at: `/record/own-reads?open=${encodeURIComponent(readKey(look(1)))}`, answers: [answered(listOwnReads, page(looks.slice(0, 9)))] },
      empty: { ...own, answers: [answered(listOwnReads, page([]))] },
      offline: { ...own, answers: [{ endpoint: listOwnReads, answer: offline }] },
    }),
  },
};
