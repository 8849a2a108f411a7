// Open whatever is folded around the place that the address names: some browsers do so themselves, not all.
export function openPlaces() {
  addEventListener("hashchange", openPlace);
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.('a[href^="#"]');
    if (link && link.hash === location.hash) openPlace(); // the address stays as it is: nothing else says so
  });
  openPlace();
}

function openPlace() {
  const place = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  let opened = false;
  for (let around = place?.closest("details"); around; around = around.parentElement.closest("details")) {
    opened ||= !around.open;
    around.open = true;
  }
  if (opened) place.scrollIntoView();
}
