/** A card of a case's page: a title and what belongs under it. */
import type { JSX } from "solid-js";

export function Card(props: { id: string; title: string; children: JSX.Element }) {
  return (
    <section class="card" aria-labelledby={props.id}>
      <header>
        <h2 id={props.id}>{props.title}</h2>
      </header>
      <div class="body stack tight">{props.children}</div>
    </section>
  );
}
