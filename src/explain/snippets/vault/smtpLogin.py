# pip install hvac
import os

import hvac


def smtp_login() -> tuple[str, str]:
    """The SES SMTP login.

    The platform that starts this program hands it the two halves of its
    AppRole. VAULT_ADDR says where Vault is.
    """
    client = hvac.Client(url=os.environ["VAULT_ADDR"])
    client.auth.approle.login(
        role_id=os.environ["VAULT_ROLE_ID"],
        secret_id=os.environ["VAULT_SECRET_ID"],
    )
    answer = client.secrets.kv.v2.read_secret_version(
        path="mail/ses",
        mount_point="secret",
        raise_on_deleted_version=True,
    )
    secret = answer["data"]["data"]
    return secret["username"], secret["password"]
