// @ts-check
/** Every word that the widget says by itself. The bot itself speaks English only. */

/** @param {string[]} numbers */
const either = (numbers) => numbers.length > 1 ? `${numbers.slice(0, -1).join(", ")} or ${numbers.at(-1)}` : numbers[0];

export default {
  lang: "en",
  dir: "ltr",
  name: "BackGuide",
  subtitle: "A guide, not a doctor",
  launch: "Check your back pain",
  close: "Close the guide",
  menu: "Options",
  conversation: "Conversation",
  you: "You",
  guide: "Guide",

  barQuestion: "Emergency?",
  barCall: "Call",
  /** @param {string[]} numbers */
  advice: (numbers) => "Chest pain, trouble breathing, new weakness or numbness, trouble with pee or poo, or feeling very "
    + `unwell? Do not wait for this page: call your emergency number now (${either(numbers)}).`,

  hello: "Let’s look at your back pain",
  intro: "I ask short questions, one at a time. Then I tell you how soon to get help, and why. I am a computer guide: "
    + "I cannot say what causes your pain.",
  start: "Check my back pain",
  ideasTitle: "Ask a question instead",
  ideas: ["When should I go to the ER?", "What usually causes upper back pain?", "Is my back pain a sign of cancer?",
    "What can I do at home for the pain?"],
  signsTitle: "Get help now, not here, if you have",
  signs: ["chest pain or trouble breathing", "fainting, or coughing up blood", "a weak arm or leg",
    "numbness between your legs", "new trouble with pee or poo", "sudden tearing pain, or a bad accident",
    "fast weight loss without trying", "thoughts of ending your life"],
  privacy: "Please leave out names and addresses. You can delete this chat at any time: see Options at the top.",

  inputLabel: "Your message",
  placeholder: "Type in your own words",
  send: "Send",
  /** @param {number} n */
  left: (n) => `${n} characters left`,
  typing: "The guide is reading",
  slow: "This takes longer than usual. I am still trying, and your message is safe.",

  /** @param {number} n */
  more: (n) => n > 0 ? `About ${n} more ${n === 1 ? "question" : "questions"} after this` : "Nearly done",
  why: "Why do you ask?",
  back: "Go back",
  backWords: "go back",
  sendAnswer: "Send my answer",
  tickOne: "Tick at least one, or use another button.",
  exact: "Or give the exact number",
  exactTime: "Or tell it exactly",
  unit: "Days, weeks, months or years",
  units: ["days", "weeks", "months", "years"],
  numberOnly: "Please give a number.",
  use: "Use this",
  scaleLow: "0 is no pain",
  scaleHigh: "10 is the worst",
  mapHint: "Tap where it hurts, or pick from the list. More than one is fine.",
  mapBack: "From behind",
  mapFront: "From the front",
  left_: "your left",
  right_: "your right",

  noted: "What I understood",
  notedHint: "Is something wrong? Press “Change”, or just tell me.",
  change: "Change",
  /** @type {Record<string, string>} */
  assertions: { present: "yes", absent: "no", possible: "not sure", historical: "in the past", family: "in the family" },

  /** @type {Record<string, string>} */
  routes: {
    ambulance: "Call for an ambulance now", go_now: "Go to the emergency room (A&E) now",
    poison: "Get poison help now", maternity: "Call your maternity unit now",
  },
  emergency: "Get emergency help now",
  crisis: "You are not alone",
  call: "Call",
  text: "Text",
  source: "Source",
  fromArticle: "From the article",

  /** @type {Record<string, string>} */
  levels: {
    emergency: "Get emergency help now", urgent: "Get help today", soon: "See a doctor within days",
    routine: "Book an ordinary appointment", selfcare: "You can look after this at home",
  },
  result: "Your result",
  within: "How soon",
  incomplete: "Not complete.",
  incompleteWhy: "Some questions have no answer, so I could not check everything. If in doubt, get help sooner.",
  reasons: "Why",
  todo: "What to do",
  avoid: "What not to do",
  because: "It is this urgent because of",
  watch: "Get help sooner if",
  wouldChange: "What would make it more urgent",
  tell: "Tell the doctor",
  unanswered: "Not answered",
  answers: "Your answers",
  noDiagnosis: "This guide does not diagnose. If you are worried, call, even if it says that you can wait.",
  version: "Content version",
  documents: "Keep it, or show it to a doctor",
  /** @type {Record<string, string>} */
  document: { page: "Page for the doctor", pdf: "Save as PDF", summary: "Save as text", fhir: "Save for health records (FHIR)" },
  saved: "Saved on your device.",

  /** What happened, by kind of failure. @type {Record<string, string>} */
  trouble: {
    offline: "You are offline. I will send your message when you are back online. Phone calls may still work.",
    slow: "The answer takes too long.",
    down: "I cannot reach the guide just now.",
    empty: "I got no answer.",
    busy: "Too many messages at once.",
    refused: "This page may not use the guide. Please tell its owner.",
    history: "I could not load your chat. It is not lost.",
    erase: "Your chat is not deleted yet.",
    document: "I could not get that document.",
  },
  kept: "Your message is kept.",
  /** @param {number} s seconds */
  again: (s) => `I will try again in ${s} seconds.`,
  retry: "Try again",
  unsent: "No answer yet",
  renewed: "You were away for a while. Your chat goes on.",
  startedNew: "Your earlier chat is no longer kept, so this is a new one.",
  online: "You are online again.",

  size: "Text size",
  sizes: ["Normal", "Large", "Very large"],
  theme: "Colours",
  /** @type {Record<string, string>} */
  themes: { auto: "As my device", light: "Light", dark: "Dark", contrast: "High contrast" },
  keep: "Keep this chat on this device",
  keepHint: "If this is off, this device forgets the chat when you close the tab.",
  restart: "Start again",
  restartWords: "start again",
  erase: "Delete my chat",
  eraseTitle: "Delete this chat?",
  eraseText: "Your answers are deleted here and on the server. This cannot be undone. Save your result first if you want "
    + "to keep it.",
  eraseYes: "Delete it",
  eraseNo: "Keep my chat",
  erased: "Your chat is deleted.",
  /** @param {number} n */
  choices: (n) => ` ${n} choices.`,
};
