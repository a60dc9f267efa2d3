import type { DemoPlaces } from "#access";

/** Where the demonstration's accounts sit. The enterprise is the first of the demonstration city's producers (演示数据). */
export const demoPlaces = (cityCode: string): DemoPlaces => ({
  cityCode,
  district: { code: "500102", short: "涪陵", latin: "fuling" },
  otherDistrict: { code: "500109", short: "北碚", latin: "beibei" },
  enterprise: { unitCode: "500102", uscc: DEMO_ENTERPRISE, short: "演示化工一厂" },
});

/** Credit code of the demonstration's first enterprise; its check character is right, its number is invented. */
export const DEMO_ENTERPRISE = "91500102DEM000001W";
