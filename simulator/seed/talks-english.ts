// What buyers ask in English and what they are answered, about their own orders. Refuses lorem ipsum.
// A turn is who and what: b buyer, a agent in Seller Center, r robot, s TikTok, h hidden. `@` words become cards and photos;
// {product}, {carrier}, {tracking}, {name} and {town} are the order's.

export type Turn = readonly [who: "b" | "a" | "r" | "s" | "h", what: string];

export interface Talk {
  language: string;
  /** Which orders it is about. */
  about: "waiting" | "travelling" | "arrived" | "any";
  turns: readonly Turn[];
}

const talk = (about: Talk["about"], ...turns: Turn[]): Talk => ({ language: "en", about, turns });

export const ENGLISH: readonly Talk[] = [
  talk(
    "travelling",
    ["b", "@enter"],
    ["b", "Where is my parcel?"],
    ["b", "It was supposed to be here yesterday"],
    ["a", "Hi {name}, {carrier} scanned it at the sorting centre this morning under {tracking}. It should reach {town} within two days."],
    ["b", "ok thank you for checking"],
  ),
  talk(
    "travelling",
    ["b", "Hello, tracking {tracking} has not moved since Tuesday. Is it lost?"],
    ["r", "Thanks for your message! An agent will be with you soon. You can follow your parcel under Orders."],
    ["b", "I can see that it does not move, that's why I ask"],
  ),
  talk(
    "waiting",
    ["b", "@order"],
    ["b", "Can you change the address? I moved last week and the old one is still in my account"],
    ["a", "Of course. Please open the order, tap Edit address, and tell me when it is done. We have not printed the label yet."],
    ["b", "done! 2nd floor please"],
    ["a", "I see the new address. It ships this afternoon."],
  ),
  talk("waiting", ["b", "when does this ship? need it for a birthday on saturday"], ["b", "@order"]),
  talk(
    "waiting",
    ["b", "I ordered two by mistake, can I cancel only one of them?"],
    [
      "a",
      "No problem, I will take one {product} off the order and the rest ships today. The refund for one unit goes back the way you paid.",
    ],
    ["b", "perfect, you are quick!"],
  ),
  talk(
    "arrived",
    ["b", "@enter"],
    ["b", "Hi, my {product} arrived with the lid broken 😕"],
    ["b", "@photo:jar with a dented lid"],
    ["a", "I am sorry, {name}, that must have happened on the way. Would you like a new one or your money back?"],
    ["b", "A new one please, I really like it otherwise"],
    ["a", "It goes out tomorrow morning. Please keep the broken one, no need to send it back."],
  ),
  talk(
    "arrived",
    ["b", "wrong colour!! I ordered a different one"],
    ["b", "@photo:wrong colour"],
    ["r", "We are sorry to hear that. To start a return, open the order and choose Return or refund."],
    ["b", "I dont want to return it I want the right one"],
  ),
  talk(
    "arrived",
    ["b", "Just wanted to say the {product} is gorgeous. Packaging was lovely too"],
    ["a", "That made our morning, thank you {name}! If you leave a review we will read it out in the workshop."],
  ),
  talk(
    "arrived",
    ["b", "How do I return this? It's unopened"],
    ["a", "Open the order, choose Return or refund, then No longer needed. You get a label by mail and have 14 days."],
    ["b", "do I pay for shipping"],
    ["a", "For a change of mind it is 4.99 from the refund. If anything is wrong with it, we pay."],
    ["h", "Rate this conversation"],
  ),
  talk(
    "any",
    ["b", "@product"],
    ["b", "Is the {product} safe for sensitive skin or around kids?"],
    ["a", "Yes: no perfume, tested on sensitive skin, and the bottle has a lock. For children under three please ask your doctor first."],
  ),
  talk(
    "any",
    ["b", "Do you have this in a bigger size"],
    ["r", "Hello! You can find every size on the product page."],
    ["b", "there is only one there"],
    ["a", "You are right, the larger one is back on the first of next month. Shall I write to you then?"],
    ["b", "yes pls"],
  ),
  talk("any", ["b", "hi"], ["b", "anyone there?"]),
  talk(
    "travelling",
    ["b", "The app says delivered but nothing is here. I checked with the neighbours"],
    ["b", "@order"],
    [
      "a",
      "Thank you for checking with them. {carrier} says it was left at the front door at 14:10. I have opened a search with them and will write to you by tomorrow noon.",
    ],
    ["b", "Ok. It was a gift so I'm a bit nervous"],
  ),
  talk(
    "waiting",
    ["b", "Do I get a discount if I order a third one now?"],
    ["a", "There is a 10 % code for three or more: it shows in the basket by itself."],
    ["b", "found it 🙌"],
  ),
  talk(
    "arrived",
    ["b", "The pump on the bottle does not work"],
    ["b", "@photo:broken pump"],
    ["b", "I turned it both ways like in the video"],
  ),
  talk(
    "arrived",
    ["b", "One item is missing from my order. The slip says 2, there was only 1 in the box"],
    ["b", "@photo:open parcel on a table"],
    ["a", "Thank you for the photo. The two travelled in separate parcels: the second one is with {carrier} and should arrive by Friday."],
    ["b", "oh great, did not know that"],
  ),
  talk(
    "waiting",
    ["b", "please cancel my order, I found it cheaper"],
    ["s", "The buyer has asked to cancel the order."],
    ["a", "I am sorry to hear it. Your order was packed an hour ago; would 15 % off make you keep it?"],
    ["b", "hmm ok deal"],
  ),
  talk(
    "any",
    ["b", "Can I get an invoice with my company name on it?"],
    ["a", "Yes. Send me the name and the address and I will put the PDF into this chat."],
    ["b", "Hayes & Daughters LLC, 12 Mill Creek Road"],
  ),
];
