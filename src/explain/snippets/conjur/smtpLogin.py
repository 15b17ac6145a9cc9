# pip install conjur-api
import os

from conjur_api import Client
from conjur_api.models import ConjurConnectionInfo, CredentialsData
from conjur_api.providers import (
    AuthnAuthenticationStrategy,
    SimpleCredentialsProvider,
)


async def smtp_login() -> tuple[str, str]:
    """The SES SMTP login.

    JWTAuthenticationStrategy needs no stored key: prefer it where you can.
    """
    server = ConjurConnectionInfo(
        conjur_url=os.environ["CONJUR_APPLIANCE_URL"],
        account=os.environ["CONJUR_ACCOUNT"],
    )
    workload = CredentialsData(
        username=os.environ["CONJUR_AUTHN_LOGIN"],
        api_key=os.environ["CONJUR_AUTHN_API_KEY"],
        machine=server.conjur_url,
    )
    provider = SimpleCredentialsProvider()
    provider.save(workload)
    client = Client(
        server, authn_strategy=AuthnAuthenticationStrategy(provider)
    )
    username = await client.get("mail/ses/username")
    password = await client.get("mail/ses/password")
    return username.decode(), password.decode()
