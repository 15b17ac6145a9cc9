# pip install boto3
import json

import boto3


def connected_app() -> tuple[str, str]:
    """The connected app.

    No key here: boto3 finds the role of its task, function or runner,
    which needs secretsmanager:GetSecretValue on this secret.
    """
    client = boto3.client("secretsmanager")
    answer = client.get_secret_value(SecretId="anypoint/ci")
    secret = json.loads(answer["SecretString"])
    return secret["client_id"], secret["client_secret"]
