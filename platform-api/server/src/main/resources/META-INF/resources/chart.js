/** Instance counts over time as a stacked step chart in SVG. */
import { clock, element } from "./text.js";

/** From the ground up. */
export const PHASES = ["active", "idle", "starting", "draining"];
const LENGTH = 300_000;
const HEIGHT = 190;
const LEFT = 30, BOTTOM = 22, TOP = 8;

function svg(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
}

const total = sample => PHASES.reduce((sum, phase) => sum + (sample[phase] ?? 0), 0);

/** The least round number at or above the value that three lines divide well. */
function ceiling(value) {
  for (let unit = 1; ; unit *= 10) {
    for (const step of [2, 4, 6, 8, 10, 15]) if (step * unit >= value) return step * unit;
  }
}

export class Chart {
  #place; #legend; #samples = []; #pointer = null;

  constructor(place, legend) {
    this.#place = place;
    this.#legend = legend;
    place.addEventListener("pointermove", it => { this.#pointer = it.clientX - place.getBoundingClientRect().left; this.#draw(); });
    place.addEventListener("pointerleave", () => { this.#pointer = null; this.#draw(); });
    new ResizeObserver(() => this.#draw()).observe(place);
  }

  /** What the gateway remembers; before its start, what was seen here. */
  replace(samples) {
    const from = samples[0]?.at ?? Infinity;
    this.#samples = [...this.#samples.filter(it => it.at < from), ...samples];
    this.#draw();
  }

  add(sample) {
    this.#samples.push(sample);
    this.#samples = this.#samples.filter(it => it.at > sample.at - LENGTH - 2000);
    this.#draw();
  }

  #draw() {
    const width = this.#place.clientWidth;
    if (!width) return;
    const now = this.#samples.at(-1)?.at ?? Date.now();
    const top = ceiling(Math.max(2, ...this.#samples.map(total)));
    const x = at => LEFT + (at - now + LENGTH) / LENGTH * (width - LEFT);
    const y = count => TOP + (HEIGHT - TOP - BOTTOM) * (1 - count / top);
    const drawing = svg("svg", { role: "img", "aria-label": this.#words(), viewBox: `0 0 ${width} ${HEIGHT}` });
    drawing.append(...this.#grid(top, width, y), ...this.#areas(x, y), ...this.#times(now, x));
    const tip = this.#tip(drawing, x, y, width);
    this.#place.replaceChildren(drawing, ...(tip ? [tip] : []));
    this.#drawLegend();
  }

  #grid(top, width, y) {
    return [0, top / 2, top].flatMap(count => [
      svg("line", { class: count ? "grid" : "base", x1: LEFT, x2: width, y1: y(count), y2: y(count) }),
      svg("text", { x: LEFT - 8, y: y(count) + 4, "text-anchor": "end" }, String(count))]);
  }

  #times(now, x) {
    return [5, 4, 3, 2, 1, 0].map(minutes => svg("text", {
      x: x(now - minutes * 60_000), y: HEIGHT - 4, "text-anchor": minutes === 5 ? "start" : minutes === 0 ? "end" : "middle" },
      minutes === 0 ? "now" : `−${minutes} min`));
  }

  #areas(x, y) {
    const base = this.#samples.map(() => 0);
    return PHASES.map(phase => {
      const upper = this.#samples.map((it, i) => base[i] + (it[phase] ?? 0));
      const path = outline(this.#samples, base, upper, x, y);
      upper.forEach((it, i) => { base[i] = it; });
      return svg("path", { class: `area ${phase}`, d: path });
    });
  }

  #tip(drawing, x, y, width) {
    if (this.#pointer === null || this.#samples.length === 0) return null;
    const near = this.#samples.reduce((a, b) => Math.abs(x(b.at) - this.#pointer) < Math.abs(x(a.at) - this.#pointer) ? b : a);
    drawing.append(svg("line", { class: "cursor", x1: x(near.at), x2: x(near.at), y1: TOP, y2: HEIGHT - BOTTOM }));
    const tip = element("div", { class: "tip" }, element("strong", {}, clock(near.at)),
      PHASES.map(phase => element("div", {}, element("span", { class: `swatch ${phase}` }), `${near[phase] ?? 0} ${phase}`)));
    if (x(near.at) > width - 140) tip.style.right = `${width - x(near.at) + 10}px`;
    else tip.style.left = `${x(near.at) + 10}px`;
    return tip;
  }

  #drawLegend() {
    const last = this.#samples.at(-1) ?? {};
    this.#legend.replaceChildren(...PHASES.map(phase => element("li", {},
      element("span", { class: `swatch ${phase}` }), phase, element("b", {}, String(last[phase] ?? 0)))));
  }

  #words() {
    const last = this.#samples.at(-1) ?? {};
    return "Instances by phase over five minutes; now " + PHASES.map(it => `${last[it] ?? 0} ${it}`).join(", ");
  }
}

/** A band between two step lines; empty where it has no height. */
function outline(samples, lower, upper, x, y) {
  let path = "";
  for (let i = 0; i < samples.length; i++) {
    if (upper[i] === lower[i]) continue;
    let end = i;
    while (end + 1 < samples.length && upper[end + 1] > lower[end + 1]) end++;
    const next = k => x(k + 1 < samples.length ? samples[k + 1].at : samples[k].at);
    path += `M${x(samples[i].at).toFixed(1)} ${y(lower[i]).toFixed(1)}`;
    for (let k = i; k <= end; k++) path += `V${y(upper[k]).toFixed(1)}H${next(k).toFixed(1)}`;
    for (let k = end; k >= i; k--) path += `V${y(lower[k]).toFixed(1)}H${x(samples[k].at).toFixed(1)}`;
    path += "Z";
    i = end;
  }
  return path;
}
