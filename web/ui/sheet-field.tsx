/** A sheet from the person's own machine: separated by commas, semicolons or tabs. */
import { createUniqueId } from "solid-js";

export function SheetField(props: { name: string; onFile: (file: File) => void }) {
  const field = createUniqueId();
  return (
    <div class="field">
      <label for={field}>{props.name}</label>
      <input
        id={field}
        type="file"
        accept=".csv,.txt,.tsv,text/csv"
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) props.onFile(file);
        }}
      />
    </div>
  );
}
