import { MenuOutlined, SearchOutlined, UserOutlined } from "@ant-design/icons";
import { Dropdown, Select, type MenuProps } from "antd";
import { densityPreference, textSizePreference } from "../theme/preferences.ts";
import { languagePreference, useLanguage, useSay } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { useLiveState } from "../live.ts";
import { departmentWords, readsBusiness, useAccount } from "./account.ts";
import { AsOfChoice } from "./AsOfChoice.tsx";
import { frameWords } from "./frame-words.ts";
import type { UnitChoice } from "./names.ts";
import { openPalette } from "./palette-state.ts";
import { useSetUrlState, useUrlState } from "./url.ts";

type TopBarProps = { readonly units: readonly UnitChoice[]; readonly onSignOut: () => void; readonly onOpenNavigation: () => void };

export function TopBar({ units, onSignOut, onOpenNavigation }: TopBarProps) {
  const words = useWords(frameWords);
  const language = useLanguage();
  const account = useAccount();
  return (
    <header className="top">
      <button type="button" className="top-button top-menu" onClick={onOpenNavigation} aria-label={words.openNavigation}><MenuOutlined /></button>
      <UnitSwitch units={units} />
      {readsBusiness(account) && <AsOfChoice />}
      <button type="button" className="top-search" onClick={openPalette}>
        <SearchOutlined />
        <span>{words.search}</span>
        <kbd>{isMac() ? "⌘ K" : "Ctrl K"}</kbd>
      </button>
      <LiveDot />
      <button type="button" className="top-button top-language" lang={language === "zh" ? "en" : "zh-CN"} onClick={() => languagePreference.set(language === "zh" ? "en" : "zh")}>{words.language}</button>
      <AccountMenu onSignOut={onSignOut} />
    </header>
  );
}

function UnitSwitch({ units }: { readonly units: readonly UnitChoice[] }) {
  const words = useWords(frameWords);
  const say = useSay();
  const account = useAccount();
  const { unit } = useUrlState();
  const setState = useSetUrlState();
  if (account.scope !== "city" || !readsBusiness(account) || units.length === 0) return <strong className="top-unit">{account.unitName}</strong>;
  return (
    <Select
      className="top-unit-switch"
      aria-label={words.unit}
      value={unit ?? ""}
      onChange={(code) => setState({ unit: code })}
      showSearch={{ optionFilterProp: "label" }}
      popupMatchSelectWidth={200}
      options={[{ value: "", label: words.wholeCity }, ...units.map(({ code, name }) => ({ value: code, label: say(name) }))]}
    />
  );
}

function LiveDot() {
  const words = useWords(frameWords);
  const state = useLiveState();
  if (state === "off") return null;
  const text = state === "live" ? words.live : words.waiting;
  return <span className="live-dot" data-state={state} role="status" title={text}><span className="visually-hidden">{text}</span></span>;
}

function AccountMenu({ onSignOut }: { readonly onSignOut: () => void }) {
  const words = useWords(frameWords);
  const say = useSay();
  const account = useAccount();
  const density = densityPreference.use();
  const text = textSizePreference.use();
  const tick = (on: boolean, label: string) => `${on ? "✓ " : "　"}${label}`;
  const menu: MenuProps = {
    items: [
      { key: "who", disabled: true, label: `${account.unitName} · ${say(departmentWords(account.department))}` },
      { type: "divider" },
      { key: "density", label: tick(density === "compact", words.density) },
      { key: "text", label: tick(text === "large", words.largeText) },
      { type: "divider" },
      { key: "out", label: words.signOut },
    ],
    onClick: ({ key }) => {
      if (key === "density") densityPreference.set(density === "compact" ? "comfortable" : "compact");
      if (key === "text") textSizePreference.set(text === "large" ? "normal" : "large");
      if (key === "out") onSignOut();
    },
  };
  return (
    <Dropdown menu={menu} trigger={["click"]} placement="bottomRight">
      <button type="button" className="top-button top-account" aria-label={words.account}><UserOutlined /><span>{account.name}</span></button>
    </Dropdown>
  );
}

function isMac(): boolean {
  return navigator.platform.startsWith("Mac");
}
