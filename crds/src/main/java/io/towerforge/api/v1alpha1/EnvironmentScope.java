package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which jobs see an environment variable. */
public enum EnvironmentScope implements ApiEnum {
    /** The head job, which runs Nextflow. */
    HEAD("Head"),
    /** The jobs that run the tasks. */
    COMPUTE("Compute"),
    /** All jobs. */
    BOTH("Both"),
    /** What a newer schema allows and this version cannot read; never in the schema, refused by {@link SpecValidator}. */
    @JsonIgnore
    UNRECOGNISED("UNRECOGNISED");

    private final String value;

    EnvironmentScope(String value) {
        this.value = value;
    }

    @Override
    @JsonValue
    public String value() {
        return value;
    }

    /** Reads the written form; anything unknown is {@link #UNRECOGNISED}, so that one odd object cannot stop a watch. */
    @JsonCreator
    public static EnvironmentScope fromValue(String value) {
        return ApiEnum.fromValue(values(), value, UNRECOGNISED);
    }
}
