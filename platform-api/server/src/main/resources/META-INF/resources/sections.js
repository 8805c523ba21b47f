/** The tables of the page, made from what the API answers. */
import { bytes, element, since, span } from "./text.js";
import { PHASES } from "./chart.js";

const lastSegment = name => name.slice(name.lastIndexOf("/") + 1);
const serviceOf = revision => revision.split("/")[5];

function table(heads, rows, extra = "") {
  return element("div", { class: `scroll ${extra}` }, element("table", {},
    element("thead", {}, element("tr", {}, heads.map(([text, kind]) => element("th", { class: kind, scope: "col" }, text)))),
    element("tbody", {}, rows)));
}

function empty(title, text, command) {
  return element("div", { class: "empty" }, element("p", {}, element("strong", {}, title)), element("p", {}, text),
    command ? element("code", {}, command) : null);
}

export function services(list, instances) {
  if (list.length === 0) {
    return empty("No service is deployed yet.", "Deploy one from a folder, then send it requests:",
      "./gke-local run deploy hello --source examples/hello");
  }
  const byService = Map.groupBy(instances, it => serviceOf(it.revision));
  return table([["Service"], ["State"], ["Instances"], ["Traffic", "wide"], ["Changed", "wide"]],
    list.map(it => service(it, byService.get(lastSegment(it.name)) ?? [])));
}

function service(it, instances) {
  const url = it.status.urls[0];
  const condition = it.status.terminalCondition;
  return element("tr", {},
    element("td", { class: "name" }, element("strong", {}, lastSegment(it.name)),
      url ? element("a", { class: "sub", href: url, target: "_blank", rel: "noreferrer" }, url) : null),
    element("td", {}, readiness(it.status, condition),
      condition.state !== "SUCCEEDED" && condition.message ? element("span", { class: "sub" }, condition.message) : null),
    element("td", { class: "tight" }, counts(instances)),
    element("td", { class: "wide tight" }, it.status.traffic.map(share =>
      element("span", { class: "sub" }, `${share.percent} % `, element("span", { class: "mono" }, share.revision),
        share.tag ? ` (${share.tag})` : ""))),
    element("td", { class: "wide tight quiet" }, since(it.updateTime)));
}

function readiness(status, condition) {
  if (condition.state === "SUCCEEDED") return element("span", { class: "pill good" }, "Ready");
  if (status.reconciling) return element("span", { class: "pill waiting" }, "Working");
  return element("span", { class: "pill bad" }, condition.reason?.toLowerCase().replaceAll("_", " ") ?? "Failed");
}

function counts(instances) {
  const of = phase => instances.filter(it => it.phase === phase.toUpperCase()).length;
  if (instances.length === 0) return element("span", { class: "quiet" }, "0, scaled to zero");
  const bar = element("div", { class: "bar", "aria-hidden": "true" });
  for (const phase of PHASES) {
    const part = element("span", { class: `swatch ${phase}` });
    part.style.cssText = `flex: ${of(phase)} 0 0; height: 100%; border-radius: 0`;
    if (of(phase)) bar.append(part);
  }
  const words = PHASES.filter(of).map(phase => `${of(phase)} ${phase}`).join(", ");
  return [element("strong", {}, String(instances.length)), bar, element("span", { class: "sub" }, words)];
}

export function alerts({ watchdog, heardTime, alerts: list }) {
  const silence = watchdog !== "SILENT" ? null : element("p", {}, element("span", { class: "pill bad" }, "Silent"),
    " Prometheus has sent no alert since ", since(heardTime), ": what is shown may be old, and what is missing may be there.");
  if (list.length === 0) {
    return element("div", {}, silence, silence ? null : empty("No alert fires.", "Prometheus reports; each alert has a page in docs/runbooks."));
  }
  return element("div", {}, silence, table([["State"], ["Alert"], ["Since", "tight"], ["What to do", "wide"]], list.map(it => element("tr", {},
    element("td", { class: "tight" }, element("span", { class: `pill ${it.state === "RESOLVED" ? "good" : it.severity === "critical" ? "bad" : "waiting"}` },
      it.state === "RESOLVED" ? "Resolved" : it.severity || "Firing")),
    element("td", {}, element("strong", {}, it.name), element("span", { class: "sub" }, it.summary)),
    element("td", { class: "tight quiet" }, since(it.startTime), it.endTime ? element("span", { class: "sub" }, "until ", since(it.endTime)) : null),
    element("td", { class: "wide" }, it.description, it.runbook ? element("span", { class: "sub mono" }, it.runbook) : null)))));
}

