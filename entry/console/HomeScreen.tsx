import { FormOutlined, ImportOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useContext } from "react";
import { mayEnter, useAccount, type Account } from "#ui/frame/account.ts";
import { Card } from "#ui/frame/Card.tsx";
import { GoLink } from "#ui/frame/GoLink.tsx";
import { Notice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { isShownTo } from "#ui/frame/room.ts";
import { RoomsContext } from "#ui/frame/rooms-context.ts";
import { useGo } from "#ui/frame/url.ts";
import { formatDay } from "#ui/words/format.ts";
import { useSay } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import { DueDuties } from "../../modules/duty/web/DueDuties.tsx";
import { MyFindings, OwnFindings, UnassignedHigh } from "../../modules/precursor/web/home/FindingList.tsx";
import { OwnFilings, OwnStanding } from "../../modules/precursor/web/home/OwnBook.tsx";
import { WorkFigures } from "../../modules/precursor/web/home/WorkFigures.tsx";
import { homeWords } from "./home-words.ts";
import "./home.css";

/** 今日工作: what waits for this person. Officials, staff of an enterprise and the administrators each have their own. */
export default function HomeScreen() {
  const account = useAccount();
  if (account.enterpriseUscc !== undefined) return <ClerkHome account={account} uscc={account.enterpriseUscc} />;
  return mayEnter(account, "precursor.read") ? <OfficerHome account={account} /> : <AdministratorHome account={account} />;
}

function OfficerHome({ account }: { readonly account: Account }) {
  const t = useWords(homeWords);
  const go = useGo();
  const mayImport = mayEnter(account, "precursor.import");
  const actions = (
    <>
      <Button onClick={() => go("/precursor/overview")}>{t.overview}</Button>
      <Button onClick={() => go("/precursor/findings")}>{t.queue}</Button>
      {mayImport && <Button type="primary" icon={<ImportOutlined />} onClick={() => go("/precursor/import")}>{t.toImport}</Button>}
    </>
  );
  const mayWork = mayEnter(account, "precursor.finding.work");
  const mayReadBooks = mayEnter(account, "precursor.book.read");
  return (
    <Page title={t.title} lead={t.lead(formatDay(Date.now()))} actions={actions}>
      <WorkFigures mayImport={mayImport} />
      <div className="card-grid home-columns">
        <div className="home-stack" style={{ gridColumn: "span 7" }}>
          {mayWork && <MyFindings />}
          {mayReadBooks && <UnassignedHigh />}
        </div>
        <div className="home-stack home-duties" style={{ gridColumn: "span 5" }}>
          {mayEnter(account, "duty.read") && <><DueDuties whose="mine" /><DueDuties whose="unit" /></>}
          <QuickLinks account={account} />
        </div>
      </div>
    </Page>
  );
}

function ClerkHome({ account, uscc }: { readonly account: Account; readonly uscc: string }) {
  const t = useWords(homeWords);
  const go = useGo();
  const mayFile = mayEnter(account, "precursor.declare");
  const actions = (
    <>
      <Button onClick={() => go(`/precursor/enterprises/${uscc}`)}>{t.openBook}</Button>
      {mayFile && <Button type="primary" size="large" icon={<FormOutlined />} onClick={() => go("/precursor/file")}>{t.file}</Button>}
    </>
  );
  return (
    <Page title={t.title} lead={t.leadClerk(formatDay(Date.now()))} actions={actions}>
      <OwnStanding uscc={uscc} />
      <div className="card-grid home-columns">
        <div className="home-stack" style={{ gridColumn: "span 7" }}><OwnFilings uscc={uscc} mayFile={mayFile} /><OwnFindings /></div>
        <div className="home-stack home-duties" style={{ gridColumn: "span 5" }}>{mayEnter(account, "duty.read") && <DueDuties whose="mine" />}</div>
      </div>
    </Page>
  );
}

/** The pages gone to most often, in reach. */
function QuickLinks({ account }: { readonly account: Account }) {
  const t = useWords(homeWords);
  const links = ([["/precursor/trace", t.trace, "precursor.read"], ["/precursor/enterprises", t.enterprises, "precursor.read"], ["/precursor/file", t.file, "precursor.declare"], ["/precursor/catalogue", t.catalogue, "precursor.catalogue.read"], ["/help", t.help, "signed-in"]] as const).filter(([, , permission]) => mayEnter(account, permission));
  return <Card title={t.quick}><ul className="home-links">{links.map(([to, label]) => <li key={to}><GoLink to={to}>{label}</GoLink></li>)}</ul></Card>;
}

/** Nobody without business rights is shown business data; they are told what they are for and where that is done. */
function AdministratorHome({ account }: { readonly account: Account }) {
  const t = useWords(homeWords);
  const say = useSay();
  const pages = useContext(RoomsContext).flatMap((room) => room.navigation).filter((entry) => entry.path !== "/" && isShownTo(entry, account)).sort((a, b) => a.order - b.order);
  const duties = [["system-admin", t.systemAdmin], ["security-admin", t.securityAdmin], ["audit-admin", t.auditAdmin]].flatMap(([role = "", words = ""]) => (account.roles.includes(role) ? [words] : []));
  return (
    <Page title={t.title} lead={duties.length > 0 ? t.leadAdmin : undefined}>
      <div className="card-grid">
        <Card title={t.canDo} span={7}>
          {duties.length === 0 ? <Notice title={t.nothing} next={t.nothingNext} /> : <>{duties.map((words) => <p key={words}>{words}</p>)}<p className="soft" style={{ marginTop: 12 }}>{t.threeApart}</p></>}
        </Card>
        <Card title={t.yours} span={5}>
          <ul className="home-pages">{pages.map((entry) => <li key={entry.path}><GoLink to={entry.path}><entry.icon /> {say(entry.label)}</GoLink></li>)}</ul>
        </Card>
      </div>
    </Page>
  );
}
