import { answered, type Gallery } from "#ui/gallery.tsx";
import { listDeclarations } from "../contract/declaration.api.ts";
import { permitKey } from "../contract/permit.ts";
import { listPermits, type PermitRow } from "../contract/register.api.ts";
import { catalogue, declarationRow, enterprises, page, permitRow, times, troubles } from "./screen-rows.ts";
import PermitsScreen from "./PermitsScreen.tsx";

const KG = 1_000_000;
const render = () => <PermitsScreen />;
const at = "/precursor/permits";
const first = permitRow({});
const over = permitRow({ drawnMg: 61_250 * KG, leftMg: -1_250 * KG, state: "valid" }, 1);
const many = [first, over, ...times(24, (i) => permitRow({ kind: (["purchase", "transport", "operation", "import"] as const)[i % 4] ?? "purchase", form: i % 3 === 0 ? "permit" : "filing", uses: i % 2 ? "multi" : "single", state: (["valid", "coming", "expired", "expiring"] as const)[i % 4] ?? "valid", drawnMg: i * 2_400 * KG, leftMg: (60_000 - i * 2_400) * KG }, i + 2))];
const draws = answered(listDeclarations, page(times(5, (i) => declarationRow({ kind: "receive", permit: first.number }, i))));
const open = (permit: PermitRow) => `${at}?open=${encodeURIComponent(permitKey(permit))}`;
const others = [catalogue, enterprises, draws];

export const gallery: Gallery = {
  title: { zh: "许可与备案", en: "Permits" },
  states: {
    many: { render, at, answers: [answered(listPermits, page(many)), ...others] },
    one: { render, at, answers: [answered(listPermits, page([first])), ...others] },
    workspace: { render, at: open(over), answers: [answered(listPermits, page(many)), ...others] },
    ...troubles(render, listPermits, at, page([]), others),
  },
};
