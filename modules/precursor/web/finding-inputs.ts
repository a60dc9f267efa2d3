import type { Words } from "#ui/call.ts";
import { formatMass, formatMinute, formatNumber } from "#ui/words/format.ts";
import type { FindingInput } from "../contract/finding.ts";
import { ACTIVITY_WORDS, DECLARATION_KIND_WORDS, ENTERPRISE_STATUS_WORDS, PAIRING_WORDS, PERMIT_KIND_WORDS, PERMIT_USES_WORDS } from "./kind-words.ts";

export type InputLine = { readonly name: Words; readonly value: Words };

const NAMES: { readonly [input: string]: Words } = {
  dispatchedMg: { zh: "发货方申报", en: "Dispatched" },
  receivedMg: { zh: "收货方申报", en: "Received" },
  differenceMg: { zh: "差额（发−收）", en: "Difference (out − in)" },
  toleranceMg: { zh: "计量允差", en: "Measurement tolerance" },
  sigmaFactor: { zh: "允差倍数（σ）", en: "Tolerance factor (σ)" },
  how: { zh: "配对方式", en: "Paired by" },
  overdueDays: { zh: "超期天数标准", en: "Overdue after" },
  unmatchedDays: { zh: "升级天数标准", en: "Unmatched after" },
  afterDays: { zh: "判定期限", en: "Judged after" },
  periodDays: { zh: "备案期限", en: "Filing period" },
  lateDays: { zh: "逾期", en: "Late by" },
  dispatchedOn: { zh: "发货日", en: "Dispatched on" },
  receivedOn: { zh: "收货日", en: "Received on" },
  occurredOn: { zh: "发生日", en: "Occurred on" },
  reportedOn: { zh: "申报日", en: "Reported on" },
  class: { zh: "类别", en: "Class" },
  classVerified: { zh: "类别是否核实", en: "Class verified" },
  document: { zh: "证明", en: "Document" },
  number: { zh: "证明编号", en: "Document number" },
  reason: { zh: "情形", en: "Circumstance" },
  reasons: { zh: "情形", en: "Circumstances" },
  exemptions: { zh: "已考虑的豁免规定", en: "Exemptions considered" },
  validFrom: { zh: "有效期起", en: "Valid from" },
  validTo: { zh: "有效期止", en: "Valid to" },
  quantityMg: { zh: "证明数量", en: "Quantity granted" },
  drawnMg: { zh: "已使用", en: "Drawn" },
  excessMg: { zh: "超出", en: "Excess" },
  allowedMg: { zh: "当年证明合计", en: "Granted in the year" },
  draws: { zh: "使用笔数", en: "Draws" },
  documents: { zh: "相关证明", en: "Documents" },
  year: { zh: "年度", en: "Year" },
  uses: { zh: "使用次数", en: "Uses" },
  shipments: { zh: "货物批数", en: "Shipments" },
  firstUsedOn: { zh: "首次使用", en: "First used on" },
  usedAgainOn: { zh: "再次使用", en: "Used again on" },
  permitKind: { zh: "证明种类", en: "Kind of document" },
  permitHolder: { zh: "证明持有人", en: "Holder" },
  permitCounterparty: { zh: "证明所载交易对方", en: "Counterparty named" },
  permitSubstance: { zh: "证明所载品种", en: "Substance named" },
  permitOrigin: { zh: "证明所载起运地", en: "Origin named" },
  permitDestination: { zh: "证明所载目的地", en: "Destination named" },
  party: { zh: "主体", en: "Party" },
  role: { zh: "行为", en: "Role" },
  status: { zh: "登记状态", en: "Registered status" },
  registeredActivities: { zh: "登记活动", en: "Registered activities" },
  shortfallMg: { zh: "缺口合计", en: "Shortfall in all" },
  firstDay: { zh: "首次出现", en: "First on" },
  firstShortfallMg: { zh: "首次缺口", en: "First shortfall" },
  days: { zh: "出现次数", en: "Times" },
  bookMg: { zh: "账面", en: "Book" },
  countedMg: { zh: "实物", en: "Counted" },
  mufMg: { zh: "差额（账−实）", en: "Difference (book − physical)" },
  declarations: { zh: "涉及申报", en: "Declarations" },
};

const CODES: { readonly [code: string]: Words } = {
  ...PAIRING_WORDS,
  "not-stated": { zh: "未填写", en: "Not stated" },
  "not-on-register": { zh: "未在登记中", en: "Not on the register" },
  "before-since": { zh: "早于登记日期", en: "Before it was registered" },
  "not-yet-valid": { zh: "尚未生效", en: "Not yet in force" },
  expired: { zh: "已过期", en: "Expired" },
  kind: { zh: "证明种类不符", en: "Kind of document differs" },
  holder: { zh: "持有人不符", en: "Holder differs" },
  counterparty: { zh: "交易对方不符", en: "Counterparty differs" },
  substance: { zh: "品种不符", en: "Substance differs" },
  origin: { zh: "起运地不符", en: "Origin differs" },
  destination: { zh: "目的地不符", en: "Destination differs" },
  sell: { zh: "销售", en: "Selling" },
  buy: { zh: "购买", en: "Buying" },
  use: { zh: "使用", en: "Using" },
  ...ENTERPRISE_STATUS_WORDS,
  ...PERMIT_USES_WORDS,
};

/** Inputs whose values are codes of a book of words of their own. */
const BOOKS: { readonly [input: string]: { readonly [code: string]: Words } } = { document: PERMIT_KIND_WORDS, permitKind: PERMIT_KIND_WORDS, registeredActivities: ACTIVITY_WORDS, role: { ...DECLARATION_KIND_WORDS, ...CODES } };

/** What a rule was given, as lines to read; masses with their unit, days as days. An input without a name keeps its own. */
export function inputLines(inputs: Readonly<Record<string, FindingInput>>, substanceName: (id: string) => string): readonly InputLine[] {
  return Object.entries(inputs).map(([input, value]) => ({ name: NAMES[input] ?? same(input), value: input === "permitSubstance" && typeof value === "string" ? same(substanceName(value)) : wordsOfInput(input, value) }));
}

function wordsOfInput(input: string, value: FindingInput): Words {
  if (value === null || (Array.isArray(value) && value.length === 0)) return input === "class" ? { zh: "未核实", en: "not verified" } : { zh: "无", en: "none" };
  if (Array.isArray(value)) return joined(value.map((each) => wordsOfInput(input, each)));
  if (typeof value === "boolean") return value ? { zh: "是", en: "yes" } : { zh: "否（未核实）", en: "no" };
  if (typeof value === "string") return BOOKS[input]?.[value] ?? (value.startsWith("no-activity-") ? { zh: "登记活动不含此项", en: "Not registered for it" } : (CODES[value] ?? same(value)));
  if (input.endsWith("Mg")) return same(formatMass(value));
  if (input.endsWith("Ms")) return same(formatMinute(value));
  if (input.endsWith("Days")) return { zh: `${value} 日`, en: `${value} day(s)` };
  if (input.endsWith("Ppm")) return same(`${formatNumber(value / 10_000)} %`);
  if (input === "class") return { zh: `第${["一", "二", "三"][value - 1] ?? value}类`, en: `Class ${value}` };
  return same(input === "year" ? String(value) : formatNumber(value));
}

const same = (text: string): Words => ({ zh: text, en: text });
const joined = (all: readonly Words[]): Words => ({ zh: all.map(({ zh }) => zh).join("、"), en: all.map(({ en }) => en).join(", ") });

