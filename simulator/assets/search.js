// Narrows the list of people to what is typed.
const search = document.getElementById("search");

function narrow() {
  const words = search.value.trim().toLowerCase().split(/\s+/).filter(Boolean);
  let found = 0;
  for (const group of document.querySelectorAll("[data-group]")) {
    let inGroup = 0;
    for (const person of group.querySelectorAll("[data-search]")) {
      const fits = words.every((word) => person.dataset.search.includes(word));
      person.hidden = !fits;
      inGroup += fits;
    }
    group.hidden = !inGroup;
    found += inGroup;
  }
  document.getElementById("nobody").hidden = found > 0;
}

search.addEventListener("input", narrow);
narrow();
