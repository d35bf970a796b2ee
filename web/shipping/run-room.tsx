/** The page a print run and their list stand on, beside the orders' views. */

import { createEffect, type JSX } from "solid-js";
import { listBefore, useOrdersPlace } from "../orders/place.ts";
import { OrderViews, useOrderCounts } from "../orders/views.tsx";
import { useNavigate } from "../router/use.ts";
import { Icon } from "../ui/icon.tsx";
import { useKeys } from "../ui/keys.ts";
import { leaveField } from "../ui/leave.ts";
import { speak } from "../words/words.ts";
import "./shipping.css";

export function RunRoom(props: { title: string; back?: { to: string; says: string }; children: JSX.Element }) {
  const place = useOrdersPlace();
  const navigate = useNavigate();
  const back = () => props.back?.to ?? listBefore();
  useKeys({ back: () => leaveField() || navigate(back()) });
  createEffect(() => {
    document.title = `${props.title} · ${speak("frame").product}`;
  });
  return (
    <>
      <OrderViews place={place} counts={useOrderCounts(place)} />
      <main class="room" id="room">
        <div class="bar">
          <a class="button quiet s back" href={back()}>
            <Icon name="left" />
            {props.back?.says ?? speak("order").page.back}
          </a>
        </div>
        <div class="scroll" tabindex="0">
          <div class="page stack">
            <h1 class="title">{props.title}</h1>
            {props.children}
          </div>
        </div>
      </main>
    </>
  );
}
