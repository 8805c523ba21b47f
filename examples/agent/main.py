"""A service with agents: POST /agents/{agent_id}/execute runs a task, then tells the other agents in the background."""

import asyncio
import logging
import os
from contextlib import asynccontextmanager

import uvicorn
from fastapi import BackgroundTasks, FastAPI, HTTPException
from pydantic import BaseModel, Field

logging.basicConfig(level=logging.INFO, format="%(message)s")
log = logging.getLogger("agent")


class Task(BaseModel):
    task: str = Field(min_length=1, max_length=10_000)


class Answer(BaseModel):
    agent: str
    result: str
    status: str = "completed"


class Agent:
    """Does one kind of work; remembers what the others have done."""

    def __init__(self, name, work):
        self.name = name
        self._work = work
        self.heard = []

    async def execute(self, task):
        await asyncio.sleep(0.05)  # the time a model would take
        return self._work(task)

    async def hear(self, who, result):
        self.heard.append((who, result))


AGENTS = {
    agent.name: agent
    for agent in (
        Agent("summarizer", lambda text: text if len(text) <= 80 else text[:77] + "..."),
        Agent("counter", lambda text: f"{len(text.split())} words"),
        Agent("shouter", str.upper),
    )
}


@asynccontextmanager
async def lifespan(_):
    log.info("ready with agents: %s", ", ".join(AGENTS))
    yield
    log.info("stopping")


app = FastAPI(title="agent", lifespan=lifespan)


@app.get("/health")
async def health():
    return {"status": "healthy", "agents": len(AGENTS)}


@app.post("/agents/{agent_id}/execute")
async def execute(agent_id: str, task: Task, background: BackgroundTasks) -> Answer:
    agent = AGENTS.get(agent_id)
    if agent is None:
        raise HTTPException(404, f"no agent '{agent_id}'; there are {', '.join(AGENTS)}")
    result = await agent.execute(task.task)
    background.add_task(coordinate, agent, result)
    return Answer(agent=agent_id, result=result)


async def coordinate(source, result):
    others = [agent for agent in AGENTS.values() if agent is not source]
    await asyncio.gather(*(agent.hear(source.name, result) for agent in others))


if __name__ == "__main__":
    uvicorn.run(app, host="0.0.0.0", port=int(os.environ.get("PORT", "8080")), access_log=False)
