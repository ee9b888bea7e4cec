package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/** The processor architecture of the instances that run the tasks. */
public enum Architecture implements ApiEnum {
    /** Intel and AMD. */
    X86_64("X86_64"),
    /** AWS Graviton. */
    ARM64("ARM64"),
    /** What a newer schema allows and this version cannot read; never in the schema, refused by {@link SpecValidator}. */
    @JsonIgnore
    UNRECOGNISED("UNRECOGNISED");

    private final String value;

    Architecture(String value) {
        this.value = value;
    }

    @Override
    @JsonValue
    public String value() {
        return value;
    }

    /** Reads the written form; anything unknown is {@link #UNRECOGNISED}, so that one odd object cannot stop a watch. */
    @JsonCreator
    public static Architecture fromValue(String value) {
        return ApiEnum.fromValue(values(), value, UNRECOGNISED);
    }
}
