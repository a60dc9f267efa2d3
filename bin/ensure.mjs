// Brings a fresh clone to where it can run: packages, the built console, a Chromium for the tests. Plain Node, no packages.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, statSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = resolve(dirname(fileURLToPath(import.meta.url)), "..");

export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  console.error(`需要 Node.js 20.19 或更新版本，这里是 ${process.versions.node}。 / Node.js 20.19 or newer is needed; this is ${process.versions.node}.`);
  process.exit(1);
}

export function ensurePackages() {
  const installed = join(root, "node_modules", ".package-lock.json");
  const wanted = join(root, "package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(wanted).mtimeMs) return;
  console.log("正在安装依赖… / Installing packages…");
  const install = (...words) => spawnSync("npm", [...words, "--no-audit", "--no-fund", "--loglevel", "error"], { cwd: root, stdio: "inherit" });
  // A registry that lacks another platform's optional parts fails the strict way; the versions of the lock file hold in both.
  if (install("ci").status !== 0 && install("install", "--no-save").status !== 0) process.exit(1);
}

/** The console, and the page that verifies receipts without it. */
export function ensureConsole() {
  const sources = newest(SOURCES.map((name) => join(root, name)));
  const stale = PAGES.filter(({ page }) => !existsSync(join(root, page)) || sources > statSync(join(root, page)).mtimeMs);
  if (stale.length === 0) return;
  console.log("正在构建界面… / Building the console…");
  for (const { mode } of stale) run(process.execPath, [join(root, "node_modules", "vite", "bin", "vite.js"), "build", "--logLevel", "warn", ...mode]);
}

const PAGES = [
  { page: "dist/console/index.html", mode: [] },
  { page: "dist/verifier/record-verifier.html", mode: ["--mode", "verifier"] },
];

/** The system's Chromium; else Debian's package (as root); else a build that ships inside an npm package. */
export function ensureChromium() {
  if (systemChromium()) return;
  const isRoot = process.getuid?.() === 0;
  if (isRoot && spawnSync("apt-get", ["--version"]).status === 0) {
    console.log("正在安装测试用浏览器… / Installing a browser for the tests…");
    spawnSync("apt-get", ["update", "-qq"], { stdio: "ignore" });
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-wqy-microhei"], { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } });
    if (systemChromium()) return;
  }
  if (existsSync(join(root, "node_modules", "@sparticuz", "chromium"))) return;
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel", "error", "@sparticuz/chromium@147.0.0"]);
}

export const systemChromium = () => ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((path) => existsSync(path));

const SOURCES = ["ui", "kernel", "entry/console", "modules", "vite.config.ts", "package-lock.json"];

function newest(paths) {
  let latest = 0;
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const stat = statSync(path);
    if (stat.isDirectory()) latest = Math.max(latest, newest(readdirSync(path).filter((name) => !/\.(sql|test\.tsx?|sql\.ts|md)$/.test(name) && name !== "server" && name !== "sql").map((name) => join(path, name))));
    else latest = Math.max(latest, stat.mtimeMs);
  }
  return latest;
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (done.status !== 0) process.exit(done.status ?? 1);
}
