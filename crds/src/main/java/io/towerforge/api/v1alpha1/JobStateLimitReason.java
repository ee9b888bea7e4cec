package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Why a job at the head of a queue cannot start, as AWS Batch reports it; AWS Batch API reference,
 * JobStateTimeLimitAction.
 */
public enum JobStateLimitReason implements ApiEnum {
    /** AWS has no capacity for the instance types. */
    INSUFFICIENT_INSTANCE_CAPACITY("CAPACITY:INSUFFICIENT_INSTANCE_CAPACITY"),
    /** The job asks for more than the maximum of the environment. */
    COMPUTE_ENVIRONMENT_MAX_RESOURCE("MISCONFIGURATION:COMPUTE_ENVIRONMENT_MAX_RESOURCE"),
    /** No instance type of the environment can host the job. */
    JOB_RESOURCE_REQUIREMENT("MISCONFIGURATION:JOB_RESOURCE_REQUIREMENT"),
    /** AWS cannot launch the configured instances; not in every partition. */
    EC2_INSTANCE_CONFIGURATION_UNSUPPORTED("MISCONFIGURATION:EC2_INSTANCE_CONFIGURATION_UNSUPPORTED"),
    /** What a newer schema allows and this version cannot read; never in the schema, refused by {@link SpecValidator}. */
    @JsonIgnore
    UNRECOGNISED("UNRECOGNISED");

    private final String value;

    JobStateLimitReason(String value) {
        this.value = value;
    }

    @Override
    @JsonValue
    public String value() {
        return value;
    }

    /** Reads the written form; anything unknown is {@link #UNRECOGNISED}, so that one odd object cannot stop a watch. */
    @JsonCreator
    public static JobStateLimitReason fromValue(String value) {
        return ApiEnum.fromValue(values(), value, UNRECOGNISED);
    }
}
