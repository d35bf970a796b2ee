/** Why something is not done in the inventory, in German. */
import type { Dictionary } from "../words.ts";

const rights: Record<string, string> = { fulfil: "versenden", manage: "verwalten", read: "lesen" };

export const inventoryProblems: Dictionary["inventoryProblems"] = {
  "item-missing": () => "Diesen Artikel gibt es nicht mehr. Nichts wurde geändert.",
  "item-archived": ({ sku }) => `„${sku}“ ist archiviert. Zum Verwenden erst wieder anbieten.`,
  "item-changed-meanwhile": () => "Jemand anders hat diesen Artikel inzwischen gespeichert. Von hier wurde nichts gespeichert.",
  "item-sku-taken": ({ sku }) => `Die SKU „${sku}“ hat schon ein anderer Artikel.`,
  "item-cost-wrong": ({ amount, currency }) =>
    `„${amount}“ ist kein Betrag in ${currency}. Mit Punkt schreiben und nicht mehr Stellen, als die Währung hat.`,
  "item-not-a-kit": () => "Nur ein Set hat Teile.",
  "kit-empty": () => "Ein Set braucht mindestens einen Teil.",
  "kit-in-kit": ({ sku }) => `„${sku}“ ist selbst ein Set. Stattdessen dessen Teile hineinlegen.`,
  "qty-too-large": ({ most }) => `Höchstens ${most} von einem Artikel.`,
  "item-mapped": () => "Ein Angebot verkauft ihn noch. Zuerst die Zuordnung lösen.",
  "item-in-kits": () => "Er ist Teil eines Sets. Dort zuerst herausnehmen.",
  "item-in-stock": () => "Davon ist noch etwas auf Lager oder reserviert. Zuerst auf null zählen.",
  "right-missing-anywhere": ({ right }) =>
    `Dazu fehlt in jedem Store das Recht: ${rights[String(right)] ?? right}. Ein Admin kann es geben.`,
  "listing-missing": () => "Dieses Angebot gibt es nicht mehr, oder sein Store ist hier nicht sichtbar.",
  "mapping-missing": () => "Hier gibt es nichts zurückzunehmen.",
  "mapping-undo-late": ({ minutes }) => `Das lässt sich nur ${minutes} Minuten lang zurücknehmen. Stattdessen das Angebot neu zuordnen.`,
  "mapping-changed-meanwhile": () => "Das wurde inzwischen geändert und bleibt, wie es jetzt ist.",
  "sheet-too-large": () => "Die Datei ist zu groß. Bitte aufteilen.",
  "sheet-too-long": ({ rows, most }) => `Die Datei hat ${rows} Zeilen; ${most} gehen auf einmal. Bitte aufteilen.`,
  "sheet-column-missing": ({ column }) => `Die erste Zeile muss die Spalten nennen; „${column}“ ist nicht dabei.`,
  "sheet-store-unknown": ({ store }) => `Kein sichtbarer Store heißt „${store}“.`,
  "sheet-store-forbidden": ({ store }) => `Angebote von „${store}“ lassen sich hier nicht zuordnen.`,
  "sheet-id-rounded": ({ id }) =>
    `Die Tabelle hat diese Nummer auf ${id} gerundet. Die Spalte als Text einlesen oder seller_sku verwenden.`,
  "sheet-listing-unnamed": () => "Die Zeile nennt kein Angebot: sku_id, seller_sku oder fbt_reference_code angeben.",
  "sheet-listing-unknown": ({ listing, store }) => `„${listing}“ ist kein Angebot von ${store}.`,
  "sheet-listing-twice": ({ count, listing }) => `${count} Angebote haben die Verkäufer-SKU „${listing}“. sku_id verwenden.`,
  "sheet-item-unknown": ({ sku }) => `Kein Artikel hat die SKU „${sku}“.`,
  "sheet-qty-wrong": ({ qty, most }) => `„${qty}“ ist keine Menge von 1 bis ${most}.`,
  "sheet-part-twice": ({ sku }) => `„${sku}“ steht zweimal beim selben Angebot. Die Mengen in einer Zeile zusammenzählen.`,
  "sheet-parts-many": ({ most }) => `Ein Angebot hat höchstens ${most} verschiedene Artikel.`,
  "sheet-other-row": () => "Eine andere Zeile desselben Angebots ist falsch, darum wird nichts davon zugeordnet.",
  "fbt-scope-missing": () =>
    "Die Zustimmung dieses Stores umfasst TikToks eigene Lager nicht, darum sind FBT-Codes unbekannt. Mit dieser Berechtigung neu autorisieren.",
  "fbt-refused": () => "TikTok hat die FBT-Waren dieses Stores nicht genannt. Jede Nacht wird erneut gefragt.",
  "fbt-goods-missing": () => "Diese Ware wird mit nichts mehr verglichen. Die Seite zeigt, was jetzt da ist.",
  "fbt-moved-meanwhile": () => "Die Abweichung hat sich inzwischen geändert. Sehen Sie sich die jetzige Zahl an und entscheiden Sie dann.",
};
