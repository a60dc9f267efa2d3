import { answered, type Gallery } from "#ui/gallery.tsx";
import { getDeclaration, listDeclarations } from "../contract/declaration.api.ts";
import { DeclarationKind } from "../contract/declaration.ts";
import DeclarationsScreen from "./DeclarationsScreen.tsx";
import { catalogue, declarationRow, enterprises, page, times, troubles } from "./screen-rows.ts";

const render = () => <DeclarationsScreen />;
const at = "/precursor/declarations";
const first = declarationRow({ permit: "演示购备字 2026-0310", transportPermit: "演示运备字 2026-0099", contentPpm: 985_000, massMg: 11_820_000_000, note: "演示数据" });
const many = times(40, (i) => declarationRow({ kind: DeclarationKind.options[i % 11] ?? "loss", massMg: (i * 7919 + 13) * 1_250_500, voidedBy: i === 3 ? "YS-2026-01099" : null }, i));
const whole = answered(getDeclaration, { declaration: first, pairing: { how: "shipment-differs", others: [declarationRow({ kind: "receive", declarationId: "SH-2026-00311", massMg: 11_520_000_000, shipment: "HD-267701" }, 1)] }, findings: [{ id: "0192f000-0000-7000-8000-000000000000", kind: "quantity-mismatch", zh: "发出 12 吨，收到 11.52 吨，少 480 千克，超出计量允差。", en: "Dispatched 12 t, received 11.52 t: 480 kg less, beyond tolerance." }] });
const voided = answered(getDeclaration, { declaration: { ...first, voidedBy: "YS-2026-01099" }, pairing: { how: null, others: [] }, findings: [] });
const open = `${at}?open=${first.declarant}/${first.declarationId}`;
const others = [catalogue, enterprises];

export const gallery: Gallery = {
  title: { zh: "申报", en: "Declarations" },
  states: {
    many: { render, at, answers: [answered(listDeclarations, page(many, "x")), ...others] },
    one: { render, at, answers: [answered(listDeclarations, page([first])), ...others] },
    workspace: { render, at: open, answers: [answered(listDeclarations, page([first, ...many])), whole, ...others] },
    voided: { render, at: open, answers: [answered(listDeclarations, page([first])), voided, ...others] },
    ...troubles(render, listDeclarations, at, page([]), others),
  },
};
