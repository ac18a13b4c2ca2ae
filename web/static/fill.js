// A form filled in on the phone: a screen at a time, saved as it is typed, kept here while the network
// is away, and never written over unseen. Without it the form is one long page with a button.

const form = document.getElementById("fill");
const saved = document.getElementById("saved");
const KEY = form.dataset.key;
const PAUSE = 700; // milliseconds after the last key
const AGAIN = 4000; // until the next try while the network is away
const MOST = 12000; // characters at a time; what is left goes with the next
const FITS = 1000; // characters of a summary that one sheet of paper holds

const blanks = new Map();
for (const box of form.querySelectorAll("[data-blank]")) {
  const id = box.dataset.blank;
  const input = form.elements[`now.${id}`];
  blanks.set(id, { id, box, input, there: form.elements[`was.${id}`].value, clash: null, refused: null });
}

let timer = 0;
let running = null; // the save that is under way

function element(kind, words, name = "") {
  const made = document.createElement(kind);
  made.textContent = words;
  made.className = name;
  return made;
}

function button(words, act) {
  const made = element("button", words);
  made.type = "button";
  made.onclick = act;
  return made;
}

function say(words, tone = "", again = false) {
  saved.hidden = false;
  saved.className = `saved ${tone}`;
  saved.textContent = words;
  if (!again) return;
  const link = element("a", "重新打开");
  link.href = location.pathname;
  saved.append(link);
}

// What was typed and is not on the server yet lies on this phone, blank by blank: two pages of one
// paper share the place.
function keptHere() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) || {};
  } catch {
    return {};
  }
}

function keep(change) {
  const kept = keptHere();
  change(kept);
  try {
    if (Object.keys(kept).length) localStorage.setItem(KEY, JSON.stringify(kept));
    else localStorage.removeItem(KEY);
  } catch {
    say("这台手机不让留存内容：没有网络时请不要关这一页。", "stop");
  }
}

const changed = (blank) => blank.input.value !== blank.there;
const waiting = () => [...blanks.values()].filter((one) => changed(one) && !one.clash && one.input.value !== one.refused);

function batch() {
  let left = MOST;
  return waiting().filter((one, at) => {
    left -= one.input.value.length + one.there.length;
    return at === 0 || left > 0;
  });
}

function typed(blank) {
  blank.refused = null;
  const now = blank.input.value;
  keep((kept) => {
    if (changed(blank)) kept[blank.id] = { was: blank.there, now };
    else delete kept[blank.id];
  });
  count(blank);
  soon(PAUSE);
}

function soon(after) {
  clearTimeout(timer);
  timer = setTimeout(save, after);
}

function put(blank, text) {
  blank.input.value = text;
  count(blank);
}

function count(blank) {
  const words = blank.box.querySelector("[data-count]");
  if (!words) return;
  const length = blank.input.value.length;
  words.hidden = !length;
  const over = blank.id === "summary" && length > FITS;
  words.className = `count-words${over ? " over" : ""}`;
  words.textContent = `已写${length}字${over ? `，一张纸大约放得下${FITS}字` : ""}`;
}

function tell(blank, told, reads) {
  const list = blank.box.querySelector(".told");
  const shown = blank.input.value.trim() || blank.left ? told || [] : [];
  list.replaceChildren(
    ...shown.map((one) => {
      const line = element("li", "", one.must ? "must" : "look");
      line.append(element("b", one.must ? "必须改" : "请核对"), `${one.what}。`);
      if (one.offer) {
        const offer = button(`改成${one.offer}`, () => {
          put(blank, one.offer);
          typed(blank);
        });
        line.append(offer);
      } else if (one.example) line.append(element("span", `例如：${one.example}`, "such"));
      return line;
    }),
  );
  blank.box.classList.toggle("wrong", shown.some((one) => one.must));
  const note = blank.box.querySelector("[data-reads]");
  note.hidden = !reads;
  note.querySelector("b").textContent = reads || "";
}

function clash(blank, theirs) {
  blank.clash = theirs;
  const box = blank.box.querySelector("[data-clash]");
  const settle = (text) => {
    blank.there = theirs.text;
    blank.clash = null;
    box.hidden = true;
    put(blank, text);
    typed(blank);
  };
  box.replaceChildren(
    `这一格${theirs.who}在${theirs.at}改成了：`,
    element("q", theirs.text || "（空）"),
    "您写的还没有存，也没有盖掉那边的。",
    button("用那边的", () => settle(theirs.text)),
    button("用我写的", () => settle(blank.input.value)),
  );
  box.hidden = false;
}

function refuse(blank, why) {
  blank.refused = blank.input.value;
  keep((kept) => delete kept[blank.id]);
  blank.box.querySelector(".told").replaceChildren(element("li", why, "must"));
  blank.box.classList.add("wrong");
}

// A blank that has to be filled in and is not is told at its place once; then one may go on.
function skipped(screen) {
  return [...blanks.values()].filter(
    (one) => screen.contains(one.box) && "required" in one.box.dataset && !one.input.value.trim(),
  );
}

function holdBack(event) {
  const link = event.currentTarget;
  const left = skipped(link.closest(".screen"));
  if (!left.length || link.dataset.told === left.map((one) => one.id).join()) return;
  event.preventDefault();
  link.dataset.told = left.map((one) => one.id).join();
  for (const blank of left) {
    const line = element("li", "", "must");
    line.append(element("b", "还空着"), "这一格要填。现在填不了的，再点一次“下一步”，存成草稿，以后再补。");
    blank.box.querySelector(".told").replaceChildren(line);
    blank.box.classList.add("wrong");
  }
  left[0].input.focus();
  say(`这一页还有${left.length}格空着，已标出。`, "stop");
}

