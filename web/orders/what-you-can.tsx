/** What somebody may still do about an order that TikTok ships, said where its address and its acts are not to be had. */
import { For } from "solid-js";
import { speak } from "../words/words.ts";

export function WhatYouCan() {
  const words = speak("order").youCan;
  return (
    <details class="you-can">
      <summary>{words.title}</summary>
      <ul>
        <For each={[words.ask, words.giveBack, words.map, words.rest]}>{(way) => <li>{way}</li>}</For>
      </ul>
    </details>
  );
}
