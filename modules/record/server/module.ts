import type { Module } from "#platform/module.ts";

export const recordModule: Module = { name: "record", handlers: [], refusals: {} };
