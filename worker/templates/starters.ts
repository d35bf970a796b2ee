/** Eight templates a new desk may begin with, in four languages: offered, never put in by themselves. The same place in each list is the same
 *  template. They promise nothing a seller has not decided. */
import type { Stage } from "../orders/stage.ts";

export const LANGUAGES = ["en", "de", "es", "zh"] as const;

interface Starter {
  name: string;
  folder: string;
  stages: readonly Stage[];
  text: string;
}

type Texts = readonly [
  where: string,
  late: string,
  before: string,
  cancel: string,
  damaged: string,
  missing: string,
  ret: string,
  thanks: string,
];

const en: Texts = [
  `Hi {{buyer.first_name | capitalize : "there"}}, your order {{order.short_id}} is on its way with {{order.carrier : "the carrier"}}. Tracking number: {{order.tracking_no}}. It should reach you by {{order.expected_to | date(day) : "the date shown in the app"}}.`,
  `Hi {{buyer.first_name | capitalize : "there"}}, I am sorry your parcel is taking longer than expected. I have looked at {{order.tracking_no}} with {{order.carrier : "the carrier"}} and will write to you again by {{next_business_day | date(day)}}.`,
  `Hi {{buyer.first_name | capitalize : "there"}}, thank you for your order {{order.short_id}}. It leaves our warehouse by {{order.ship_by_date | date(day) : "the date shown in the app"}}, and you will get the tracking number as soon as it does.`,
  `Hi {{buyer.first_name | capitalize : "there"}}, your order {{order.short_id}} has not left yet. You can cancel it in the app under the order's details; I will confirm it here as soon as I see it.`,
  `Hi {{buyer.first_name | capitalize : "there"}}, I am sorry that {{item.title | truncate(60) : "your item"}} arrived damaged. Could you send a photo of the item and one of the parcel? Then I can settle this for you.`,
  `Hi {{buyer.first_name | capitalize : "there"}}, I am sorry something is missing. Your order {{order.short_id}} holds: {{order.items}}. Which of these did not arrive?`,
  `Hi {{buyer.first_name | capitalize : "there"}}, you can ask for a return in the app: open order {{order.short_id}}, choose the item and the reason. I get it at once and answer there.`,
  `Thank you, {{buyer.first_name | capitalize : "and have a good day"}}. If anything else comes up about order {{order.short_id : "your order"}}, just write here. {{agent.first_name}}, {{store.name}}`,
];

const de: Texts = [
  `Hallo {{buyer.first_name | capitalize : "und guten Tag"}}, Ihre Bestellung {{order.short_id}} ist mit {{order.carrier : "dem Paketdienst"}} unterwegs. Sendungsnummer: {{order.tracking_no}}. Sie sollte bis {{order.expected_to | date(day) : "zu dem in der App genannten Tag"}} bei Ihnen sein.`,
  `Hallo {{buyer.first_name | capitalize : "und guten Tag"}}, es tut mir leid, dass Ihr Paket länger braucht. Ich habe {{order.tracking_no}} bei {{order.carrier : "dem Paketdienst"}} geprüft und melde mich bis {{next_business_day | date(day)}} wieder.`,
  `Hallo {{buyer.first_name | capitalize : "und guten Tag"}}, danke für Ihre Bestellung {{order.short_id}}. Sie verlässt unser Lager bis {{order.ship_by_date | date(day) : "zu dem in der App genannten Tag"}}; die Sendungsnummer bekommen Sie dann sofort.`,
  `Hallo {{buyer.first_name | capitalize : "und guten Tag"}}, Ihre Bestellung {{order.short_id}} ist noch nicht unterwegs. Sie können sie in der App in den Bestelldetails stornieren; ich bestätige es hier, sobald ich es sehe.`,
  `Hallo {{buyer.first_name | capitalize : "und guten Tag"}}, es tut mir leid, dass {{item.title | truncate(60) : "der Artikel"}} beschädigt ankam. Können Sie ein Foto vom Artikel und eines vom Paket schicken? Dann kann ich das für Sie klären.`,
  `Hallo {{buyer.first_name | capitalize : "und guten Tag"}}, es tut mir leid, dass etwas fehlt. Zu Ihrer Bestellung {{order.short_id}} gehören: {{order.items}}. Was davon ist nicht angekommen?`,
  `Hallo {{buyer.first_name | capitalize : "und guten Tag"}}, eine Rückgabe melden Sie in der App an: Bestellung {{order.short_id}} öffnen, Artikel und Grund wählen. Ich sehe sie sofort und antworte dort.`,
  `Danke, {{buyer.first_name | capitalize : "und einen schönen Tag"}}. Wenn zu {{order.short_id : "Ihrer Bestellung"}} noch etwas ist, schreiben Sie einfach hier. {{agent.first_name}}, {{store.name}}`,
];

