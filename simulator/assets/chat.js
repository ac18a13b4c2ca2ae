// The chat page: asks every second what changed, sends what the member does.
import "./search.js";

const byId = (id) => document.getElementById(id);
const log = byId("log");
const userid = log.dataset.userid;
const chat = log.dataset.chat; // app, bot or group
const group = chat === "group";
const own = (path) => (chat === "app" ? path : `bot/${path}`);
let version = Number(log.dataset.version);
let asking = false;
let askAgain = false;

async function post(path, body) {
  const form = body instanceof FormData;
  const response = await fetch(`/sim/${path}`, {
    method: "POST",
    body: form ? body : JSON.stringify(body),
    headers: form ? {} : { "Content-Type": "application/json" },
  });
  const answer = await response.json();
  if (!response.ok) {
    throw new Error(typeof answer.detail === "string" ? answer.detail : "模拟器不接受这个操作");
  }
  return answer;
}

// What the member is told about an action that failed; gone after a while.
let bannerTimer;
function say(text) {
  const banner = byId("banner");
  if (!banner) return;
  banner.textContent = text;
  banner.hidden = !text;
  clearTimeout(bannerTimer);
  if (text) bannerTimer = setTimeout(() => (banner.hidden = true), 6000);
}

async function tell(path, body) {
  try {
    const answer = await post(path, body);
    await ask();
    return answer;
  } catch (error) {
    say(error instanceof TypeError ? "连接不上模拟器" : error.message);
    return null;
  }
}

// ---- what changed -------------------------------------------------------------------------

const nearEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 80;
const toEnd = () => (log.scrollTop = log.scrollHeight);

function show(messages) {
  const follow = nearEnd();
  let added = false;
  for (const { id, html } of messages) {
    const template = document.createElement("template");
    template.innerHTML = html.trim();
    const fresh = template.content.firstElementChild;
    const old = byId(`m${id}`);
    if (old) old.replaceWith(fresh);
    else log.append(fresh);
    added ||= !old;
  }
  byId("empty").hidden = log.querySelector("article") !== null;
  if (follow) toEnd();
  else if (added) byId("newer").hidden = false;
}

function showUnread(unread) {
  for (const badge of document.querySelectorAll("[data-unread]")) {
    const count = unread[badge.dataset.unread] ?? 0;
    badge.textContent = count > 99 ? "99+" : count;
    badge.hidden = !count;
  }
}

function showClock(found) {
  byId("now").textContent = found.now;
  if (byId("now-phone")) byId("now-phone").textContent = found.now;
  if (!byId("clock").open) byId("at").value = found.at;
  const error = byId("clock-error");
  error.firstElementChild.textContent = found.clock_error;
  error.hidden = !found.clock_error;
}

let setting = 0; // changes of faults under way
let settings = 0; // and since the page was opened

/** What was asked for before or meanwhile does not know of it and must not put it back. */
async function setFaults(body) {
  setting += 1;
  settings += 1;
  await tell("faults", body);
  setting -= 1;
  await ask();
}

function showFaults(faults) {
  let on = false;
  for (const field of byId("faults-form").elements) {
    if (!field.name) continue;
    const value = faults[field.name];
    const set = field.name === "unlicensed" ? value.includes(field.value) : value;
    if (field.type === "checkbox") field.checked = set;
    else if (field !== document.activeElement) field.value = value;
    on ||= Boolean(set);
  }
  byId("faults-on").hidden = !on;
}

async function ask() {
  if (asking) {
    askAgain = true; // what changed just now may have missed the question under way
    return;
  }
  asking = true;
  const before = settings;
  const read = document.visibilityState === "visible";
  try {
    const query = new URLSearchParams({ userid, since: version, read, chat });
    const found = await (await fetch(`/chat/updates?${query}`)).json();
    if (version === 0 || found.version >= version) version = found.version;
    else location.reload(); // the simulator was started anew
    showUnread(found.unread);
    showClock(found);
    if (!setting && before === settings) showFaults(found.faults);
    if (!userid) return;
    if (found.messages.length) show(found.messages);
    byId("preview").textContent = found.preview;
    byId("preview-at").textContent = found.preview_at;
    if (byId("menu").dataset.html !== found.menu) {
      byId("menu").dataset.html = byId("menu").innerHTML = found.menu;
    }
    if (byId("banner").dataset.lost) {
      delete byId("banner").dataset.lost;
      say("");
    }
  } catch {
    if (byId("banner")) byId("banner").dataset.lost = "yes";
    say("连接不上模拟器，正在重试…");
  } finally {
    asking = false;
  }
  if (askAgain) {
    askAgain = false;
    await ask();
  }
}

// Only the list of people moves: scrollIntoView would push the whole page up.
function showMe() {
  const me = document.querySelector(".person.is-me");
  const list = me?.closest(".people");
  if (!list) return;
  const above = me.getBoundingClientRect().top - list.getBoundingClientRect().top;
  list.scrollTop += above - (list.clientHeight - me.offsetHeight) / 2;
}

// ---- what the member does -----------------------------------------------------------------

const content = byId("content");

async function send() {
  const text = content.value;
  if (!text.trim()) return;
  content.value = "";
  toEnd();
  const quote = quoting;
  quoteMessage(null);
  const said = chat === "app" ? {} : { group, quote };
  const sent = await tell(own("say"), { userid, content: text, ...said });
  if (!sent && !content.value) content.value = text;
}

