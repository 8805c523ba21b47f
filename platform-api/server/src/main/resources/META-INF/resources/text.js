/** Values as people read them, and DOM nodes made of text. */

/** A node with attributes and children; strings become text, null and false nothing. */
export function element(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") node.addEventListener("click", value);
    else if (value !== null && value !== undefined && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter(it => it !== null && it !== undefined && it !== false));
  return node;
}

/** 1536000 as "1.5 MiB". */
export function bytes(count) {
  const units = ["B", "KiB", "MiB", "GiB", "TiB"];
  let i = 0;
  for (; count >= 1024 && i < units.length - 1; i++) count /= 1024;
  return `${count < 10 && i > 0 ? count.toFixed(1) : Math.round(count)} ${units[i]}`;
}

/** Seconds as "3 min 20 s". */
export function span(seconds) {
  const s = Math.max(0, Math.round(seconds));
  if (s < 60) return `${s} s`;
  if (s < 3600) return `${Math.floor(s / 60)} min ${s % 60} s`;
  if (s < 86400) return `${Math.floor(s / 3600)} h ${Math.floor(s % 3600 / 60)} min`;
  return `${Math.floor(s / 86400)} d ${Math.floor(s % 86400 / 3600)} h`;
}

export function ago(millis) {
  const s = Math.round((Date.now() - millis) / 1000);
  return s < 1 ? "now" : s < 3600 ? `${span(s)} ago` : clock(millis);
}

export function clock(millis) {
  return new Date(millis).toLocaleTimeString([], { hour12: false });
}

/** A point in time that keeps its age up to date. */
export function since(iso) {
  const millis = Date.parse(iso);
  return element("time", { datetime: iso, title: new Date(millis).toLocaleString(), "data-at": millis }, ago(millis));
}