const es: Texts = [
  `Hola {{buyer.first_name | capitalize : "y buenos días"}}, su pedido {{order.short_id}} va en camino con {{order.carrier : "el transportista"}}. Número de seguimiento: {{order.tracking_no}}. Debería llegarle a más tardar el {{order.expected_to | date(day) : "día indicado en la app"}}.`,
  `Hola {{buyer.first_name | capitalize : "y buenos días"}}, lamento que su paquete tarde más de lo previsto. He consultado {{order.tracking_no}} con {{order.carrier : "el transportista"}} y le escribo de nuevo a más tardar el {{next_business_day | date(day)}}.`,
  `Hola {{buyer.first_name | capitalize : "y buenos días"}}, gracias por su pedido {{order.short_id}}. Sale de nuestro almacén a más tardar el {{order.ship_by_date | date(day) : "día indicado en la app"}} y entonces recibirá el número de seguimiento.`,
  `Hola {{buyer.first_name | capitalize : "y buenos días"}}, su pedido {{order.short_id}} todavía no ha salido. Puede cancelarlo en la app, en los detalles del pedido; se lo confirmo aquí en cuanto lo vea.`,
  `Hola {{buyer.first_name | capitalize : "y buenos días"}}, lamento que {{item.title | truncate(60) : "el artículo"}} haya llegado dañado. ¿Puede enviar una foto del artículo y otra del paquete? Así podré resolverlo.`,
  `Hola {{buyer.first_name | capitalize : "y buenos días"}}, lamento que falte algo. Su pedido {{order.short_id}} contiene: {{order.items}}. ¿Qué es lo que no ha llegado?`,
  `Hola {{buyer.first_name | capitalize : "y buenos días"}}, puede pedir la devolución en la app: abra el pedido {{order.short_id}} y elija el artículo y el motivo. La veo al momento y respondo allí.`,
  `Gracias, {{buyer.first_name | capitalize : "y que tenga un buen día"}}. Si necesita algo más sobre {{order.short_id : "su pedido"}}, escriba aquí. {{agent.first_name}}, {{store.name}}`,
];

const zh: Texts = [
  `{{buyer.first_name : "您好"}}，您的订单 {{order.short_id}} 正由{{order.carrier : "物流公司"}}配送，运单号：{{order.tracking_no}}，预计 {{order.expected_to | date(day) : "应用内显示的日期"}} 前送达。`,
  `{{buyer.first_name : "您好"}}，很抱歉包裹比预计的慢。我已向{{order.carrier : "物流公司"}}查询 {{order.tracking_no}}，会在 {{next_business_day | date(day)}} 前再次回复您。`,
  `{{buyer.first_name : "您好"}}，感谢您下单 {{order.short_id}}。我们会在 {{order.ship_by_date | date(day) : "应用内显示的日期"}} 前发货，发货后您会立即收到运单号。`,
  `{{buyer.first_name : "您好"}}，您的订单 {{order.short_id}} 尚未发货，可以在应用的订单详情中取消。我看到后会在这里确认。`,
  `{{buyer.first_name : "您好"}}，很抱歉{{item.title | truncate(60) : "商品"}}到货时已损坏。请发一张商品照片和一张包裹照片，我来为您处理。`,
  `{{buyer.first_name : "您好"}}，很抱歉有商品缺少。您的订单 {{order.short_id}} 包含：{{order.items}}。请问哪一件没有收到？`,
  `{{buyer.first_name : "您好"}}，您可以在应用中申请退货：打开订单 {{order.short_id}}，选择商品和原因。我会马上看到并在那里回复。`,
  `谢谢{{buyer.first_name : "您"}}。关于{{order.short_id : "您的订单"}}如还有问题，请直接在这里留言。{{store.name}} {{agent.first_name}}`,
];

const STAGES: readonly (readonly Stage[])[] = [
  ["shipped", "partially_shipped"],
  ["shipped", "partially_shipped"],
  ["on_hold", "ready_to_ship"],
  ["unpaid", "on_hold", "ready_to_ship"],
  ["delivered", "completed"],
  ["delivered", "completed"],
  ["delivered", "completed"],
  [],
];

/** What each is called, and its folder, where its language is the first. */
const CALLED: Record<(typeof LANGUAGES)[number], readonly (readonly [name: string, folder: string])[]> = {
  en: [
    ["Where is my order", "Shipping"],
    ["Parcel is late", "Shipping"],
    ["Not shipped yet", "Shipping"],
    ["Cancel before shipping", "Orders"],
    ["Arrived damaged", "Problems"],
    ["Something is missing", "Problems"],
    ["How to return", "Problems"],
    ["Thank you", "Everyday"],
  ],
  de: [
    ["Wo ist meine Bestellung", "Versand"],
    ["Paket verspätet", "Versand"],
    ["Noch nicht versandt", "Versand"],
    ["Vor dem Versand stornieren", "Bestellungen"],
    ["Beschädigt angekommen", "Probleme"],
    ["Etwas fehlt", "Probleme"],
    ["Wie zurücksenden", "Probleme"],
    ["Dank", "Alltag"],
  ],
  es: [
    ["Dónde está mi pedido", "Envíos"],
    ["El paquete se retrasa", "Envíos"],
    ["Aún no enviado", "Envíos"],
    ["Cancelar antes del envío", "Pedidos"],
    ["Llegó dañado", "Problemas"],
    ["Falta algo", "Problemas"],
    ["Cómo devolver", "Problemas"],
    ["Gracias", "Día a día"],
  ],
  zh: [
    ["我的订单在哪里", "发货"],
    ["包裹延误", "发货"],
    ["尚未发货", "发货"],
    ["发货前取消", "订单"],
    ["到货时已损坏", "问题"],
    ["有商品缺少", "问题"],
    ["如何退货", "问题"],
    ["感谢", "日常"],
  ],
};

const inLanguage = (language: (typeof LANGUAGES)[number], texts: Texts): Starter[] =>
  CALLED[language].map(([name, folder], at) => ({ name, folder, stages: STAGES[at] ?? [], text: texts[at] ?? "" }));

export const STARTERS: Record<(typeof LANGUAGES)[number], Starter[]> = {
  en: inLanguage("en", en),
  de: inLanguage("de", de),
  es: inLanguage("es", es),
  zh: inLanguage("zh", zh),
};
