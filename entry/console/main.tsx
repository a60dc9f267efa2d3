import "./old-browsers.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { createRoot } from "react-dom/client";
import { newQueryClient } from "#ui/query-client.ts";
import { Theme } from "#ui/theme/Theme.tsx";
import { BrokenAround } from "./BrokenPage.tsx";
import { Console } from "./Console.tsx";

const place = document.getElementById("console");
if (!place) throw new Error("index.html has lost its #console");

createRoot(place).render(
  <QueryClientProvider client={newQueryClient()}>
    <Theme>
      <BrokenAround><Console /></BrokenAround>
    </Theme>
  </QueryClientProvider>,
);
