import { CallRefused, CallUnanswered, newCommandId } from "./call.ts";

export type UploadedFile = { readonly id: string; readonly name: string; readonly sizeBytes: number };
type UploadOptions = { /** 0 to 1. */ readonly onProgress?: (part: number) => void; readonly signal?: AbortSignal };

/**
 * Puts a file into the account's unit (`POST /api/files`); a command then names it by id. XMLHttpRequest, because fetch
 * cannot tell how much has been sent.
 * @throws CallRefused, CallUnanswered
 */
export function upload(file: File, { onProgress, signal }: UploadOptions = {}): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", "/api/files");
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("x-command-id", newCommandId());
    request.upload.onprogress = ({ loaded, total }) => onProgress?.(total > 0 ? loaded / total : 0);
    request.onerror = request.onabort = request.ontimeout = () => reject(new CallUnanswered(request.statusText));
    request.onload = () => {
      const body = bodyOf(request.responseText);
      if (request.status >= 200 && request.status < 300) resolve(body as UploadedFile); // made by the platform's one upload route
      else reject(new CallRefused(request.status, body));
    };
    signal?.addEventListener("abort", () => request.abort());
    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

function bodyOf(text: string): object {
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === "object" && body !== null ? body : {};
  } catch {
    return {};
  }
}
