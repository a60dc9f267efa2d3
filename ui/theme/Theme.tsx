import { App, ConfigProvider, type ThemeConfig } from "antd";
import enUS from "antd/es/locale/en_US";
import zhCN from "antd/es/locale/zh_CN";
import { useEffect, useMemo, type ReactNode } from "react";
import { useLanguage } from "../words/language.ts";
import { colours } from "./colours.ts";
import { densityPreference, textSizePreference } from "./preferences.ts";
import { useReducedMotion } from "./reduced-motion.ts";
import "./tokens.css";

/** Ant Design in the house's colours, language, density and letter size. Wraps everything that is shown. */
export function Theme({ children }: { readonly children: ReactNode }) {
  const language = useLanguage();
  const density = densityPreference.use();
  const text = textSizePreference.use();
  const isStill = useReducedMotion();
  const theme = useMemo(() => themeOf(text === "large" ? 18 : 14, density === "compact", isStill), [text, density, isStill]);

  useEffect(() => {
    document.documentElement.lang = language === "zh" ? "zh-CN" : "en";
    document.documentElement.dataset["text"] = text;
  }, [language, text]);

  return (
    <ConfigProvider locale={language === "zh" ? zhCN : enUS} theme={theme} button={{ autoInsertSpace: false }}>
      <App component={false}>{children}</App>
    </ConfigProvider>
  );
}

function themeOf(fontSize: number, isCompact: boolean, isStill: boolean): ThemeConfig {
  return {
    token: {
      colorPrimary: colours.teal,
      colorInfo: colours.info,
      colorSuccess: colours.success,
      colorWarning: colours.warning,
      colorError: colours.danger,
      colorLink: colours.teal,
      colorTextBase: colours.text,
      // Ant Design derives these from the text at a quarter and a half of its strength: a filter's name would be all but unreadable.
      colorTextPlaceholder: colours.placeholder,
      colorTextDescription: colours.textSoft,
      // From dark colours it derives greys; chosen options and finished steps are tinted as everything chosen here is.
      colorPrimaryBg: colours.tealTint,
      colorPrimaryBgHover: colours.tealTintHover,
      colorSuccessBg: colours.successTint,
      colorWarningBg: colours.warningTint,
      colorErrorBg: colours.dangerTint,
      colorInfoBg: colours.infoTint,
      colorBgLayout: colours.page,
      colorBorder: "#c9d6d6",
      colorBorderSecondary: colours.line,
      borderRadius: 6,
      fontSize,
      controlHeight: isCompact ? 30 : 34,
      fontFamily: "var(--sans)",
      wireframe: false,
      motion: !isStill,
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.18s",
    },
    components: {
      Table: {
        headerBg: "#edf3f2",
        headerColor: "#36494f",
        headerSplitColor: "transparent",
        rowHoverBg: "#f3f8f7",
        rowSelectedBg: colours.tealTint,
        rowSelectedHoverBg: colours.tealTintHover,
        borderColor: colours.lineSoft,
        cellPaddingBlockSM: isCompact ? 6 : 10,
        cellPaddingInlineSM: 10,
      },
    },
  };
}
