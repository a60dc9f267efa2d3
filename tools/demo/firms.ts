import { usccCheckCharacter } from "../../modules/precursor/domain/parse/uscc.ts";
import type { Activity } from "../../modules/precursor/contract/enterprise.ts";
import { chance } from "./chance.ts";

export type Role = "producer" | "trader" | "user";
export type Firm = {
  readonly uscc: string;
  readonly number: number;
  readonly name: string;
  readonly role: Role;
  readonly sector: string;
  readonly district: string;
  readonly town: string;
  readonly address: string;
  readonly lon: number | null;
  readonly lat: number | null;
  readonly activities: readonly Activity[];
  readonly since: string;
  readonly status: "active" | "suspended" | "closed";
  readonly scaleTonnes: number | null;
};

/** Published count of 涪陵's firms that handle precursors, biopharma and chemicals. */
export const FULING_FIRMS = 187;
export const FULING = "500102";
const PRODUCERS = 4;
const TRADERS = 27;

/** `91` + registrar's district + DEM + number + check character: no registrar gives out letters like these. */
export function demoUscc(number: number, district = FULING): string {
  const body = `91${district}DEM${String(number).padStart(6, "0")}`;
  return body + usccCheckCharacter(body);
}

/** The source gives three parks and six leading sectors without their names; these are the demonstration's own. */
const PARKS = [
  { name: "演示园区一", town: "白涛街道", lon: 0.09, lat: -0.16 },
  { name: "演示园区二", town: "李渡街道", lon: -0.09, lat: 0.04 },
  { name: "演示园区三", town: "龙桥街道", lon: -0.05, lat: -0.02 },
] as const;
const LABEL_POINT = { lon: 107.394905, lat: 29.703652 };
const SECTORS = ["生物医药", "涂料", "电子材料", "香精香料", "橡塑", "检验检测"] as const;
const DIGITS = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"] as const;

/** 1 一, 12 十二, 30 三十. */
export function chineseNumber(n: number): string {
  if (n < 10) return DIGITS[n] ?? "";
  const tens = Math.floor(n / 10);
  return `${tens === 1 ? "" : DIGITS[tens]}十${DIGITS[n % 10]}`;
}

/** The 187 firms of 涪陵: 4 producers, 27 traders, 156 users. The first is whose accounts the demonstration has. */
export function fulingFirms(): Firm[] {
  const random = chance(500_102);
  return Array.from({ length: FULING_FIRMS }, (_, i) => {
    const number = i + 1;
    const role: Role = number <= PRODUCERS ? "producer" : number <= PRODUCERS + TRADERS ? "trader" : "user";
    const park = PARKS[i % PARKS.length] ?? PARKS[0];
    const userNo = number - PRODUCERS - TRADERS;
    const sector = role === "producer" ? "化工" : role === "trader" ? "化工商贸" : (SECTORS[(userNo - 1) % SECTORS.length] ?? "涂料");
    return {
      uscc: demoUscc(number), number, role, sector, name: nameOf(number, role, userNo, sector), district: FULING, town: park.town, address: `${park.name}（演示数据）`,
      lon: round(LABEL_POINT.lon + park.lon + random.between(-0.02, 0.02)), lat: round(LABEL_POINT.lat + park.lat + random.between(-0.02, 0.02)),
      activities: activitiesOf(number, role), since: `20${random.whole(12, 22)}-${String(random.whole(1, 12)).padStart(2, "0")}-01`,
      status: number === CLOSED_FIRM ? "closed" : number === SUSPENDED_TRADER ? "suspended" : "active",
      scaleTonnes: role === "producer" ? 20_000 - number * 3_000 : null,
    };
  });
}

/** Registered as suspended, with sales of an earlier year on others' books. */
export const SUSPENDED_TRADER = PRODUCERS + TRADERS;
const CLOSED_FIRM = FULING_FIRMS;

function nameOf(number: number, role: Role, userNo: number, sector: string): string {
  if (role === "producer") return `演示化工${chineseNumber(number)}厂`;
  if (role === "trader") return `演示化工${chineseNumber(number - PRODUCERS)}经营部`;
  const which = chineseNumber(Math.ceil(userNo / SECTORS.length));
  return sector === "检验检测" ? `演示检验检测${which}所` : `演示${sector}${which}公司`;
}

function activitiesOf(number: number, role: Role): readonly Activity[] {
  if (role === "producer") return number === 1 ? ["production", "operation", "export"] : ["production", "operation"];
  if (role === "trader") return number <= PRODUCERS + 2 ? ["operation", "import"] : ["operation", "transport"];
  return ["use"];
}

const round = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

const elsewhere = (number: number, name: string, role: Role, district: string, since: string, activities: readonly Activity[], town = ""): Firm => ({
  uscc: demoUscc(number, district), number, name, role, sector: "市外及他区", district, town, address: "演示数据", lon: null, lat: null, activities, since, status: "active", scaleTonnes: null,
});

/** The other side of trade that leaves the district: 长寿, 北碚, 渝北 (a town that is now 两江新区's), 两江新区, and a county of 贵州. */
export function outsideFirms(): Firm[] {
  return [
    elsewhere(301, "演示长寿化工一厂", "producer", "500115", "2018-06-01", ["production", "operation"]),
    elsewhere(302, "演示北碚生物医药一公司", "user", "500109", "2019-03-01", ["use"], "天生街道"),
    elsewhere(303, "演示渝北涂料一公司", "user", "500112", "2020-05-01", ["use"], "回兴街道"),
    elsewhere(304, "演示两江化工一经营部", "trader", "500157", "2025-11-10", ["operation"], "鸳鸯街道"),
    elsewhere(305, "演示贵州涂料一公司", "user", "520302", "2019-09-01", ["use"]),
    elsewhere(306, "演示贵州电子材料二公司", "user", "520302", "2021-01-01", ["use"]),
  ];
}