function begun() {
  const state = document.getElementById("state");
  if (!state.dataset.begun) return;
  state.textContent = state.dataset.begun;
  delete state.dataset.begun;
}

// `sent`: what this page sent, by blank.
function answered(said, sent) {
  for (const blank of blanks.values()) {
    const now = said.values[blank.id];
    if (said.refused[blank.id]) {
      refuse(blank, said.refused[blank.id]);
      continue;
    }
    if (said.clashes[blank.id]) {
      clash(blank, said.clashes[blank.id]);
      continue;
    }
    const mine = changed(blank);
    if (!mine && now !== blank.there) {
      put(blank, now);
      blank.box.querySelector("[data-clash]").replaceChildren(`这一格刚在别处改过（${said.by[blank.id] || "名册"}）。`);
      blank.box.querySelector("[data-clash]").hidden = false;
    }
    if (!mine || blank.id in sent) blank.there = now;
    keep((kept) => {
      if (!changed(blank)) delete kept[blank.id];
      else if (kept[blank.id]) kept[blank.id].was = blank.there; // typed on while it was sent
    });
    if (!blank.clash && !(blank.refused && blank.refused === blank.input.value)) tell(blank, said.told[blank.id], said.reads[blank.id]);
  }
  if (Object.keys(sent).length) begun();
  const open = [...blanks.values()].filter((one) => one.clash || one.refused).length;
  if (open) say(`有${open}格没有存，请看那一格下面写的；其余的都存好了。`, "stop");
  else if (waiting().length) soon(PAUSE);
  else say(`已保存　${said.at}`);
}

function body(some) {
  const fields = new URLSearchParams({ token: form.elements.token.value });
  for (const blank of some) {
    fields.append(`now.${blank.id}`, blank.input.value);
    fields.append(`was.${blank.id}`, blank.there);
  }
  return fields;
}

function away(words) {
  say(words, "away");
  soon(AGAIN);
}

function save() {
  clearTimeout(timer);
  running ||= send().finally(() => {
    running = null;
  });
  return running;
}

async function send() {
  const some = batch();
  const sent = Object.fromEntries(some.map((one) => [one.id, one.input.value]));
  if (some.length) say("正在保存……", "waiting");
  try {
    const answer = await fetch(form.action, { method: "POST", body: body(some), headers: { "X-Kaohe-Part": "1" } });
    if (answer.status === 401) say("登录已过期。写的都留在这台手机上，没有丢。", "away", true);
    else if (answer.status >= 500) away("服务器暂时没有回应。写的已留在这台手机上，稍后自动再存。");
    else if (!answer.ok) say("没有保存：这份表现在不能在这里填了。写的还留在这台手机上。", "stop", true);
    else answered(await answer.json(), sent);
  } catch {
    away("没有网络。写的已留在这台手机上，没有丢；联网后自动保存。");
  }
}

function show() {
  const screens = [...form.querySelectorAll(".screen")];
  const here = screens.find((one) => `#${one.id}` === location.hash) || screens[0];
  for (const one of screens) one.classList.toggle("here", one === here);
  for (const link of form.querySelectorAll(".screens a")) {
    if (link.hash === `#${here.id}`) link.setAttribute("aria-current", "step");
    else link.removeAttribute("aria-current");
  }
  window.scrollTo(0, 0);
}

function takeBack() {
  let any = false;
  for (const [id, { was, now }] of Object.entries(keptHere())) {
    const blank = blanks.get(id);
    if (!blank || now === blank.there) continue;
    blank.there = was; // as the writer saw it: what others wrote since is a clash
    put(blank, now);
    any = true;
  }
  if (any) {
    say("上次没存上的内容已从这台手机放回表里，正在保存……", "waiting");
    soon(0);
  }
}

form.classList.add("scripted");
form.querySelector(".screens").hidden = false;
for (const one of form.querySelectorAll(".turn, .chips button")) one.hidden = false;
for (const blank of blanks.values()) {
  count(blank);
  blank.input.addEventListener("input", () => typed(blank));
  blank.input.addEventListener("blur", () => {
    blank.left = true;
    if (changed(blank)) soon(0);
  });
  for (const chip of blank.box.querySelectorAll("[data-put]")) {
    chip.onclick = () => {
      put(blank, chip.dataset.put);
      typed(blank);
    };
  }
}
for (const link of form.querySelectorAll("[data-next]")) link.addEventListener("click", holdBack);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
});
// Reading through shows what is saved: first save, then go.
form.querySelector("[data-read]").addEventListener("click", async (event) => {
  event.preventDefault();
  const go = event.currentTarget.href;
  const open = () => [...blanks.values()].some((one) => one.clash || one.refused);
  // One may be under way without what was typed last.
  for (let tries = 0; tries < 8 && (running || waiting().length); tries += 1) await save();
  if (!waiting().length && !open()) location.href = go;
});
window.addEventListener("hashchange", show);
window.addEventListener("online", () => soon(0));
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") soon(0);
});
// On the way out what was just typed still goes; if it does not arrive it lies here.
window.addEventListener("pagehide", () => {
  const some = batch();
  if (some.length) fetch(form.action, { method: "POST", body: body(some), headers: { "X-Kaohe-Part": "1" }, keepalive: true }).catch(() => {});
});
takeBack();
show();
