import { accessRefusals } from "../contract/index.ts";

const { refuse } = accessRefusals;

/** What people choose when asked for something long; compared after look-alikes and what is put around it are taken off. */
const COMMON = [
  "password", "passw", "passwort", "admin", "administrator", "welcome", "letmein", "iloveyou", "sunshine", "princess", "football", "baseball", "monkey", "dragon",
  "master", "superman", "batman", "shadow", "michael", "charlie", "secret", "changeme", "default", "guest", "root", "test", "testing", "user", "login", "hello",
  "qwerty", "qwertyuiop", "asdfgh", "asdfghjkl", "zxcvbn", "zxcvbnm", "qazwsx", "qazwsxedc", "qweasd", "qweasdzxc", "iqaz", "iqazwsx", "iqazzwsx", "iqazawsx", "iqazzwsxeedc", "abc", "abcd", "aaa", "computer", "internet", "china",
  "zhongguo", "woaini", "woaizhongguo", "nihao", "mima", "wodemima", "chongqing", "fuling", "beibei", "banan", "yubei", "jindu", "jinduban", "jinduzhidui", "gongan", "gonganju", "qingyu", "renmin", "zhengfu",
] as const;
const COMMON_BASES = new Set<string>(COMMON);

const LOOK_ALIKES: { readonly [sign: string]: string } = { "0": "o", "1": "i", "!": "i", "3": "e", "4": "a", "@": "a", "5": "s", $: "s", "7": "t", "2": "z" };
const ROWS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"] as const;

/**
 * At least 12 characters, or 10 with three of four kinds; not plain, not common, not the account's name.
 * @throws Refusal access.password.too-short, too-plain, common, has-login
 */
export function checkPassword(password: string, login: string): void {
  const length = [...password].length;
  if (length < 10 || (length < 12 && kindsOf(password) < 3)) refuse("access.password.too-short");
  const lower = password.toLowerCase();
  if (login.length >= 4 && lower.includes(login.toLowerCase())) refuse("access.password.has-login");
  if (new Set(lower).size < 5 || longestRun(lower) * 2 > length) refuse("access.password.too-plain");
  if (basesOf(lower).some((base) => COMMON_BASES.has(base))) refuse("access.password.common");
}

function kindsOf(password: string): number {
  return [/\p{Ll}/u, /\p{Lu}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u].filter((kind) => kind.test(password)).length;
}

/** "P@ssw0rd2026!!" → "password", also when repeated. */
function basesOf(lower: string): string[] {
  const bare = lower.replace(/^[^a-z]+|[^a-z]+$/g, "");
  const plain = [...lower].map((sign) => LOOK_ALIKES[sign] ?? sign).join("");
  const trimmed = [...lower.replace(/[\d\W_]+$/, "")].map((sign) => LOOK_ALIKES[sign] ?? sign).join("");
  return [bare, trimmed, trimmed.replace(/[^a-z]/g, ""), plain.replace(/[^a-z]/g, ""), lower.replace(/[^a-z]/g, "")].map(unrepeated);
}

function unrepeated(text: string): string {
  for (let size = 3; size <= text.length / 2; size++) if (text.length % size === 0 && text.slice(0, size).repeat(text.length / size) === text) return text.slice(0, size);
  return text;
}

/** Longest stretch that repeats one sign or walks along the alphabet, the digits or a row of keys, either way. */
function longestRun(lower: string): number {
  let longest = 1;
  let run = 1;
  for (let i = 1; i < lower.length; i++) {
    run = isStep(lower.charAt(i - 1), lower.charAt(i)) ? run + 1 : 1;
    longest = Math.max(longest, run);
  }
  return longest;
}

function isStep(from: string, to: string): boolean {
  return from === to || ROWS.some((row) => row.includes(from + to) || row.includes(to + from));
}
