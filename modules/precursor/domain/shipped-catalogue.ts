import { CatalogueFile } from "../contract/catalogue.ts";
import file from "../data/catalogue.json" with { type: "json" };
import { makeCatalogue } from "./catalogue-index.ts";

/** The catalogue that comes with the program, checked against its contract when first loaded. */
export const shippedCatalogue = makeCatalogue(CatalogueFile.parse(file));
