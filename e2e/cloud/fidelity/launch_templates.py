"""EC2 launch templates (E1, E2, E3)."""

import re
from typing import Any

from moto.ec2.models import ec2_backends

from cloud.fidelity.pages import page
from cloud.fidelity.service import Exchange, Service
from cloud.response import Refusal, Response

_PAGE = 200


class LaunchTemplates(Service):
    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self._tokens: dict[tuple[str, str, str], tuple[dict[str, Any], str, Response]] = {}
        self.rules = {"CreateLaunchTemplate": self._create, "DescribeLaunchTemplates": self._describe}

    def clear(self) -> None:
        self._tokens.clear()

    def _create(self, exchange: Exchange) -> Response:
        """E1. A token is forgotten with its template; how long EC2 remembers it is not documented."""
        token = exchange.params.get("ClientToken")
        if not token:
            return exchange.forward()
        key = (exchange.account, exchange.region, token)
        templates = ec2_backends[exchange.account][exchange.region].launch_templates
        earlier = self._tokens.get(key)
        if earlier and earlier[1] in templates:
            if earlier[0] != exchange.params:
                raise Refusal("IdempotentParameterMismatch", "The client token was used with other parameters before.")
            return earlier[2]
        response = exchange.forward()
        made = re.search(rb"<launchTemplateId>([^<]+)<", response.body)
        if response.status == 200 and made:
            self._tokens[key] = (exchange.params, made.group(1).decode(), response)
        return response

    def _describe(self, exchange: Exchange) -> Response | dict[str, Any]:
        """E2, E3. The tags are those of now, CreateTags and DeleteTags included (API reference, LaunchTemplate)."""
        params = exchange.params
        backend = ec2_backends[exchange.account][exchange.region]
        ids, names = params.get("LaunchTemplateIds") or [], params.get("LaunchTemplateNames") or []
        for each in ids:
            if each not in backend.launch_templates:
                raise Refusal(
                    "InvalidLaunchTemplateId.NotFound", f"The specified launch template, {each}, does not exist."
                )
        for each in names:
            if each not in backend.launch_template_name_to_ids:
                message = f"The specified launch template, with template name {each}, does not exist."
                raise Refusal("InvalidLaunchTemplateName.NotFoundException", message)
        filters = {entry["Name"]: entry["Values"] for entry in params.get("Filters") or []}
        found = backend.describe_launch_templates(names, ids, filters) if filters or ids or names else None
        templates = list(backend.launch_templates.values()) if found is None else found
        shown, token = page(templates, params.get("MaxResults"), params.get("NextToken"), _PAGE, "InvalidNextToken")
        described = [
            {
                "LaunchTemplateId": each.id,
                "LaunchTemplateName": each.name,
                "CreateTime": each.create_time,
                "CreatedBy": f"arn:aws:iam::{exchange.account}:root",
                "DefaultVersionNumber": each.default_version_number,
                "LatestVersionNumber": each.latest_version_number,
                "Tags": [{"Key": tag["key"], "Value": tag["value"]} for tag in each.get_tags()],
            }
            for each in shown
        ]
        return {"LaunchTemplates": described, **({"NextToken": token} if token else {})}
