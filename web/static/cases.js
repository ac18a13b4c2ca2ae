// Whom a ruling for all would be for: told anew with each change. Without it one presses the button.

for (const form of document.querySelectorAll(".case form")) {
  const whom = form.querySelector(".whom");
  if (!whom) continue;
  const told = form.querySelector(".reach");
  const button = whom.querySelector("button[formaction]");
  let turn = 0;

  async function look() {
    const mine = ++turn;
    const sent = await fetch(button.formAction.split("#")[0], { method: "POST", body: new URLSearchParams(new FormData(form)) }).catch(() => null);
    if (!sent?.ok || mine !== turn) return;
    const page = new DOMParser().parseFromString(await sent.text(), "text/html");
    const found = page.getElementById(form.closest(".case").id)?.querySelector(".reach");
    if (found && mine === turn) told.replaceChildren(...found.childNodes);
  }

  function shown() {
    whom.hidden = form.elements.scope.value !== "all";
  }

  for (const one of form.elements.scope) {
    one.addEventListener("change", () => { shown(); if (!whom.hidden) look(); });
  }
  whom.addEventListener("change", look);
  form.elements.result?.addEventListener("change", () => { if (!whom.hidden) look(); });
  button.addEventListener("click", (event) => { event.preventDefault(); look(); });
  shown();
}
