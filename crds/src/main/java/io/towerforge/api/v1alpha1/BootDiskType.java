package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/** The EBS volume type of the boot disk, in AWS spelling. */
public enum BootDiskType implements ApiEnum {
    /** General purpose, throughput follows the size. */
    GP2("gp2"),
    /** General purpose, throughput set separately. */
    GP3("gp3"),
    /** What a newer schema allows and this version cannot read; never in the schema, refused by {@link SpecValidator}. */
    @JsonIgnore
    UNRECOGNISED("UNRECOGNISED");

    private final String value;

    BootDiskType(String value) {
        this.value = value;
    }

    @Override
    @JsonValue
    public String value() {
        return value;
    }

    /** Reads the written form; anything unknown is {@link #UNRECOGNISED}, so that one odd object cannot stop a watch. */
    @JsonCreator
    public static BootDiskType fromValue(String value) {
        return ApiEnum.fromValue(values(), value, UNRECOGNISED);
    }
}
