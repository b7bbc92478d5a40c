// @ts-check
/** The widget's look, as a constructed style sheet: it needs no style-src on the host page and cannot flash unstyled. */

export const css = `
:host { all: initial; display: block; block-size: min(46em, 92vh); block-size: min(46em, 92dvh); }
:host([hidden]) { display: none; }
:host([position^=bottom]) { block-size: 0; }
.frame {
  all: initial; display: block; /* a page's rule for all elements stops here */
  --ground: #f6f4ef; --surface: #fff; --text: #1d2a2d; --soft: #526067; --line: #ddd8ce; --control: #748487;
  --accent: #0f5b5e; --on-accent: #fff; --tint: #e3f0ee; --skin: #eadfd2; --region: #fffaf3;
  --red: #9b1c16; --on-red: #fff; --red-tint: #fdf0ed; --red-line: #e3aaa3;
  --amber: #7a4700; --amber-tint: #fff4df; --green: #1e6136; --green-tint: #e6f4ea;
  color-scheme: light; block-size: 100%; font-family: -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, system-ui, sans-serif;
  line-height: 1.5; color: var(--text); text-align: start; overflow-wrap: break-word;
}
.panel, .launcher { font-size: 1.0625em; }
[data-size="1"] .panel { font-size: 1.3em; }
[data-size="2"] .panel { font-size: 1.6em; }
[data-size="2"] :is(.head, .bar, .composer) { font-size: .75em; }
[data-theme=dark] {
  --ground: #11191b; --surface: #1b2629; --text: #e7eded; --soft: #a9b8ba; --line: #33444a; --control: #81979b;
  --accent: #7fd1cb; --on-accent: #06282a; --tint: #1c3a3c; --skin: #2f3f42; --region: #22312f;
  --red: #ffb4a9; --on-red: #4a0c07; --red-tint: #301a19; --red-line: #7a403a;
  --amber: #f3c37a; --amber-tint: #33270f; --green: #93d5a6; --green-tint: #17301f; color-scheme: dark;
}
[data-theme=contrast] {
  --ground: #fff; --surface: #fff; --text: #000; --soft: #000; --line: #000; --control: #000; --accent: #00308f; --tint: #fff;
  --skin: #fff; --region: #fff; --red: #8a0000; --red-tint: #fff; --red-line: #8a0000; --amber: #000; --amber-tint: #fff;
  --green: #000; --green-tint: #fff;
}

* { box-sizing: border-box; }
[hidden] { display: none !important; }
h2, h3, h4, p, ul, figure, fieldset, legend { margin: 0; padding: 0; }
h2 { font-size: 1.0625em; line-height: 1.25; }
h3 { font-size: 1.25em; line-height: 1.3; }
h4 { font-size: 1em; line-height: 1.4; }
ul { padding-inline-start: 1.25em; }
li + li { margin-block-start: .3em; }
fieldset { border: 0; min-inline-size: 0; }
.small { font-size: .9em; color: var(--soft); }
.sr { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.icon { inline-size: 1.35em; block-size: 1.35em; flex: none; fill: none; stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
h2:focus-visible, h3:focus-visible { outline-style: dashed; outline-width: 2px; }
.msg:focus-visible { outline: 2px dashed var(--control); outline-offset: 4px; border-radius: 1em; }
.scroller:focus-visible { outline-offset: -3px; }
:is(textarea, input, select):focus-visible { outline-offset: -1px; }

/* Frame */
.panel { position: relative; display: flex; flex-direction: column; block-size: 100%; overflow: hidden; background: var(--ground); border: 1px solid var(--line); border-radius: 1.1em; }
.head { display: flex; align-items: center; gap: .7em; padding: .5em .5em .5em .9em; background: var(--surface); }
.head > div { flex: 1; min-inline-size: 0; }
.head p { font-size: .85em; line-height: 1.3; color: var(--soft); }
.logo { display: grid; place-items: center; inline-size: 2.2em; block-size: 2.2em; border-radius: .7em; background: var(--accent); color: var(--on-accent); }
.bar { flex: none; padding: .2em .9em; text-align: center; font-size: .95em; color: var(--red); background: var(--red-tint); border-block: 1px solid var(--red-line); }
.bar a { display: inline-block; padding: .25em .5em; color: inherit; font-weight: 700; min-inline-size: 1.7em; }
.scroller { flex: 1; min-block-size: 0; overflow: auto; padding: 1em; scroll-padding-block: .8em 5em; }
.log, .msg { display: flex; flex-direction: column; gap: .7em; }
.log { gap: 1.2em; }
.log:not(:empty) { margin-block-start: 1.2em; }
.composer { flex: none; display: grid; grid-template-columns: 1fr auto; gap: .4em .6em; align-items: end; padding: .6em .8em; background: var(--surface); border-block-start: 1px solid var(--line); }
.composer .small { grid-column: 1; padding-inline-start: 1em; }
.composer button, .icon-button { display: grid; place-items: center; inline-size: 2.9em; padding: 0; border-radius: 50%; flex: none; }
.icon-button { border-color: transparent; background: none; }
textarea, .exact input, select { font: inherit; line-height: 1.5; color: inherit; background: var(--ground); border: 1px solid var(--control); border-radius: 1.5em; min-block-size: 2.9em; }
textarea { display: block; inline-size: 100%; max-block-size: 8.5em; padding: .6em 1em; resize: none; }
textarea::placeholder { color: var(--soft); opacity: 1; }
.launcher { position: fixed; z-index: 2147483000; inset-block-end: max(1em, env(safe-area-inset-bottom)); inset-inline-end: 1em; display: flex; align-items: center; gap: .6em; min-block-size: 3.4em; border-radius: 2em; background: var(--accent); color: var(--on-accent); border-color: var(--on-accent); box-shadow: 0 .3em 1.2em rgb(0 0 0 / .25); }
[data-position=bottom-left] .launcher { inset-inline: 1em auto; }
[data-position^=bottom] .panel { position: fixed; z-index: 2147483000; inset-block-end: 1em; inset-inline-end: 1em; inline-size: min(25em, 100vw - 2em); block-size: min(42em, 100vh - 2em); block-size: min(42em, 100dvh - 2em); box-shadow: 0 .5em 2.5em rgb(0 0 0 / .25); }
[data-position=bottom-left] .panel { inset-inline: 1em auto; }

/* Bubbles and cards */
.guide { align-items: flex-start; }
.guide > * { max-inline-size: 100%; }
.bubble { max-inline-size: min(100%, 34em); padding: .7em 1em; border-radius: 1.2em; background: var(--surface); border: 1px solid var(--line); }
.guide .bubble { border-start-start-radius: .3em; }
.you { align-items: flex-end; }
.you .bubble { max-inline-size: 85%; background: var(--accent); color: var(--on-accent); border-color: transparent; border-end-end-radius: .3em; }
[data-unsent]::after { content: attr(data-unsent); font-size: .9em; color: var(--red); }
.note { text-align: center; font-size: .9em; color: var(--soft); }
.bubble > :not(.sr) + *, .card > * + *, .words > * + *, .part > * + *, .options > * + *, dialog > * + * { margin-block-start: .65em; }
.card { inline-size: 100%; padding: 1em; border-radius: 1.2em; background: var(--surface); border: 1px solid var(--line); }
.starts > * + * { margin-block-start: .4em; }
.signs { padding: .8em 1em; border-radius: 1em; background: var(--red-tint); border: 1px solid var(--red-line); }
.signs ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15em), 1fr)); gap: .1em 1.2em; margin-block-start: .4em; font-size: .95em; }
.signs li + li { margin: 0; }
.signs h4, .words h3 { display: flex; align-items: flex-start; gap: .5em; color: var(--red); }
.trouble { background: var(--red-tint); border-color: var(--red-line); }
.emergency { background: var(--red-tint); border: 2px solid var(--red); border-inline-start-width: .5em; }
.crisis { background: var(--tint); border: 2px solid var(--accent); border-inline-start-width: .5em; }
.crisis h3 { color: var(--accent); }
.calls, .lines { display: flex; flex-wrap: wrap; gap: .6em; }
.lines { flex-direction: column; padding: 0; list-style: none; }
.lines li { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .4em 1em; margin: 0; }
blockquote { margin: 0; padding-inline-start: .9em; border-inline-start: 3px solid var(--accent); font-style: italic; }
.noted { inline-size: 100%; }
.noted ul { padding: 0; list-style: none; }
.noted li { display: flex; justify-content: space-between; align-items: center; gap: .8em; margin: 0; padding-block: .35em; border-block-end: 1px solid var(--line); }
.noted li button { flex: none; padding: .4em .9em; }

/* Controls */
button, .call, summary { min-block-size: 2.75em; font: inherit; font-weight: 600; line-height: 1.3; cursor: pointer; touch-action: manipulation; }
button, .call { padding: .5em 1.1em; border-radius: 1.5em; border: 1.5px solid var(--accent); background: var(--surface); color: var(--accent); text-align: start; text-decoration: none; overflow-wrap: anywhere; }
.call { display: inline-flex; align-items: center; gap: .5em; background: var(--accent); color: var(--on-accent); }
:is(.emergency, .trouble, .result) .call { background: var(--red); border-color: var(--red); color: var(--on-red); }
.emergency .call { font-size: 1.25em; min-block-size: 2.8em; padding-inline: 1.5em; border-radius: 2em; }
.primary { background: var(--accent); color: var(--on-accent); }
.big { inline-size: 100%; text-align: center; font-size: 1.1em; }
.quiet { border-color: var(--control); font-weight: 500; }
.link, summary { font-weight: 500; color: var(--accent); text-decoration: underline; text-underline-offset: .2em; }
.link { padding-inline: .25em; border-color: transparent; background: none; }
.choices { display: flex; flex-wrap: wrap; gap: .55em; }
.stay { position: sticky; inset-block-end: -1em; z-index: 1; padding-block: .6em; background: var(--ground); border-block-start: 1px solid var(--line); }
.stay .hint { inline-size: 100%; }
@media (hover: hover) { button:enabled:hover, .call:hover { text-decoration: underline; text-underline-offset: .2em; } }
.msg > fieldset { display: flex; flex-direction: column; gap: .7em; inline-size: 100%; }
fieldset:disabled :is(button, label, .map, .ends) { opacity: .6; cursor: default; }
fieldset:disabled .stay { position: static; }
.checks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 17em), 1fr)); gap: .4em; }
.checks label, .row label { display: flex; align-items: center; gap: .7em; min-block-size: 2.75em; padding: .3em .85em; cursor: pointer; line-height: 1.3; background: var(--surface); border: 1px solid var(--control); border-radius: .85em; }
label:has(:checked) { background: var(--tint); border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
label:has(:focus-visible) { outline: 3px solid var(--accent); outline-offset: 2px; }
:is([type=checkbox], [type=radio]) { flex: none; font: inherit; inline-size: 1.35em; block-size: 1.35em; margin: 0; accent-color: var(--accent); outline: none; }
.row { display: flex; flex-wrap: wrap; gap: .4em; margin-block-start: .3em; }
.scale { display: grid; grid-template-columns: repeat(auto-fill, minmax(2.75em, 1fr)); gap: .35em; }
.scale button { padding: 0; text-align: center; border-radius: .8em; }
.ends { display: flex; justify-content: space-between; gap: 1em; font-size: .9em; color: var(--soft); }
.exact > div { display: flex; flex-wrap: wrap; gap: .5em; margin-block-start: .3em; }
.exact input { inline-size: 6em; padding: .3em 1em; background: var(--surface); }
select { padding-inline: .7em; background: var(--surface); }
.hint { font-size: .9em; color: var(--red); }
.hint:empty { display: none; }
summary { display: flex; align-items: center; gap: .5em; inline-size: fit-content; padding: .3em .25em; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary::after { content: "▾" / ""; }
[open] > summary::after { content: "▴" / ""; }
.extras { display: flex; flex-wrap: wrap; align-items: flex-start; gap: 0 1.2em; }
.extras:empty { display: none; }
.extras details > p { padding: 0 .25em .25em; }
.progress { display: flex; align-items: center; gap: .7em; }
.progress i { inline-size: 5em; block-size: .4em; border-radius: 1em; background: linear-gradient(var(--accent) 0 0) 0 / var(--done) 100% no-repeat var(--line); }

/* The body map */
.map { display: grid; grid-template-columns: 3fr 2fr; align-items: end; gap: .5em; max-inline-size: 30em; }
figcaption { text-align: center; font-size: .85em; color: var(--soft); }
.body { display: block; inline-size: 100%; touch-action: manipulation; }
.skin { fill: var(--skin); stroke: var(--control); stroke-width: .7; stroke-linejoin: round; }
.body text { font-size: 6px; fill: var(--soft); }
.front text { font-size: 8px; }
.spine { fill: none; stroke: var(--control); stroke-dasharray: 1.5 3; pointer-events: none; }
.region { fill: var(--region); stroke: var(--control); stroke-width: .6; cursor: pointer; }
@media (hover: hover) { fieldset:enabled .region:hover { fill: var(--tint); } }
.region.on { fill: var(--accent); stroke: var(--text); stroke-width: 1.2; }

/* The result */
.result { padding: 0; overflow: hidden; --mark: var(--accent); --mark-tint: var(--tint); }
.result > * { margin: 1em 1em 0; }
.result > :last-child { margin-block-end: 1em; }
.result .verdict { display: flex; gap: .8em; align-items: flex-start; margin: 0; padding: 1em; color: var(--mark); background: var(--mark-tint); border-block-end: 1px solid var(--line); border-inline-start: .5em solid; }
.verdict .icon { inline-size: 2.2em; block-size: 2.2em; }
.verdict > div > * + * { margin-block-start: .3em; }
[data-size="2"] .verdict { flex-direction: column; }
.level { font-weight: 700; }
[data-level=emergency] { --mark: var(--red); --mark-tint: var(--red-tint); }
:is([data-level=urgent], [data-level=soon]) { --mark: var(--amber); --mark-tint: var(--amber-tint); }
[data-level=selfcare] { --mark: var(--green); --mark-tint: var(--green-tint); }
.result li .small { display: block; }
.partial { display: flex; gap: .6em; padding: .7em .9em; border-radius: .9em; background: var(--amber-tint); color: var(--amber); border: 1px solid var(--line); }
.watch h4 { color: var(--red); }

.options { flex: 0 1 auto; max-block-size: 70%; overflow: auto; padding: .9em; background: var(--surface); border-block-end: 1px solid var(--line); box-shadow: 0 .4em .8em rgb(0 0 0 / .12); }
.typing { display: flex; flex-wrap: wrap; align-items: center; gap: .8em; margin-block-start: 1.2em; }
.dots { display: flex; gap: .35em; padding: .9em 1em; border-radius: 1.2em; background: var(--surface); border: 1px solid var(--line); }
.dots i { inline-size: .5em; block-size: .5em; border-radius: 50%; background: var(--soft); animation: breathe 1.5s infinite ease-in-out; }
.dots i:nth-child(2) { animation-delay: .2s; }
.dots i:nth-child(3) { animation-delay: .4s; }
@keyframes breathe { 0%, 70%, 100% { opacity: .3; } 35% { opacity: 1; } }
dialog { max-inline-size: min(30em, calc(100vw - 2em)); padding: 1.4em; border: 1px solid var(--line); border-radius: 1.2em; background: var(--surface); color: inherit; }
dialog::backdrop { background: rgb(0 0 0 / .5); }

/* Small or magnified windows: the words need the room. */
@media (max-width: 26em) {
  [data-position^=bottom] .panel { inset: 0 !important; inline-size: 100%; block-size: 100%; border: 0; border-radius: 0; }
  .scroller { padding: .75em; }
  .stay { inset-block-end: -.75em; }
  .result > * { margin-inline: .8em; }
}
@media (max-height: 41em) { .stay { position: static; } }
@media (max-height: 28em) {
  .head p, .logo { display: none; }
  .head { padding-block: 0; }
}
@media (prefers-reduced-motion: reduce) { * { animation: none !important; transition: none !important; } }
@media (forced-colors: active) {
  .frame { --on-accent: ButtonText; --on-red: LinkText; }
  .emergency, .crisis, .result { border: 3px solid; }
  fieldset:disabled :is(button, label, .map, .ends) { opacity: 1; }
  label:has(:checked) { outline: 2px solid Highlight; }
  .skin, .region { fill: Canvas; stroke: CanvasText; }
  .region.on { fill: Highlight; stroke: CanvasText; }
  .body text { fill: CanvasText; }
  .progress i { border: 1px solid; forced-color-adjust: none; background: linear-gradient(Highlight 0 0) 0 / var(--done) 100% no-repeat Canvas; }
}
@media print {
  :host { block-size: auto; }
  .panel { display: block; block-size: auto; overflow: visible; border: 0; }
  .scroller { overflow: visible; }
  .composer, .head button, .options, .typing, button, dialog, .map { display: none !important; }
  .result { overflow: visible; }
}
`;
