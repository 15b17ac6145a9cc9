# Locally: pip install python-dotenv, then dotenv run -- python app.py
import os


def smtp_login() -> tuple[str, str]:
    """The SES SMTP login. Fails at start-up when a part is missing."""
    return (
        required("SES_SMTP_USERNAME"),
        required("SES_SMTP_PASSWORD"),
    )


def required(name: str) -> str:
    value = os.environ.get(name)
    if not value:
        raise RuntimeError(f"{name} is not set")
    return value
