// Files out of WeCom chats, on phones: only where WeCom's own script is there and says it can.

const button = document.getElementById("from-chat");
const MOST = 9;

async function config() {
  const address = location.href.split("#")[0];
  const answer = await fetch(`/chat-files/config?url=${encodeURIComponent(address)}`);
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

async function register(ww) {
  const signed = await config();
  ww.register({
    corpId: signed.corpId,
    agentId: signed.agentId,
    jsApiList: ["chooseMessageFile", "getLocalFileData"],
    getConfigSignature: () => signed.config,
    getAgentConfigSignature: () => signed.agentConfig,
  });
}

function bytes(base64) {
  const text = atob(base64.replace(/^data:[^,]*,/, ""));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}

async function chosen(ww) {
  const picked = await ww.chooseMessageFile({ count: MOST, type: "file" });
  const files = [];
  for (const each of picked.tempFiles || []) {
    const data = await ww.getLocalFileData({ localId: each.localId });
    files.push(new File([bytes(data.localData)], each.name));
  }
  return files;
}

async function ready() {
  const ww = window.ww;
  if (!button || !ww || !ww.chooseMessageFile || !ww.getLocalFileData) return;
  try {
    await register(ww);
  } catch {
    return; // no second door then; the first is open
  }
  button.hidden = false;
  button.onclick = async () => {
    try {
      const files = await chosen(ww);
      document.dispatchEvent(new CustomEvent("kaohe:files", { detail: files }));
    } catch (error) {
      if (/cancel/.test(String(error.errMsg || error))) return;
      button.insertAdjacentText("afterend", "没有取到聊天里的文件（一个不能超过20MB），请用“选择文件”。");
    }
  };
}

// The page waits for nothing from elsewhere: the second door opens when, and if, the script comes.
if (window.ww) ready();
else document.getElementById("wecom")?.addEventListener("load", ready);
