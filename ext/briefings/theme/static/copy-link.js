// The mark beside an item leads to it; with a clipboard, it copies the item's address too, and says so.
export function copyLinks(marks) {
  if (!marks.length || !navigator.clipboard) return;
  const said = document.createElement("p");
  said.className = "said";
  said.setAttribute("role", "status");
  document.body.append(said);
  let timer;
  for (const mark of marks) {
    mark.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(mark.href);
      } catch {
        return; // not allowed: the link itself still works
      }
      said.textContent = `Link to ${mark.textContent} copied`;
      clearTimeout(timer);
      timer = setTimeout(() => said.replaceChildren(), 4000);
    });
  }
}