let quoting = null;
function quoteMessage(article) {
  quoting = article ? Number(article.dataset.id) : null;
  byId("quoting").hidden = !article;
  if (!article) return;
  const words = article.querySelector(".bubble, .card, .picture img");
  byId("quoting").firstElementChild.textContent = `引用：${(words?.textContent || words?.alt || "").trim().slice(0, 60)}`;
  content.focus();
}

async function speak() {
  const text = content.value;
  if (!text.trim()) return say("先写下要说的话，再点“语音”。");
  content.value = "";
  await tell("bot/speak", { userid, content: text });
}

async function sendFile(input) {
  const [file] = input.files;
  if (!file) return;
  const form = new FormData();
  const kinds = { "image/jpeg": "image", "image/png": "image", "video/mp4": "video", "audio/amr": "voice" };
  form.set("userid", userid);
  form.set("kind", kinds[file.type] ?? "file");
  form.set("file", file);
  if (chat !== "app") {
    form.set("group", group);
    if (form.get("kind") === "voice") form.set("kind", "file");
  }
  input.value = "";
  toEnd();
  const text = content.value;
  if (chat !== "app" && form.get("kind") === "image" && text.trim()) {
    form.set("content", text); // a picture chosen beside a text is one message
    content.value = "";
    await tell("bot/mixed", form);
  } else await tell(own("send_media"), form);
}

function answers(card) {
  const selected = {};
  for (const field of card.elements) {
    if (!field.name || field.matches(":disabled")) continue;
    if (field.type === "select-one") selected[field.name] = field.value;
    else {
      selected[field.name] ??= [];
      if (field.checked) selected[field.name].push(field.value);
    }
  }
  return selected;
}

async function press(button) {
  const card = button.closest("[data-card]");
  const inMenu = button.closest(".card-menu");
  const selected = inMenu ? {} : answers(card);
  for (const field of card.elements) field.disabled = true;
  const done = await tell(own("click"), {
    userid,
    message_id: Number(card.dataset.card),
    key: button.dataset.key,
    selected,
    wait: true,
  });
  if (card.isConnected) for (const field of card.elements) field.disabled = false;
  if (done?.delivery.state === "failed") say("机器人没有应答，请稍后再点一次");
}

async function chooseFromMenu(button) {
  const opened = button.closest("details");
  if (opened) opened.open = false;
  const key = button.dataset.menu;
  if (button.dataset.menuType === "view") {
    const query = new URLSearchParams({ userid, url: key });
    window.open(`/open?${query}`, "_blank", "noopener");
  }
  await tell("menu", { userid, key });
}

if (userid) {
  byId("composer").addEventListener("submit", (event) => {
    event.preventDefault();
    send();
  });
  content.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    send();
  });
  for (const id of ["picture", "file"]) {
    byId(id).addEventListener("change", (event) => sendFile(event.target));
  }
  byId("place")?.addEventListener("click", () => tell("send_location", { userid, label: "县委大院" }));
  byId("speak")?.addEventListener("click", speak);
  byId("mention")?.addEventListener("click", (event) => {
    content.value = `${event.target.dataset.mention} ${content.value}`;
    content.focus();
  });
  byId("quoting").querySelector("button").addEventListener("click", () => quoteMessage(null));
  byId("newer").addEventListener("click", toEnd);
  log.addEventListener("scroll", () => {
    if (nearEnd()) byId("newer").hidden = true;
  });
  log.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (button?.dataset.key) press(button);
    if (button?.dataset.quote) quoteMessage(button.closest("article"));
    if (button?.dataset.feedback) {
      const message_id = Number(button.closest("article").dataset.id);
      tell("bot/feedback", { userid, message_id, type: Number(button.dataset.feedback) });
      button.disabled = true;
    }
    if (button?.dataset.retry) tell("retry", { message_id: Number(button.dataset.retry) });
  });
  byId("menu").addEventListener("click", (event) => {
    const button = event.target.closest("[data-menu]");
    if (button) chooseFromMenu(button);
  });
  toEnd();
  showMe();
  // Opening the chat is an event for the app; looking at it again is not.
  const opened = `${chat} ${userid}`;
  if (!group && sessionStorage.getItem("entered") !== opened) {
    sessionStorage.setItem("entered", opened);
    tell(own("enter"), { userid });
  }
  if (matchMedia("(min-width: 760px)").matches) content.focus();
}

// ---- what the operator does ---------------------------------------------------------------

async function jump(at) {
  if (await tell("clock", { at })) byId("clock").open = false;
}

byId("jump").addEventListener("submit", (event) => {
  event.preventDefault();
  jump(byId("at").value);
});
for (const button of document.querySelectorAll("[data-jump]")) {
  button.addEventListener("click", () => jump(button.dataset.jump));
}
for (const button of document.querySelectorAll("[data-fault]")) {
  button.addEventListener("click", () => setFaults(JSON.parse(button.dataset.fault)));
}
byId("faults-form").addEventListener("submit", (event) => event.preventDefault());
byId("faults-form").addEventListener("change", (event) => {
  const { name, type, checked, value } = event.target;
  if (name === "unlicensed") setFaults({ unlicensed: checked ? [value] : [] });
  else setFaults({ [name]: type === "checkbox" ? checked : Number(value) });
});
byId("verify").addEventListener("click", async () => {
  byId("verify-result").textContent = "正在验证…";
  const answer = await tell("verify", {});
  byId("verify-result").textContent = answer?.ok ? "回调地址验证通过" : (answer?.problem ?? "验证失败");
});

setInterval(ask, Number(log.dataset.every) * 1000);
document.addEventListener("visibilitychange", ask);
ask();
