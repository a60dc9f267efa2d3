import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Actor } from "#kernel/actor.ts";
import { Refusal } from "#kernel/refusal.ts";
import { LIMITS } from "./config.ts";
import { keepFile, type Files } from "./files.ts";
import type { Gate } from "./gate.ts";
import { refuse } from "./refusals.ts";
import { UploadAllowance } from "./upload-allowance.ts";

type UploadParts = {
  readonly gate: Gate;
  readonly files: Files;
  readonly uploadPermissions: readonly string[];
  readonly uploadBytesPerDay?: number;
  readonly identify: (request: FastifyRequest) => Promise<Actor>;
  readonly commandIdOf: (request: FastifyRequest) => string | undefined;
};

/** Whose work needs files may put one into the own unit; what it is used for is decided by the command that names it. */
export function addUpload(app: FastifyInstance, { gate, files, uploadPermissions, uploadBytesPerDay = LIMITS.uploadBytesPerDay, identify, commandIdOf }: UploadParts): void {
  const allowance = new UploadAllowance(uploadBytesPerDay);
  app.post("/api/files", async (request) => {
    const actor = await identify(request);
    if (actor.kind === "anonymous") refuse("gate.signed-out");
    if (!uploadPermissions.some((permission) => actor.permissions.has(permission))) refuse("gate.not-permitted");
    if (!request.isMultipart()) refuse("gate.media.unsupported");
    const id = commandIdOf(request) ?? refuse("gate.command-id.missing");
    if (allowance.isSpent(actor.accountId, gate.now().getTime())) refuse("gate.file.too-much");
    const part = (await request.file().catch(unreadable)) ?? refuse("gate.file.empty");
    const stored = await files.store(part.file).catch(unreadable);
    allowance.add(actor.accountId, stored.sizeBytes, gate.now().getTime());
    const name = plain(part.filename, 200).replaceAll("/", "_") || "file";
    // The command's id is the file's: sent again, it is the same file.
    return gate.act(actor, "platform.file.store", async ({ tx, now }) => {
      await keepFile(tx, { unitCode: actor.unitCode, id, accountId: actor.accountId, name, mediaType: plain(part.mimetype, 200), sizeBytes: stored.sizeBytes, sha256: stored.sha256, storedAt: now });
      return { id, name, sizeBytes: stored.sizeBytes };
    }, { id, sha256: stored.sha256, sizeBytes: stored.sizeBytes });
  });
}

/** A form that breaks off or never was one is the sender's fault; what the disk says is ours. */
function unreadable(error: unknown): never {
  if (error instanceof Error && ("syscall" in error || error instanceof Refusal)) throw error;
  throw new Refusal("gate.body.malformed");
}

/** The end of what a form says, on one line; a form may say nothing. */
const plain = (said: string | undefined, most: number): string => (said ?? "").replace(/[\p{Cc}\\]/gu, "_").slice(-most);
