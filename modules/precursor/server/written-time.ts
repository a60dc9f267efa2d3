/** Times as people write them, for whoever reads options rather than files. */
export { isDayOnly, parseInstant } from "../domain/parse/instant.ts";
