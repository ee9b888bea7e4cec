package io.towerforge.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;

/** How AWS sells the instances that run the tasks. */
public enum ProvisioningModel implements ApiEnum {
    /** Spare capacity at a lower price that AWS may take back. */
    SPOT("Spot"),
    /** Capacity at the list price, kept until it is released. */
    ON_DEMAND("OnDemand"),
    /** What a newer schema allows and this version cannot read; never in the schema, refused by {@link SpecValidator}. */
    @JsonIgnore
    UNRECOGNISED("UNRECOGNISED");

    private final String value;

    ProvisioningModel(String value) {
        this.value = value;
    }

    @Override
    @JsonValue
    public String value() {
        return value;
    }

    /** Reads the written form; anything unknown is {@link #UNRECOGNISED}, so that one odd object cannot stop a watch. */
    @JsonCreator
    public static ProvisioningModel fromValue(String value) {
        return ApiEnum.fromValue(values(), value, UNRECOGNISED);
    }
}
