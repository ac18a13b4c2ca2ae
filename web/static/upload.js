// Makes the upload page kinder: progress, drag and drop, copying. Without it the form still works.

const form = document.getElementById("upload");
const results = document.getElementById("results");

function readyCopyButtons(within) {
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

function readyForm() {
  const input = document.getElementById("files");
  const picked = document.getElementById("picked");
  const drop = document.getElementById("drop");
  const send = document.getElementById("send");
  const item = document.getElementById("item");
  const most = Number(form.dataset.most) * 1048576;
  let lines = [];

  // The browser's own button speaks its own language; ours stands in, the input stays in reach.
  form.classList.add("scripted");
  drop.querySelector(".pick").hidden = false;

  function say(line, words) {
    const place = document.createElement("span");
    place.className = "failed";
    place.textContent = words;
    line.row.append(place);
    line.failed = true;
  }

  function showPicked() {
    picked.replaceChildren();
    lines = Array.from(input.files, (file) => {
      const row = document.createElement("li");
      const name = document.createElement("span");
      name.className = "file-name";
      name.textContent = file.name;
      const size = document.createElement("span");
      size.className = "file-size";
      size.textContent = sizeWords(file.size);
      row.append(name, size);
      picked.append(row);
      const line = { file, row, failed: false };
      if (file.size > most) {
        say(line, `超过${form.dataset.most}MB，不能上传。请压缩或删去大图片后再选。`);
      }
      return line;
    });
    picked.hidden = lines.length === 0;
  }

  function show(html) {
    const part = document.createElement("div");
    part.innerHTML = html;
    results.append(part);
    readyCopyButtons(part);
    return part;
  }

  function upload(line, count) {
    return new Promise((finished) => {
      const body = new FormData();
      body.append("token", form.elements.token.value);
      body.append("item", item.value);
      body.append("of", String(count));
      body.append("files", line.file, line.file.name);
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
        line.row.querySelector(".file-size").textContent = "正在检查……";
      };
      request.onload = () => {
        bar.remove();
        const kept = request.status < 300;
        line.row.classList.add(kept ? "kept" : "refused");
        line.row.querySelector(".file-size").textContent = kept ? "已检查" : "没有收";
        const ours = (request.getResponseHeader("Content-Type") || "").startsWith("text/html");
        if (ours) finished(show(request.responseText));
        else finished(say(line, request.responseText || "服务器暂时没有回应，请稍后再试。"));
      };
      request.onerror = () => {
        bar.remove();
        finished(say(line, "网络断了，这个文件没有收。请检查网络后再交。"));
      };
      request.send(body);
    });
  }

  input.addEventListener("change", showPicked);

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
      input.files = event.dataTransfer.files;
      showPicked();
    });
  }

  form.addEventListener("submit", async (event) => {
    const ready = lines.filter((line) => !line.failed);
    if (!ready.length) {
      if (lines.length) event.preventDefault();
      return;
    }
    event.preventDefault();
    send.disabled = true;
    send.textContent = "正在上交……";
    results.replaceChildren();
    let first = null;
    for (const line of ready) {
      const part = await upload(line, lines.length);
      first = first || part;
    }
    send.disabled = false;
    send.textContent = "上交";
    input.value = "";
    lines = [];
    if (first) first.scrollIntoView({ block: "start" });
  });

  showPicked();
}

readyCopyButtons(document);
if (form) readyForm();
