"""The web page of the sample: which container answered, how many requests redis counted, and whether the secret can be read."""

import os
import socket

import redis
from flask import Flask, Response

SECRET_FILE = "/run/secrets/db_password"

app = Flask(__name__)
counter = redis.Redis(
    host=os.environ.get("REDIS_HOST", "redis"),
    port=int(os.environ.get("REDIS_PORT", "6379")),
    socket_connect_timeout=2,
    socket_timeout=2,
)


def count_request():
    try:
        return f"request {counter.incr('requests')}, counted by redis"
    except redis.RedisError as error:
        return f"requests are not counted: {error}"


def describe_secret():
    """Shows that the secret is readable; three characters and the length are all that leaves this process."""
    try:
        with open(SECRET_FILE, encoding="utf-8") as file:
            secret = file.read().strip()
    except OSError as error:
        return f"secret db_password cannot be read: {error.strerror}"
    return f"secret db_password begins with {secret[:3]!r} and has {len(secret)} characters"


@app.get("/")
def page():
    lines = [f"hello from container {socket.gethostname()}", count_request(), describe_secret()]
    return Response("\n".join(lines) + "\n", mimetype="text/plain")


@app.get("/health")
def health():
    return Response("ok\n", mimetype="text/plain")
