// Makes elements: no HTML is ever written as text (the site's policy refuses it).
export function make(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value !== false && value !== "") made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return made;
}

export const button = (label, run, attributes = {}) => make("button", { type: "button", onclick: run, ...attributes }, label);

// A page of this site as a document; null when there is none. (Not DOMParser: it writes HTML from text.)
export function load(address) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.onload = () => {
      if (request.status === 404) resolve(null);
      else if (request.status === 200 && request.response) resolve(request.response);
      else reject(new Error(String(request.status)));
    };
    request.onerror = () => reject(new Error("no connection"));
    request.send();
  });
}
