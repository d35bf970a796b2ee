/** Pictures on their way into a reply: shown from the file itself, handed to TikTok when the reply is sent, each as a message of its own. */
import { createStore, produce } from "solid-js/store";
import { send } from "../api.ts";
import type { ReplyBody } from "./outgoing.ts";

export const IMAGE_KINDS = "image/png,image/jpeg,image/gif,image/webp";

export interface Attachment {
  id: string;
  file: File;
  /** A data address, which the page's policy lets pictures have. */
  preview: string;
}

export function useAttachments(ticket: string) {
  const [attached, setAttached] = createStore<Attachment[]>([]);
  const drop = (id: string) =>
    setAttached(
      produce(
        (all) =>
          void all.splice(
            all.findIndex((one) => one.id === id),
            1,
          ),
      ),
    );
  const join = (one: Attachment) => setAttached(produce((all) => void all.push(one)));
  return {
    all: attached,
    add: (files: Iterable<File>) => {
      for (const file of files) {
        if (!IMAGE_KINDS.split(",").includes(file.type)) continue;
        void readPreview(file).then((preview) => join({ id: crypto.randomUUID(), file, preview }));
      }
    },
    drop,
    /** Gives TikTok the bytes; answers what a reply says of them. Throws the desk's problem. */
    upload: async (one: Attachment): Promise<ReplyBody> => {
      const headers = { "content-type": one.file.type, "x-tillside": "upload" };
      const { url, width, height } = await send<{ url: string; width: number; height: number }>(`/tickets/${ticket}/images`, {
        body: one.file,
        headers,
      });
      return { type: "IMAGE", url, width, height };
    },
  };
}

function readPreview(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(typeof reader.result === "string" ? reader.result : "");
    reader.onerror = () => reject(reader.error ?? new Error("the file could not be read"));
    reader.readAsDataURL(file);
  });
}
