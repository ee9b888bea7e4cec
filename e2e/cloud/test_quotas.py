"""How much of everything there may be."""

import pytest

from cloud.accounts import Genomics
from cloud.client import Rig, refused

pytestmark = pytest.mark.rule("R13")


def test_service_quotas_tells_the_limits_of_batch(rig: Rig):
    quotas = rig.client("service-quotas").list_service_quotas(ServiceCode="batch")["Quotas"]
    limits = {quota["QuotaName"]: quota["Value"] for quota in quotas}
    assert limits["Compute environment limit"] == 50
    assert limits["Job queue limit"] == 50
    one = rig.client("service-quotas").get_service_quota(ServiceCode="batch", QuotaCode=quotas[0]["QuotaCode"])
    assert one["Quota"] == quotas[0]
    assert "NoSuchResourceException" in refused(
        rig.client("service-quotas").get_service_quota, ServiceCode="batch", QuotaCode="L-0"
    )


def test_a_region_holds_50_environments(genomics: Genomics):
    for number in range(50):
        genomics.create(f"work-{number}")
    assert "limit of 50" in refused(genomics.create, name="work")


def test_the_limits_are_settings(rig: Rig, genomics: Genomics):
    rig.settings(quotas={"jobQueues": 1, "computeEnvironments": 2, "computeEnvironmentsPerQueue": 1})
    for name in ("one", "two"):
        genomics.environment(name)
    assert "limit of 2" in refused(genomics.create, name="three")
    assert "1 to 1" in refused(
        genomics.batch.create_job_queue,
        jobQueueName="both",
        priority=1,
        computeEnvironmentOrder=[
            {"order": 1, "computeEnvironment": "one"},
            {"order": 2, "computeEnvironment": "two"},
        ],
    )
    genomics.queue("queue", "one")
    assert "limit of 1 job queues" in refused(
        genomics.batch.create_job_queue,
        jobQueueName="other",
        priority=1,
        computeEnvironmentOrder=[{"order": 1, "computeEnvironment": "one"}],
    )
