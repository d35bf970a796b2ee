/** Pictures on their way into a reply: kept per ticket while the page lives, shown from the file itself, handed to TikTok when the reply is sent,
 *  each as a message of its own. One that was taken back is here again without being sent to TikTok twice. */
import { createStore, produce } from "solid-js/store";
import { api, ask, asProblem, send } from "../api.ts";
import { pictureAddress } from "../tickets/album.ts";
import { toast } from "../ui/toast.tsx";
import { explainProblem } from "../words/explain.ts";
import type { ReplyBody } from "./outgoing.ts";

export const IMAGE_KINDS = "image/png,image/jpeg,image/gif,image/webp";

export type PictureBody = Extract<ReplyBody, { type: "IMAGE" }>;

export interface Attachment {
  id: string;
  name: string;
  /** A data address, which the page's policy lets pictures have, or one of the desk's. */
  preview: string;
  /** Bytes; 0 where nobody has counted. */
  size: number;
  from: Origin;
  /** True for what explains the words: it leaves behind them. */
  isAfter: boolean;
}

/** Where the picture is: with the person, or with TikTok already. */
export type Origin = { file: Blob } | { body: PictureBody } | { template: string; picture: string };

export interface TemplatePictures {
  template: string;
  files: string[];
}

const [attached, setAttached] = createStore<Record<string, Attachment[]>>({});

export function useAttachments(ticket: string) {
  const all = () => attached[ticket] ?? [];
  const join = (name: string, preview: string, size: number, from: Origin, isAfter = false) =>
    setAttached(ticket, [...all(), { id: crypto.randomUUID(), name, preview, size, from, isAfter }]);
  const add = async (file: File) => {
    try {
      const { preparePhoto, readPreview } = await import("./photo.ts");
      const photo = await preparePhoto(file);
      join(file.name, await readPreview(photo), photo.size, { file: photo });
    } catch (error) {
      toast({ look: "late", words: `${file.name}: ${explainProblem(asProblem(error))}` });
    }
  };
  return {
    all,
    add: async (files: Iterable<File>) => {
      for (const file of files) await add(file);
    },
    /** What was sent and taken back. */
    restore: (body: PictureBody, name: string) => join(name, pictureAddress(ticket, body.file ?? ""), 0, { body }),
    /** What a template carries. */
    addFrom: ({ template, files }: TemplatePictures, name: string) => {
      for (const picture of files) join(name, `/api/templates/pictures/${picture}`, 0, { template, picture }, true);
    },
    drop: (id: string) =>
      setAttached(
        produce((tickets) => {
          tickets[ticket] = all().filter((one) => one.id !== id);
        }),
      ),
    /** Answers what a reply says of the picture, once TikTok has it. Throws the desk's problem. */
    upload: async ({ from }: Attachment): Promise<PictureBody> => {
      if ("body" in from) return { ...from.body };
      if ("template" in from) {
        const json = { templateId: from.template, file: from.picture };
        return ask(api.tickets[":id"]["template-pictures"].$post({ param: { id: ticket }, json }));
      }
      const headers = { "content-type": from.file.type, "x-tillside": "upload" };
      return send<PictureBody>(`/tickets/${ticket}/images`, { body: from.file, headers });
    },
  };
}
