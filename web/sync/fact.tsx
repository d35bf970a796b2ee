/** One line of a list of facts: what it is called, and what it is. */
import type { JSX } from "solid-js";

export function Fact(props: { name: string; children: JSX.Element }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>{props.children}</dd>
    </div>
  );
}
