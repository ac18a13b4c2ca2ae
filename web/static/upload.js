// Makes the upload page kinder: a row a file with its progress, drag and drop, questions asked in the
// row, files kept while the network is away. Without it the form still works.

const form = document.getElementById("upload");
const results = document.getElementById("results");

function readyButtons(within) {
  for (const button of within.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.onclick = () => window.print();
  }
  if (!navigator.clipboard) return;
  for (const button of within.querySelectorAll("[data-copy]")) {
    button.hidden = false;
    button.onclick = async () => {
      await navigator.clipboard.writeText(button.dataset.copy);
      button.textContent = "已复制";
    };
  }
}

function sizeWords(size) {
  if (size < 1024) return `${size}字节`;
  return size < 1048576 ? `${Math.round(size / 1024)}KB` : `${(size / 1048576).toFixed(1)}MB`;
}

function element(kind, name, words = "") {
  const made = document.createElement(kind);
  made.className = name;
  made.textContent = words;
  return made;
}

function readyForm() {
  const input = document.getElementById("files");
  const picked = document.getElementById("picked");
  const drop = document.getElementById("drop");
  const send = document.getElementById("send");
  const item = document.getElementById("item");
  const most = Number(form.dataset.most) * 1048576;
  // state: ready, sending, done, refused, asked, offline
  let lines = [];

  // The browser's own button speaks its own language; ours stands in, the input stays in reach.
  form.classList.add("scripted");
  drop.querySelector(".pick").hidden = false;

  function tell(line, state, status, words = "", kind = "failed") {
    line.state = state;
    line.status.textContent = status;
    line.row.querySelectorAll(".failed, .asked, .row-acts, progress").forEach((one) => one.remove());
    line.row.className = state === "done" ? "kept" : state === "refused" ? "refused" : "";
    if (words) line.row.append(element("span", kind, words));
  }

  function offer(line, label, act, before = []) {
    const acts = element("span", "row-acts");
    const button = element("button", "small", label);
    button.type = "button";
    button.onclick = act;
    acts.append(...before, button);
    line.row.append(acts);
  }

  function add(files) {
    for (const line of lines.filter((one) => ["done", "refused"].includes(one.state))) line.row.remove();
    lines = lines.filter((one) => !["done", "refused"].includes(one.state));
    for (const file of files) {
      const line = { file, row: element("li", ""), status: element("span", "file-size"), item: "" };
      line.row.append(element("span", "file-name", file.name), line.status);
      picked.append(line.row);
      lines.push(line);
      tell(line, "ready", sizeWords(file.size));
      if (file.size > most) {
        const words = `超过${form.dataset.most}MB，不能上传。请压缩或删去大图片后再选。`;
        tell(line, "refused", sizeWords(file.size), words);
      }
    }
    picked.hidden = lines.length === 0;
  }

  function show(html) {
    const part = document.createElement("div");
    part.innerHTML = html;
    results.append(part);
    readyButtons(part);
    return part;
  }

  function ask(line, question) {
    tell(line, "asked", "等您选", question.querySelector(".ask-words").textContent, "asked");
    const select = question.querySelector(".ask-choice");
    offer(line, "按这份交", () => {
      if (!select.value) return select.focus();
      line.item = select.value;
      return all([line]);
    }, [select]);
  }

  function offline(line) {
    tell(line, "offline", "还没交", "网络断了，这个文件没有收，还留在本页，没有丢。联网后会自动再交；请不要关这一页。");
    offer(line, "再交一次", () => all([line]));
  }

  function answered(line, request) {
    const ours = (request.getResponseHeader("Content-Type") || "").startsWith("text/html");
    if (request.status >= 500 || !ours) {
      tell(line, "offline", "还没交", "服务器暂时没有回应，文件还留在本页，请稍后再交一次。");
      offer(line, "再交一次", () => all([line]));
      return null;
    }
    const part = document.createElement("div");
    part.innerHTML = request.responseText;
    const question = part.querySelector("[data-ask]");
    if (question) return ask(line, question);
    const kept = request.status < 300;
    tell(line, kept ? "done" : "refused", kept ? "已检查" : "没有收");
    return show(request.responseText);
  }

  function upload(line, count) {
    return new Promise((finished) => {
      const body = new FormData();
      body.append("token", form.elements.token.value);
      body.append("item", line.item || item.value);
      body.append("of", String(line.item ? 1 : count));
      body.append("files", line.file, line.file.name);
      tell(line, "sending", "正在上传……");
      const bar = document.createElement("progress");
      bar.max = 100;
      bar.value = 0;
      bar.setAttribute("aria-label", `${line.file.name} 上传进度`);
      line.row.append(bar);
      const request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.setRequestHeader("X-Kaohe-Part", "1");
      request.upload.onprogress = (event) => {
        if (event.lengthComputable) bar.value = (event.loaded / event.total) * 100;
      };
      request.upload.onload = () => {
        line.status.textContent = "正在检查……";
      };
      request.onload = () => finished(answered(line, request));
      request.onerror = () => finished(offline(line));
      request.send(body);
    });
  }

  async function all(some) {
    send.disabled = true;
    send.textContent = "正在上交……";
    let first = null;
    for (const line of some) {
      const part = await upload(line, some.length);
      first = first || part;
    }
    send.disabled = false;
    send.textContent = "上交";
    if (first) first.scrollIntoView({ block: "start" });
  }

  input.addEventListener("change", () => {
    add(input.files);
    input.value = "";
  });
  document.addEventListener("kaohe:files", (event) => add(event.detail));
  window.addEventListener("online", () => {
    const waiting = lines.filter((line) => line.state === "offline");
    if (waiting.length && !send.disabled) all(waiting);
  });

  if (window.matchMedia("(pointer: fine)").matches) {
    drop.querySelector(".drop-words").hidden = false;
    for (const name of ["dragover", "dragenter"]) {
      drop.addEventListener(name, (event) => {
        event.preventDefault();
        drop.classList.add("over");
      });
    }
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      add(event.dataTransfer.files);
    });
  }

  form.addEventListener("submit", (event) => {
    const ready = lines.filter((line) => ["ready", "offline"].includes(line.state));
    if (!ready.length && !lines.length) return; // the server says that no file was picked
    event.preventDefault();
    results.replaceChildren();
    if (ready.length) all(ready);
  });

  add(input.files);
}

readyButtons(document);
if (form) readyForm();
