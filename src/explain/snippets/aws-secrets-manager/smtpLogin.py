# pip install boto3
import json

import boto3


def smtp_login() -> tuple[str, str]:
    """The SES SMTP login.

    No key here: boto3 finds the role of its task, function or runner,
    which needs secretsmanager:GetSecretValue on this secret.
    """
    client = boto3.client("secretsmanager")
    answer = client.get_secret_value(SecretId="mail/ses")
    secret = json.loads(answer["SecretString"])
    return secret["username"], secret["password"]
