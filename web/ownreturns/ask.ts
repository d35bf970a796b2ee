/** Asking the customer: the order's ticket, or one that begins, with the words in its reply. What somebody had begun to write there stays, and
 *  nothing is sent: a person reads it and sends it. */

import { api, ask } from "../api.ts";
import { useMutation, useQueryClient } from "../cache/use.ts";
import { useDraft } from "../composer/drafts.ts";
import { useNavigate } from "../router/use.ts";
import { useMe } from "../team/me.tsx";
import { askTicket } from "../tickets/queries.ts";

export function useAsking(id: () => string) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const me = useMe();
  return useMutation(() => ({
    mutationFn: async () => {
      const { ticketId, text } = await ask(api["own-returns"][":id"].ask.$post({ param: { id: id() }, json: {} }));
      const page = await client.fetchQuery(askTicket(ticketId));
      const draft = useDraft(ticketId);
      draft.adopt(page.drafts, me().person.id);
      draft.change({ kind: "reply" });
      const begun = draft.text();
      if (!begun.includes(text)) draft.change({ reply: begun ? `${begun}\n\n${text}` : text });
      navigate(`/mailbox/todo/${ticketId}`);
    },
  }));
}
