import { defineRefusals } from "#kernel/refusal.ts";

/**
 * Why a row of a file is refused (`precursor.row.*`) or a whole file is (`precursor.file.*`). A row is told all its
 * problems at once; words may name `{column}`, `{value}` and the data a problem carries.
 */
export const rowRefusals = defineRefusals({
  "precursor.file.unknown-column": { status: 422, zh: "不认识的列：{columns}", en: "Unknown columns: {columns}" },
  "precursor.file.missing-column": { status: 422, zh: "缺少必需的列：{columns}", en: "Required columns are missing: {columns}" },
  "precursor.file.duplicate-column": { status: 422, zh: "列重复出现：{columns}", en: "Columns appear twice: {columns}" },
  "precursor.row.too-many-fields": { status: 422, zh: "本行比表头多出内容", en: "The row has more fields than the header" },
  "precursor.row.required": { status: 422, zh: "{column} 必填", en: "{column} is required" },
  "precursor.row.too-long": { status: 422, zh: "{column} 超过 {limit} 个字符", en: "{column} is longer than {limit} characters" },
  "precursor.row.control-character": { status: 422, zh: "{column} 含有不可见的控制字符", en: "{column} holds an invisible control character" },
  "precursor.row.not-in-list": { status: 422, zh: "{column} 不能填“{value}”，可填：{allowed}", en: "{column} cannot be “{value}”; allowed: {allowed}" },
  "precursor.row.code-mangled": { status: 422, zh: "编号“{value}”已被表格软件改成科学计数法，请把该列设为“文本”后重新填写", en: "The code “{value}” was turned into scientific notation by a spreadsheet: format the column as text and enter it again" },
  "precursor.row.uscc-syntax": { status: 422, zh: "“{value}”不是 18 位统一社会信用代码", en: "“{value}” is not an 18-character unified social credit code" },
  "precursor.row.uscc-check-digit": { status: 422, zh: "统一社会信用代码“{value}”校验位不符（GB 32100-2015）", en: "The check character of the credit code “{value}” is wrong (GB 32100-2015)" },
  "precursor.row.district-unknown": { status: 422, zh: "“{value}”在该日期不是有效的行政区划代码", en: "“{value}” is not a district code in force on that date" },
  "precursor.row.place-syntax": { status: 422, zh: "“{value}”既不是 6 位行政区划代码，也不是两位国家代码", en: "“{value}” is neither a 6-digit district code nor a 2-letter country code" },
  "precursor.row.other-unit": { status: 422, zh: "本行属于其他辖区，只能由该辖区或市级导入", en: "The row belongs to another unit: only that unit or the city may import it" },
  "precursor.row.conflict": { status: 422, zh: "“{value}”已登记，内容不同；原登记不会被改动", en: "“{value}” is registered with other content; the register is not changed" },
  "precursor.row.repeated": { status: 422, zh: "“{value}”在同一文件里出现了两次而内容不同，以先出现的为准", en: "“{value}” stands twice in the file with different content: the first counts" },
  "precursor.row.enterprise-unknown": { status: 422, zh: "企业 {value} 尚未登记，请先导入企业", en: "Enterprise {value} is not registered: import enterprises first" },
  "precursor.row.substance-unknown": { status: 422, zh: "目录中没有“{value}”", en: "“{value}” is not in the catalogue" },
  "precursor.row.number-syntax": { status: 422, zh: "{column} 的“{value}”不是数字（不要写单位、千分位或科学计数法）", en: "“{value}” in {column} is not a plain decimal number" },
  "precursor.row.number-not-positive": { status: 422, zh: "{column} 必须大于 0", en: "{column} must be above 0" },
  "precursor.row.number-too-fine": { status: 422, zh: "{column} 的“{value}”小数超过 {decimals} 位", en: "“{value}” in {column} has more than {decimals} decimals" },
  "precursor.row.number-too-large": { status: 422, zh: "{column} 的“{value}”超出上限", en: "“{value}” in {column} is too large" },
  "precursor.row.mass-below-1mg": { status: 422, zh: "折算后的管制物质不足 1 毫克", en: "The controlled mass is less than 1 mg" },
  "precursor.row.density-needed": { status: 422, zh: "以升计量须填密度 density（kg/L）", en: "A quantity in litres needs density (kg/L)" },
  "precursor.row.unit-not-mass": { status: 422, zh: "此处须以质量计量，不能用升", en: "A unit of mass is needed here, not litres" },
  "precursor.row.time-syntax": { status: 422, zh: "{column} 的“{value}”不是日期时间，应如 2026-11-03T08:05:00+08:00、2026/11/3 8:05 或 2026-11-03", en: "“{value}” in {column} is not a time: write 2026-11-03T08:05:00+08:00, 2026/11/3 8:05 or 2026-11-03" },
  "precursor.row.time-range": { status: 422, zh: "{column} 须在 2000 年至 2100 年之间", en: "{column} must lie between the years 2000 and 2100" },
  "precursor.row.time-in-future": { status: 422, zh: "{column} 晚于当前时间", en: "{column} is in the future" },
  "precursor.row.reported-before-occurred": { status: 422, zh: "填报时间早于发生时间", en: "Reported before it occurred" },
  "precursor.row.period-reversed": { status: 422, zh: "有效期止早于有效期起", en: "valid_to is before valid_from" },
  "precursor.row.counterparty-syntax": { status: 422, zh: "交易对方应填统一社会信用代码，境外填“两位国家代码:名称”", en: "The counterparty must be a credit code, or ISO2:name abroad" },
  "precursor.row.counterparty-is-self": { status: 422, zh: "交易对方不能是本企业", en: "The counterparty cannot be the enterprise itself" },
  "precursor.row.not-for-kind": { status: 422, zh: "{kind} 不填 {column}", en: "{column} does not belong to {kind}" },
  "precursor.row.inputs-syntax": { status: 422, zh: "投料应写成“批号=千克;批号=千克”，“{part}”不符", en: "inputs must read LOT=kg;LOT=kg; “{part}” does not" },
  "precursor.row.input-repeated": { status: 422, zh: "投料批号“{part}”重复", en: "The input lot “{part}” appears twice" },
  "precursor.row.output-without-process": { status: 422, zh: "填了产品产量就须填工艺 process", en: "output_t needs process" },
  "precursor.row.ref-is-self": { status: 422, zh: "作废不能指向自己", en: "A void cannot point to itself" },
  "precursor.row.coordinates-incomplete": { status: 422, zh: "经度、纬度、坐标系须同时填写", en: "lon, lat and crs go together" },
  "precursor.row.coordinate-range": { status: 422, zh: "{column} 的“{value}”超出范围", en: "“{value}” in {column} is out of range" },
});

export type RowRefusalCode = (typeof rowRefusals.codes)[number];
