import { getSignInWays, openSession } from "#access/contract";
import { answered, refusedAs, type Gallery } from "#ui/gallery.tsx";
import SignIn from "./SignIn.tsx";

const accounts = [{ login: "fuling-office", name: "演示甲", role: "district-officer" as const, unitName: "涪陵区" }, { login: "city-office", name: "演示乙", role: "city-officer" as const, unitName: "重庆市" }, { login: "fuling-police", name: "演示丙", role: "police-officer" as const, unitName: "涪陵区" }, { login: "firm-001", name: "演示丁", role: "enterprise-clerk" as const, unitName: "涪陵区" }];
const render = () => <SignIn />;

export const gallery: Gallery = {
  title: { zh: "登录", en: "Sign in" },
  states: {
    plain: { render, frame: "bare", answers: [answered(getSignInWays, { local: true, oidc: { zh: "统一身份认证登录", en: "City identity provider" }, demo: null })] },
    demo: { render, frame: "bare", answers: [answered(getSignInWays, { local: true, oidc: null, demo: { password: "demo-password", accounts } }), refusedAs(openSession, 401, { zh: "账号或密码不对。", en: "The account or the password is wrong." }, "access.session.wrong")] },
  },
};
