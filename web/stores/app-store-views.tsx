/** The App Store's column: the categories of its catalogue. */
import { Icon } from "../ui/icon.tsx";
import { speak } from "../words/words.ts";

export function AppStoreViews() {
  const words = speak("connect");
  return (
    <aside class="views" aria-label={speak("frame").views}>
      <div class="bar">
        <h2>{words.appStore}</h2>
      </div>
      <nav class="scroll">
        <a class="view" href="/app-store" aria-current="page">
          <Icon name="shop" size="s" />
          <span>{words.categories.marketplaces}</span>
          <span class="count">1</span>
        </a>
      </nav>
    </aside>
  );
}
