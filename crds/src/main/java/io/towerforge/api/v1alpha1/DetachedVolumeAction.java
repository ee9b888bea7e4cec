package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/** What is done about volumes of an environment's instances that are attached to nothing any more. */
public enum DetachedVolumeAction implements ApiEnum {
    /** They are named in the condition {@code Advisory}, in an event and in a metric, and left alone. */
    REPORT("Report"),
    /** They are deleted, with an event each. */
    DELETE("Delete"),
    /** What a newer schema allows and this version cannot read; never in the schema, refused by {@link SpecValidator}. */
    @JsonIgnore
    UNRECOGNISED("UNRECOGNISED");

    private final String value;

    DetachedVolumeAction(String value) {
        this.value = value;
    }

    @Override
    @JsonValue
    public String value() {
        return value;
    }

    /** Reads the written form; anything unknown is {@link #UNRECOGNISED}, so that one odd object cannot stop a watch. */
    @JsonCreator
    public static DetachedVolumeAction fromValue(String value) {
        return ApiEnum.fromValue(values(), value, UNRECOGNISED);
    }
}
