/** The look of the provider's pages: one sheet, by day and by night, from 320 px on. */
export const STYLE = `
:root{color-scheme:light dark;--ground:#eef0f4;--panel:#fff;--ink:#171a21;--quiet:#535a69;--line:#cfd4de;--field:#fff;--accent:#4338ca;--on-accent:#fff;--bad:#b42318;--note:#fff4d6;--note-ink:#5c3d00;--note-line:#e6b94a}
@media(prefers-color-scheme:dark){:root{--ground:#0d0f14;--panel:#171a22;--ink:#eceef3;--quiet:#a5adbd;--line:#363c4a;--field:#0f1219;--accent:#a5b4fc;--on-accent:#12132b;--bad:#ff9b8f;--note:#33290c;--note-ink:#ffe2a0;--note-line:#7a6220}}
*{box-sizing:border-box}
body{margin:0;min-height:100vh;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;-webkit-font-smoothing:antialiased}
.sandbox{background:var(--note);color:var(--note-ink);border-bottom:1px solid var(--note-line);padding:.9rem 1rem;text-align:center}
.sandbox strong{display:block;font-size:1.35rem;letter-spacing:.01em;line-height:1.25}
main{max-width:60rem;margin:0 auto;padding:clamp(1rem,4vw,3rem) 1rem;display:grid;gap:clamp(1.25rem,3vw,2.5rem)}
@media(min-width:50rem){main.two{grid-template-columns:1fr 1.15fr;align-items:start}}
main.one{max-width:32rem}
h1{font-size:1.05rem;font-weight:600;color:var(--quiet);margin:0 0 .35rem}
.amount{font-size:clamp(2.1rem,7vw,2.9rem);font-weight:680;letter-spacing:-.025em;line-height:1.1;margin:0;font-variant-numeric:tabular-nums}
.what{margin:.6rem 0 0;color:var(--quiet)}
.back{display:inline-block;margin-top:1.4rem;padding:.5rem 0}
a{color:var(--accent)}
.panel{background:var(--panel);border:1px solid var(--line);border-radius:16px;padding:clamp(1.1rem,3vw,1.9rem);box-shadow:0 1px 2px rgb(0 0 0/.05),0 12px 32px -12px rgb(0 0 0/.18)}
h2{font-size:1.15rem;margin:0 0 1.1rem}
label{display:block;font-size:.9rem;font-weight:560;margin-bottom:.3rem}
.field{margin-bottom:1rem}
input{width:100%;font:inherit;font-variant-numeric:tabular-nums;color:inherit;background:var(--field);border:1px solid var(--line);border-radius:10px;padding:.72rem .85rem;min-height:48px}
input:focus-visible,button:focus-visible,a:focus-visible,summary:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
input[aria-invalid=true]{border-color:var(--bad)}
.pair{display:grid;grid-template-columns:1fr 1fr;gap:.8rem}
button{font:inherit;font-weight:620;cursor:pointer;border-radius:10px;min-height:48px;padding:.65rem 1rem;border:1px solid var(--line);background:transparent;color:inherit}
button.main{width:100%;background:var(--accent);color:var(--on-accent);border-color:transparent}
button.main:hover{filter:brightness(1.08)}
.answers{display:grid;gap:.7rem}
.problem{color:var(--bad);font-weight:560;margin:0 0 1rem}
.cards{margin-top:1.6rem;border-top:1px solid var(--line);padding-top:1.1rem}
.cards h3{font-size:.95rem;margin:0 0 .6rem}
.cards ul{list-style:none;margin:0;padding:0;display:grid;gap:.45rem}
.cards button{width:100%;display:flex;flex-wrap:wrap;justify-content:space-between;align-items:center;gap:.1rem 1rem;text-align:left;font-weight:400;font-size:.9rem;min-height:44px;padding:.5rem .8rem}
.cards button:hover{border-color:var(--accent)}
.cards code{font:500 .9rem ui-monospace,SFMono-Regular,Menlo,monospace}
.cards span{color:var(--quiet)}
`;
