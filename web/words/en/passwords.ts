/** Forgotten passwords, and the password that is asked for again. */
export const passwords = {
  forgotten: "Forgot your password?",
  page: "New password",
  ask: {
    title: "A link for a new password",
    words: "Type the address you sign in with. If it belongs to somebody here, a link comes by e-mail; it works once, within an hour.",
    act: "Send the link",
    sent: "Look into your mail",
    sentWords:
      "If the address belongs to somebody here, the link is on its way. Nothing came after some minutes? Ask an admin of your desk.",
  },
  noMail: {
    title: "Ask an admin for a link",
    words:
      "This desk sends no e-mail. An admin makes you a link under Settings, People. Whoever is the last admin gets one from whoever runs the desk.",
  },
  set: {
    title: "Choose a new password",
    words: (name: string, email: string) => `For ${name}, ${email}. All your sessions end, and you sign in with the new one.`,
    act: "Set the password",
    over: "This link is no longer good",
    done: "Your password is set",
    doneWords: "Sign in with it.",
  },
  back: "To sign-in",
  again: { password: "Your password", hint: "Asked again, so that nobody else at your desk does this.", go: "Go on" },
  end: {
    title: (browser: string) => `End ${browser}?`,
    othersTitle: "End all other sessions?",
    words: "Whoever sits there is out at once.",
    others: "End all others",
  },
  give: {
    act: "Link for a new password",
    title: (name: string) => `A link for ${name} to set a new password`,
    words:
      "For whoever forgot theirs. Be sure that it is really them who ask: whoever has the link sets the password. A second factor is asked for all the same.",
    link: "Link",
    hint: (name: string, until: string) => `Give it to ${name} yourself: it is shown only now, works once, and is good until ${until}.`,
  },
};
