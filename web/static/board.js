// Picking several papers of a unit: how many are picked, and all at once. Without it one ticks each.

const form = document.getElementById("several");
const boxes = [...form.querySelectorAll("input[name=receipt]")];
const all = form.querySelector("[data-all]");
const count = form.querySelector("[data-count]");

function told() {
  const picked = boxes.filter((box) => box.checked).length;
  count.textContent = picked ? `选了${picked}份` : "没有选";
  all.querySelector("input").checked = picked === boxes.length;
  for (const button of form.querySelectorAll(".several button")) button.disabled = !picked;
}

all.hidden = false;
all.querySelector("input").onchange = (event) => {
  for (const box of boxes) box.checked = event.target.checked;
  told();
};
for (const box of boxes) box.onchange = told;
told();
