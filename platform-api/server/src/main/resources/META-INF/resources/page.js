/** The page: reads the lists, follows the event stream, and draws both. Data reaches the DOM as text only. */
import { element, ago, bytes, span, clock } from "./text.js";
import { Chart, PHASES } from "./chart.js";
import { alerts, autopilot, services, decisions, processes, simulators } from "./sections.js";

const REFRESH_AT_MOST_EVERY = 400;
const STATUS_EVERY = 5000;
const ENDPOINT_NAMES = { gateway: "Gateway", cloudRunAdmin: "Cloud Run API", cloudRunIngress: "Services", autopilot: "Autopilot API", kafka: "Kafka" };

const at = id => document.getElementById(id);
const chart = new Chart(at("chart"), at("legend"));
const state = { services: [], instances: [], counts: null, decisions: [], status: null, heard: null };

async function get(path) {
  const answer = await fetch(path, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return answer.json();
}

/** Calls the work soon, never twice at once, and never more often than the pause allows. */
function throttled(work, pause) {
  let timer = null, running = false, again = false;
  return function call() {
    if (running) { again = true; return; }
    timer ??= setTimeout(async () => {
      timer = null;
      running = true;
      try { await work(); } catch (e) { console.warn(e.message); }
      running = false;
      if (again) { again = false; call(); }
    }, pause);
  };
}

async function refresh() {
  const [s, i, d] = await Promise.all([
    get("api/v1/cloudrun/services"), get("api/v1/cloudrun/instances"), get("api/v1/cloudrun/decisions?limit=60")]);
  Object.assign(state, { services: s.services, instances: i.instances, counts: i.counts, decisions: d.decisions });
  drawCloudRun();
}

async function refreshAutopilot() {
  const [nodes, pods] = await Promise.all([get("api/v1/autopilot/nodes"), get("api/v1/autopilot/pods?limit=1")]);
  at("autopilot").replaceChildren(autopilot(nodes, pods.phases));
}

async function refreshStatus() {
  state.status = await get("api/v1/status");
  drawPlatform();
}

/** Without a Prometheus there is nothing to show, nor anything wrong. */
async function refreshAlerts() {
  const answer = await get("api/v1/alerts");
  at("alerts-card").hidden = answer.watchdog === "UNHEARD" && answer.alerts.length === 0;
  at("alerts").replaceChildren(alerts(answer));
}

async function refreshHistory() {
  const { samples } = await get("api/v1/cloudrun/history?seconds=300");
  chart.replace(samples.map(it => ({ at: Date.parse(it.at), ...it.counts })));
}

const refreshSoon = throttled(refresh, REFRESH_AT_MOST_EVERY);
const refreshAutopilotSoon = throttled(refreshAutopilot, REFRESH_AT_MOST_EVERY);
const refreshStatusSoon = throttled(refreshStatus, 50);
const refreshAlertsSoon = throttled(refreshAlerts, 50);

function drawCloudRun() {
  const ready = state.services.filter(it => it.status.terminalCondition.state === "SUCCEEDED").length;
  at("f-services").textContent = state.services.length ? `${ready} of ${state.services.length}` : "none";
  at("f-instances").textContent = PHASES.reduce((sum, phase) => sum + (state.counts[phase] ?? 0), 0);
  at("f-phases").textContent = `${state.counts.active ?? 0} active, ${state.counts.idle ?? 0} idle`
    + (state.counts.starting ? `, ${state.counts.starting} starting` : "")
    + (state.counts.draining ? `, ${state.counts.draining} draining` : "");
  at("services").replaceChildren(services(state.services, state.instances));
  at("decisions").replaceChildren(decisions(state.decisions));
}

function drawPlatform() {
  const it = state.status;
  at("version").textContent = it.version;
  at("f-state").textContent = it.ready ? "ready" : it.state === "ready" ? "not ready" : it.state;
  at("f-uptime").textContent = `up ${span(it.uptimeSeconds)}`;
  at("f-memory").textContent = bytes(it.memoryBytes);
  at("f-disk").textContent = `${bytes(Object.values(it.diskBytes).reduce((a, b) => a + b, 0))} on disk`;
  at("endpoints").replaceChildren(...Object.entries(it.endpoints).map(([name, address]) =>
    element("span", {}, `${ENDPOINT_NAMES[name] ?? name} `, element("code", {}, address))));
  at("processes").replaceChildren(processes(it.processes));
  at("simulators").replaceChildren(...simulators(it.simulators, turn));
}

async function turn(simulator, enabled) {
  const answer = await fetch(`api/v1/simulators/${simulator}`, {
    method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify({ enabled }) });
  if (!answer.ok) {
    const problem = await answer.json();
    say(`${problem.title}: ${problem.detail} ${problem.next ?? ""}`);
  }
  refreshStatusSoon();
}

function say(text) {
  at("banner").hidden = !text;
  at("banner").textContent = text;
}

function connected(yes) {
  at("connection").className = yes ? "pill good" : "pill bad";
  at("connection").textContent = yes ? "Live" : "Disconnected";
  at("main").classList.toggle("stale", !yes);
  say(yes ? "" : `Disconnected from the gateway. What is shown is from ${clock(state.heard ?? Date.now())}; trying again.`);
}

let source = null;
function follow() {
  source?.close();
  source = new EventSource("api/v1/events");
  source.addEventListener("hello", () => {
    connected(true);
    refreshSoon();
    refreshAutopilotSoon();
    refreshStatusSoon();
    refreshAlertsSoon();
    refreshHistory().catch(e => console.warn(e.message));
  });
  source.addEventListener("gap", () => { refreshSoon(); refreshAutopilotSoon(); });
  source.onmessage = message => {
    state.heard = Date.now();
    const event = JSON.parse(message.data);
    if (event.type.startsWith("dev.gkelocal.cloudrun.")) refreshSoon();
    else if (event.type.startsWith("dev.gkelocal.autopilot.")) refreshAutopilotSoon();
    else refreshStatusSoon();
  };
  source.onerror = () => {
    connected(false);
    // A browser gives up after an answer that is not a stream, such as a refusal.
    if (source.readyState === EventSource.CLOSED) setTimeout(follow, 3000);
  };
}

setInterval(() => {
  if (source.readyState === EventSource.OPEN) {
    state.heard = Date.now();
    if (state.counts) chart.add({ at: Date.now(), ...state.counts });
  }
  for (const it of document.querySelectorAll("time[data-at]")) it.textContent = ago(Number(it.dataset.at));
}, 1000);
setInterval(() => {
  if (document.hidden || source.readyState !== EventSource.OPEN) return;
  refreshStatusSoon();
  refreshAlertsSoon();
}, STATUS_EVERY);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) refreshHistory().catch(e => console.warn(e.message));
});
follow();