export function decisions(list) {
  if (list.length === 0) {
    return empty("No scaling decision yet.", "Each time the autoscaler wants another number of instances it says here why.");
  }
  return table([["When"], ["Revision", "wide"], ["Instances", "tight"], ["Why"]], list.map(it => element("tr", {},
    element("td", { class: "tight quiet" }, since(it.at)),
    element("td", { class: "wide mono tight" }, lastSegment(it.revision)),
    element("td", { class: `tight ${it.to > it.from ? "up" : "down"}` }, `${it.from} → ${it.to}`),
    element("td", {}, it.explanation, element("span", { class: "sub" }, inputs(it))))), "log");
}

function inputs(it) {
  const number = value => Number.isInteger(value) ? value : value.toFixed(2);
  return [it.reason.toLowerCase().replaceAll("_", " "),
    `average concurrency ${number(it.oneMinuteConcurrency)} (1 min), ${number(it.tenMinuteConcurrency)} (10 min)`,
    `target ${number(it.targetPerInstance)} per instance`, `recommended ${it.recommended}`,
    `${it.minInstances} to ${it.maxInstances} allowed`, `in flight ${it.inFlight}`, `waiting ${it.pending}`].join(" · ");
}

const MOST_NODES = 20;

export function autopilot({ simulatedTime, usdTotal, nodes }, phases) {
  if (nodes.length === 0 && Object.keys(phases).length === 0) {
    return empty("Nothing is applied to the simulated cluster.", "Apply a manifest; Pods and nodes follow:",
      "./gke-local autopilot apply -f deployment.yaml");
  }
  const pods = Object.entries(phases).map(([phase, count]) => `${count} ${phase.toLowerCase()}`).join(", ") || "none";
  const time = simulatedTime ? `cluster time ${new Date(simulatedTime).toLocaleString()} · $${usdTotal.toFixed(4)} so far` : "";
  const more = nodes.length > MOST_NODES ? element("p", { class: "quiet" }, `and ${nodes.length - MOST_NODES} more nodes`) : null;
  return element("div", {},
    element("p", {}, element("strong", {}, "Pods: "), pods, time ? element("span", { class: "quiet" }, ` · ${time}`) : null),
    nodes.length === 0 ? null : table([["Node"], ["State"], ["Machine"], ["Zone", "wide"], ["Pods", "number"], ["vCPUs", "number wide"]],
      nodes.slice(0, MOST_NODES).map(it => element("tr", {},
        element("td", { class: "mono" }, it.name),
        element("td", {}, element("span", { class: `pill ${it.stage === "READY" ? "good" : it.stage === "LOST" ? "bad" : "waiting"}` },
          it.stage.toLowerCase())),
        element("td", { class: "tight" }, it.machineType, it.computeClass ? element("span", { class: "sub" }, it.computeClass) : null),
        element("td", { class: "wide tight quiet" }, it.zone),
        element("td", { class: "number" }, String(it.pods)),
        element("td", { class: "number wide" }, (it.cpuMillis / 1000).toFixed(2))))),
    more);
}

export function processes(list) {
  return table([["Process"], ["State"], ["Up", "number"], ["Memory", "number"], ["Restarts", "number"], ["Pid", "number wide"], ["Ports", "wide"]],
    list.map(it => element("tr", {},
      element("td", {}, element("strong", {}, it.name)),
      element("td", {}, element("span", { class: `pill ${it.ready ? "good" : "bad"}` }, it.ready ? "Ready" : it.state),
        it.reasons.length ? element("span", { class: "sub" }, it.reasons.join("; ")) : null),
      element("td", { class: "number tight" }, it.startTime ? span(it.uptimeSeconds) : "–"),
      element("td", { class: "number tight", title: it.memory?.kind }, it.memory ? bytes(it.memory.bytes) : "–"),
      element("td", { class: "number" }, String(it.restarts), it.lastExit ? element("span", { class: "sub" }, it.lastExit) : null),
      element("td", { class: "number wide mono" }, it.pid ? String(it.pid) : "–"),
      element("td", { class: "wide quiet" }, Object.entries(it.ports).sort().map(([name, port]) => `${name} ${port}`).join(", ") || "–"))));
}

const SIMULATOR_NAMES = { cloud_run: "Cloud Run simulator", autopilot: "Autopilot simulator" };

export function simulators(list, turn) {
  return list.map(it => element("div", { class: "simulator" },
    element("span", {}, SIMULATOR_NAMES[it.id] ?? it.id),
    element("span", { class: `pill ${it.enabled ? it.health === "UP" ? "good" : "bad" : "waiting"}` },
      it.enabled ? it.health === "UP" ? "On" : "On, service down" : "Off: requests are refused"),
    it.since ? element("span", { class: "quiet" }, "since ", since(it.since)) : null,
    element("button", { type: "button", onclick: press => { press.target.disabled = true; turn(it.id, !it.enabled); } },
      it.enabled ? "Switch off" : "Switch on")));
}
