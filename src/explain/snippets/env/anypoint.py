# Locally: pip install python-dotenv, then dotenv run -- python app.py
import os


def connected_app() -> tuple[str, str]:
    """The connected app. Fails at start-up when a part is missing."""
    return (
        required("ANYPOINT_CLIENT_ID"),
        required("ANYPOINT_CLIENT_SECRET"),
    )


def required(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set")
    return value
